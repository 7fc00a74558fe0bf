/* mask.c - checks masks, then runs the kernels that move the elements they choose. */
#include "prepare.h"

/* A u8 tensor of as many elements as `tensor`; `ones` of them are 1, the others 0. */
static cr_status masks(const char *op, const cr_tensor *mask, const cr_tensor *tensor,
                       int64_t *ones)
{
    double most = 0, count = 0;
    TRY(valid(op, "tensor", tensor));
    TRY(valid(op, "mask", mask));
    REQUIRE(mask->dtype == CR_U8, CR_BAD_DTYPE,
            "%s: mask is %s, expected torch.ByteTensor", op, describe(mask));
    REQUIRE(cr_tensor_count(mask) == cr_tensor_count(tensor), CR_BAD_SHAPE,
            "%s: mask is %s, expected %lld elements as in %s", op, describe(mask),
            (long long)cr_tensor_count(tensor), describe(tensor));
    if (cr_tensor_count(mask)) TRY(cr_max_all(&most, mask));
    REQUIRE(most <= 1, CR_BAD_ARGUMENT, "%s: mask has element %g, expected 0 or 1", op,
            most);
    if (ones) TRY(cr_sum_all(&count, mask));
    if (ones) *ones = (int64_t)count;
    return CR_OK;
}

/* mask in the shape of `tensor` and apart from it. */
static cr_status fitted(prepared *p, const cr_tensor *tensor, const cr_tensor **mask)
{
    TRY(reshaped(p, tensor, mask));
    return apart(p, tensor, mask);
}

cr_status cr_masked_fill(cr_tensor *tensor, const cr_tensor *mask, double value)
{
    TRY(masks("maskedFill", mask, tensor, NULL));
    TRY(holds("maskedFill", "value", tensor, value));
    TRY(output_like("maskedFill", tensor, tensor));
    cr_tensor number = {.dtype = tensor->dtype};
    prepared p = {.count = 0};
    cr_status status = cr_tensor_create(&number, tensor->dtype, 1, (const int64_t[]){1});
    if (!status) status = cr_fill(&number, value);
    if (!status) status = fitted(&p, tensor, &mask);
    if (!status) status = backend_of(tensor)->masked_fill(tensor, mask, &number);
    cr_tensor_release(&number);
    release_prepared(&p);
    return status;
}

cr_status cr_masked_copy(cr_tensor *tensor, const cr_tensor *mask,
                         const cr_tensor *source)
{
    int64_t ones;
    TRY(masks("maskedCopy", mask, tensor, &ones));
    TRY(same_dtype("maskedCopy", "source", source, "tensor", tensor));
    REQUIRE(cr_tensor_count(source) >= ones, CR_BAD_SHAPE,
            "maskedCopy: source is %s, expected at least %lld elements for the mask",
            describe(source), (long long)ones);
    TRY(output_like("maskedCopy", tensor, tensor));
    prepared p = {.count = 0};
    cr_status status = fitted(&p, tensor, &mask);
    if (!status) status = packed(&p, &source);
    if (!status) status = apart(&p, tensor, &source);
    if (!status) status = backend_of(tensor)->masked_copy(tensor, mask, source);
    release_prepared(&p);
    return status;
}

cr_status cr_masked_select(cr_tensor *output, const cr_tensor *input,
                           const cr_tensor *mask)
{
    int64_t ones;
    TRY(masks("maskedSelect", mask, input, &ones));
    TRY(same_dtype("maskedSelect", "result", output, "tensor", input));
    REQUIRE(output != mask, CR_BAD_ARGUMENT,
            "maskedSelect: result and mask are one tensor");
    prepared p = {.count = 0};
    cr_status status = reshaped(&p, input, &mask);
    if (!status)
        status = output_apart(&p, "maskedSelect", output, ones > 0, &ones, &input);
    if (!status) status = apart(&p, output, &mask);
    if (!status && ones) status = backend_of(output)->masked_select(output, input, mask);
    release_prepared(&p);
    return status;
}
