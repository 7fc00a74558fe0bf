/* convolve_local.c - checks the arguments of convolutions with unshared weights, then
 * runs their kernels. */
#include "cresset/convolve_local.h"
#include "result.h"

static const char *const op = "convolve_local";

static cr_status in_range(const char *name, int64_t value, int64_t least)
{
    REQUIRE(value >= least && value <= INT32_MAX, CR_BAD_ARGUMENT,
            "%s: %s is %lld, expected %lld to %d", op, name, (long long)value,
            (long long)least, INT32_MAX);
    return CR_OK;
}

/* Check the numbers and the weight against images of these sizes: N, C, H, W. */
static cr_status check(window *w, const int64_t *images, const char *name,
                       const cr_tensor *weight)
{
    TRY(in_range("dH", w->stride[0], 1));
    TRY(in_range("dW", w->stride[1], 1));
    TRY(in_range("padH", w->pad[0], 0));
    TRY(in_range("padW", w->pad[1], 0));
    TRY(in_range("input height", images[2], 1));
    TRY(in_range("input width", images[3], 1));
    TRY(has_ndim(op, name, weight, 6, "P x Q x K x C x R x S"));
    cr_tensor expected = *weight;
    bool fits = cr_tensor_count(weight) > 0;
    expected.sizes[3] = images[1];
    for (int d = 0; d < 2; d++) {
        w->kernel[d] = weight->sizes[4 + d];
        int64_t room = images[2 + d] + 2 * w->pad[d] - w->kernel[d];
        fits = fits && room >= 0;
        expected.sizes[d] = fits ? room / w->stride[d] + 1 : 0;
    }
    REQUIRE(fits && cr_tensor_same_shape(weight, &expected), CR_BAD_SHAPE,
            "%s: %s is %s, expected %s for images of %lldx%lldx%lld", op, name,
            describe(weight), shape_of(&expected), (long long)images[1],
            (long long)images[2], (long long)images[3]);
    return CR_OK;
}

/* Bias and output go with the weight. */
static cr_status has_sizes(const char *name, const cr_tensor *tensor, const char *like,
                           const cr_tensor *weight, int64_t images)
{
    const int64_t *n = weight->sizes;
    cr_tensor expected = {.ndim = 4, .sizes = {images, n[2], n[0], n[1]}};
    if (!images) expected = (cr_tensor){.ndim = 3, .sizes = {n[2], n[0], n[1]}};
    TRY(same_dtype(op, name, tensor, like, weight));
    REQUIRE(cr_tensor_same_shape(tensor, &expected), CR_BAD_SHAPE,
            "%s: %s is %s, expected %s", op, name, describe(tensor), shape_of(&expected));
    return CR_OK;
}

cr_status cr_convolve_local(cr_tensor *output, const cr_tensor *input,
                            const cr_tensor *weight, const cr_tensor *bias,
                            int64_t stride_h, int64_t stride_w, int64_t pad_h,
                            int64_t pad_w)
{
    window w = {.stride = {stride_h, stride_w}, .pad = {pad_h, pad_w}};
    TRY(floating(op, "input", input));
    TRY(same_dtype(op, "weight", weight, "input", input));
    TRY(same_dtype(op, "output", output, "input", input));
    TRY(has_ndim(op, "input", input, 4, "N x C x H x W"));
    TRY(check(&w, input->sizes, "weight", weight));
    TRY(has_sizes("bias", bias, "weight", weight, 0));
    const int64_t sizes[] = {input->sizes[0], weight->sizes[2], weight->sizes[0],
                             weight->sizes[1]};
    cr_tensor images = *input, filters = *weight, added = *bias;
    input = &images, weight = &filters, bias = &added;
    TRY(output_of(op, output, 4, sizes));
    if (cr_tensor_count(output) == 0) return CR_OK;
    result r;
    prepared p = {.count = 0};
    cr_status status = begin_result(&r, output, false);
    if (!status) status = usable(&p, r.target, &input);
    if (!status) status = usable(&p, r.target, &weight);
    if (!status) status = usable(&p, r.target, &bias);
    if (!status)
        status = backend_of(output)->convolve_local(r.target, input, weight, bias, &w);
    release_prepared(&p);
    return end_result(&r, status);
}

