/* lrn.c - checks the arguments of local response normalisation, then runs its kernels. */
#include "result.h"
#include "cresset/lrn.h"

static const char *const op = "lrn";

static cr_status check(const cr_tensor *input, int64_t size)
{
    TRY(floating(op, "input", input));
    TRY(has_ndim(op, "input", input, 4, "N x C x H x W"));
    REQUIRE(size >= 1 && size <= INT32_MAX && size % 2 == 1, CR_BAD_ARGUMENT,
            "%s: size is %lld, expected an odd number of 1 or more", op, (long long)size);
    return CR_OK;
}

cr_status cr_lrn(cr_tensor *output, cr_tensor *scale, const cr_tensor *input,
                 int64_t size, double alpha, double beta, double k)
{
    TRY(check(input, size));
    TRY(same_dtype(op, "output", output, "input", input));
    TRY(same_dtype(op, "scale", scale, "input", input));
    cr_tensor images = *input;
    input = &images;
    TRY(output_of(op, output, 4, images.sizes));
    TRY(output_of(op, scale, 4, images.sizes));
    if (cr_tensor_count(output) == 0) return CR_OK;
    result values, scales = {.target = NULL};
    prepared p = {.count = 0};
    cr_status status = begin_result(&values, output, false);
    if (!status) status = begin_result(&scales, scale, false);
    if (!status) status = usable(&p, values.target, &input);
    if (!status) status = apart(&p, scales.target, &input);
    if (!status)
        status = backend_of(output)->lrn(values.target, scales.target, input, size, alpha,
                                         beta, k);
    release_prepared(&p);
    status = end_result(&values, status);
    return scales.target ? end_result(&scales, status) : status;
}

cr_status cr_lrn_backward(cr_tensor *grad_input, const cr_tensor *input,
                          const cr_tensor *output, const cr_tensor *scale,
                          const cr_tensor *grad_output, int64_t size, double alpha,
                          double beta)
{
    TRY(check(input, size));
    TRY(alike(op, "output", output, "input", input));
    TRY(alike(op, "scale", scale, "input", input));
    TRY(alike(op, "gradOutput", grad_output, "input", input));
    TRY(same_dtype(op, "gradInput", grad_input, "input", input));
    cr_tensor x = *input, y = *output, s = *scale, dy = *grad_output;
    const cr_tensor *in[] = {&x, &y, &s, &dy};
    TRY(output_of(op, grad_input, 4, x.sizes));
    if (cr_tensor_count(grad_input) == 0) return CR_OK;
    result r;
    prepared p = {.count = 0};
    cr_status status = begin_result(&r, grad_input, false);
    for (int i = 0; i < 4 && !status; i++) status = usable(&p, r.target, &in[i]);
    if (!status)
        status =
            backend_of(grad_input)
                ->lrn_backward(r.target, in[0], in[1], in[2], in[3], size, alpha, beta);
    release_prepared(&p);
    return end_result(&r, status);
}
