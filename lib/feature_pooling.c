/* feature_pooling.c - checks the arguments of pooling over channels, then runs it. */
#include "cresset/feature_pooling.h"
#include "result.h"

static const char *const op = "feature_pool";

/* Check the input and work out the sizes of the output. */
static cr_status check(const cr_tensor *input, int64_t width, int64_t stride, double p,
                       int64_t *sizes)
{
    TRY(floating(op, "input", input));
    TRY(has_ndim(op, "input", input, 4, "N x F x H x W"));
    REQUIRE(width >= 1 && width <= INT32_MAX, CR_BAD_ARGUMENT,
            "%s: width is %lld, expected 1 to %d", op, (long long)width, INT32_MAX);
    REQUIRE(stride >= 1 && stride <= INT32_MAX, CR_BAD_ARGUMENT,
            "%s: stride is %lld, expected 1 to %d", op, (long long)stride, INT32_MAX);
    REQUIRE(p > 0 && p < 1e300, CR_BAD_ARGUMENT, "%s: power is %g, expected above 0", op,
            p);
    REQUIRE(input->sizes[1] >= width, CR_BAD_SHAPE,
            "%s: input is %s, expected %lld features or more for windows of that width",
            op, describe(input), (long long)width);
    for (int d = 0; d < 4; d++) sizes[d] = input->sizes[d];
    sizes[1] = (input->sizes[1] - width) / stride + 1;
    return CR_OK;
}

cr_status cr_feature_pool(cr_tensor *output, const cr_tensor *input, int64_t width,
                          int64_t stride, double p)
{
    int64_t sizes[4];
    TRY(check(input, width, stride, p, sizes));
    TRY(same_dtype(op, "output", output, "input", input));
    cr_tensor features = *input;
    input = &features;
    TRY(output_of(op, output, 4, sizes));
    if (cr_tensor_count(output) == 0) return CR_OK;
    result r;
    prepared made = {.count = 0};
    cr_status status = begin_result(&r, output, false);
    if (!status) status = usable(&made, r.target, &input);
    if (!status)
        status = backend_of(output)->feature_pool(r.target, input, width, stride, p);
    release_prepared(&made);
    return end_result(&r, status);
}

cr_status cr_feature_pool_backward(cr_tensor *grad_input, const cr_tensor *input,
                                   const cr_tensor *output, const cr_tensor *grad_output,
                                   int64_t width, int64_t stride, double p)
{
    int64_t sizes[4];
    TRY(check(input, width, stride, p, sizes));
    TRY(same_dtype(op, "gradInput", grad_input, "input", input));
    TRY(alike(op, "gradOutput", grad_output, "output", output));
    TRY(same_dtype(op, "output", output, "input", input));
    cr_tensor expected = {.ndim = 4, .sizes = {sizes[0], sizes[1], sizes[2], sizes[3]}};
    REQUIRE(cr_tensor_same_shape(output, &expected), CR_BAD_SHAPE,
            "%s: output is %s, expected %s", op, describe(output), shape_of(&expected));
    if (cr_tensor_count(input) == 0) return output_like(op, grad_input, input);
    cr_tensor dx = {.dtype = input->dtype};
    prepared made = {.count = 0};
    cr_status status = cr_tensor_create(&dx, input->dtype, 4, input->sizes);
    if (!status) status = packed(&made, &input);
    if (!status) status = packed(&made, &output);
    if (!status) status = packed(&made, &grad_output);
    if (!status)
        status = backend_of(input)->feature_pool_backward(&dx, input, output, grad_output,
                                                          width, stride, p);
    release_prepared(&made);
    if (!status) status = output_of(op, grad_input, 4, dx.sizes);
    if (!status) status = cr_copy(grad_input, &dx);
    cr_tensor_release(&dx);
    return status;
}