cr_status cr_convolve_local_backward_input(cr_tensor *grad_input,
                                           const cr_tensor *grad_output,
                                           const cr_tensor *weight, int64_t input_h,
                                           int64_t input_w, int64_t stride_h,
                                           int64_t stride_w, int64_t pad_h, int64_t pad_w)
{
    window w = {.stride = {stride_h, stride_w}, .pad = {pad_h, pad_w}};
    TRY(floating(op, "gradOutput", grad_output));
    TRY(has_ndim(op, "gradOutput", grad_output, 4, "N x K x P x Q"));
    TRY(same_dtype(op, "gradInput", grad_input, "gradOutput", grad_output));
    TRY(has_ndim(op, "weight", weight, 6, "P x Q x K x C x R x S"));
    const int64_t sizes[] = {grad_output->sizes[0], weight->sizes[3], input_h, input_w};
    TRY(check(&w, sizes, "weight", weight));
    TRY(has_sizes("gradOutput", grad_output, "weight", weight, sizes[0]));
    cr_tensor gradients = *grad_output, filters = *weight;
    grad_output = &gradients, weight = &filters;
    TRY(output_of(op, grad_input, 4, sizes));
    if (cr_tensor_count(grad_input) == 0) return CR_OK;
    result r;
    prepared p = {.count = 0};
    cr_status status = begin_result(&r, grad_input, false);
    if (!status) status = usable(&p, r.target, &grad_output);
    if (!status) status = usable(&p, r.target, &weight);
    if (!status)
        status = backend_of(grad_input)
                     ->convolve_local_backward_input(r.target, grad_output, weight, &w);
    release_prepared(&p);
    return end_result(&r, status);
}

cr_status cr_convolve_local_backward_weight(cr_tensor *grad_weight, cr_tensor *grad_bias,
                                            const cr_tensor *input,
                                            const cr_tensor *grad_output, double scale,
                                            int64_t stride_h, int64_t stride_w,
                                            int64_t pad_h, int64_t pad_w)
{
    window w = {.stride = {stride_h, stride_w}, .pad = {pad_h, pad_w}};
    TRY(floating(op, "input", input));
    TRY(same_dtype(op, "gradWeight", grad_weight, "input", input));
    TRY(has_ndim(op, "input", input, 4, "N x C x H x W"));
    TRY(check(&w, input->sizes, "gradWeight", grad_weight));
    TRY(has_sizes("gradBias", grad_bias, "gradWeight", grad_weight, 0));
    TRY(valid(op, "gradOutput", grad_output));
    if (cr_tensor_count(grad_output) == 0 && cr_tensor_count(input) == 0) return CR_OK;
    TRY(has_sizes("gradOutput", grad_output, "gradWeight", grad_weight, input->sizes[0]));
    TRY(output_like(op, grad_weight, grad_weight));
    TRY(output_like(op, grad_bias, grad_bias));
    result r, r_bias = {.target = NULL};
    prepared p = {.count = 0};
    cr_status status = begin_result(&r, grad_weight, true);
    if (!status) status = begin_result(&r_bias, grad_bias, true);
    if (!status) status = usable(&p, r.target, &input);
    if (!status) status = usable(&p, r.target, &grad_output);
    if (!status)
        status = backend_of(grad_weight)
                     ->convolve_local_backward_weight(r.target, r_bias.target, input,
                                                      grad_output, scale, &w);
    release_prepared(&p);
    status = end_result(&r, status);
    return r_bias.target ? end_result(&r_bias, status) : status;
}
