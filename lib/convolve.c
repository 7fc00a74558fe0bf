/* convolve.c - checks the arguments of convolutions, then runs their kernels. */
#include <stdatomic.h>
#include "result.h"

static const char *const op = "convolve";
static atomic_int exact;

int cr_convolve_exact(void)
{
    return atomic_load(&exact);
}

cr_status cr_convolve_exact_use(int is_exact)
{
    atomic_store(&exact, is_exact != 0);
    return CR_OK;
}

static cr_status in_range(const char *name, int64_t value, int64_t least)
{
    REQUIRE(value >= least && value <= INT32_MAX, CR_BAD_ARGUMENT,
            "%s: %s is %lld, expected %lld to %d", op, name, (long long)value,
            (long long)least, INT32_MAX);
    return CR_OK;
}

static cr_status check_window(const window *w)
{
    TRY(in_range("dH", w->stride[0], 1));
    TRY(in_range("dW", w->stride[1], 1));
    TRY(in_range("padH", w->pad[0], 0));
    TRY(in_range("padW", w->pad[1], 0));
    TRY(in_range("dilationH", w->dilation[0], 1));
    TRY(in_range("dilationW", w->dilation[1], 1));
    return in_range("groups", w->groups, 1);
}

/* Check the weight by itself and add its sizes to the window. */
static cr_status check_weight(const char *name, const cr_tensor *weight, window *w)
{
    TRY(has_ndim(op, name, weight, 4, "K x C x R x S"));
    w->kernel[0] = weight->sizes[2], w->kernel[1] = weight->sizes[3];
    REQUIRE(cr_tensor_count(weight) && w->kernel[0] <= INT32_MAX &&
                w->kernel[1] <= INT32_MAX,
            CR_BAD_SHAPE, "%s: %s is %s, expected K x C x R x S, each at least 1", op,
            name, describe(weight));
    REQUIRE(weight->sizes[0] % w->groups == 0, CR_BAD_SHAPE,
            "%s: %s is %s, expected a multiple of %lld output channels, one for each "
            "group",
            op, name, describe(weight), (long long)w->groups);
    return CR_OK;
}

static cr_status channels_match(const char *input_name, const cr_tensor *input,
                                const char *name, const cr_tensor *weight,
                                const window *w)
{
    int64_t channels;
    bool fits = !__builtin_mul_overflow(weight->sizes[1], w->groups, &channels);
    REQUIRE(fits && input->sizes[1] == channels, CR_BAD_SHAPE,
            "%s: %s is %s, expected N x C x H x W with C = %lld x %lld for %s %s", op,
            input_name, describe(input), (long long)weight->sizes[1],
            (long long)w->groups, name, describe(weight));
    return CR_OK;
}

/* Height and width of the output for an input of these. */
static cr_status output_size(const window *w, int64_t height, int64_t width,
                             int64_t *sizes)
{
    const int64_t input[] = {height, width};
    for (int d = 0; d < 2; d++) {
        int64_t reach = w->dilation[d] * (w->kernel[d] - 1);
        int64_t room = input[d] + 2 * w->pad[d] - reach - 1;
        REQUIRE(input[d] >= 1 && input[d] <= INT32_MAX && room >= 0, CR_BAD_SHAPE,
                "%s: images of %lldx%lld with padding %lldx%lld are too small for a "
                "kernel of %lldx%lld with dilation %lldx%lld",
                op, (long long)height, (long long)width, (long long)w->pad[0],
                (long long)w->pad[1], (long long)w->kernel[0], (long long)w->kernel[1],
                (long long)w->dilation[0], (long long)w->dilation[1]);
        sizes[d] = room / w->stride[d] + 1;
    }
    double area = (double)(height + 2 * w->pad[0]) * (double)(width + 2 * w->pad[1]);
    REQUIRE(area < 0x1p40, CR_BAD_SHAPE,
            "%s: images of %lldx%lld with padding %lldx%lld are too "
            "large for any memory",
            op, (long long)height, (long long)width, (long long)w->pad[0],
            (long long)w->pad[1]);
    return CR_OK;
}

static cr_status is_vector(const char *name, const cr_tensor *bias, const cr_tensor *like,
                           int64_t size)
{
    TRY(same_dtype(op, name, bias, "input", like));
    REQUIRE(bias->ndim == 1 && bias->sizes[0] == size, CR_BAD_SHAPE,
            "%s: %s is %s, expected %lld, one for each output channel", op, name,
            describe(bias), (long long)size);
    return CR_OK;
}

static cr_status has_sizes(const char *name, const cr_tensor *tensor,
                           const int64_t *sizes)
{
    cr_tensor expected = {.ndim = 4, .sizes = {sizes[0], sizes[1], sizes[2], sizes[3]}};
    TRY(has_ndim(op, name, tensor, 4, "N x K x P x Q"));
    REQUIRE(cr_tensor_same_shape(tensor, &expected), CR_BAD_SHAPE,
            "%s: %s is %s, expected %s", op, name, describe(tensor), shape_of(&expected));
    return CR_OK;
}

cr_status cr_convolve(cr_tensor *output, const cr_tensor *input, const cr_tensor *weight,
                      const cr_tensor *bias, int64_t stride_h, int64_t stride_w,
                      int64_t pad_h, int64_t pad_w, int64_t dilation_h,
                      int64_t dilation_w, int64_t groups)
{
    window w = {.stride = {stride_h, stride_w},
                .pad = {pad_h, pad_w},
                .dilation = {dilation_h, dilation_w},
                .groups = groups,
                .exact = cr_convolve_exact()};
    TRY(check_window(&w));
    TRY(floating(op, "input", input));
    TRY(same_dtype(op, "weight", weight, "input", input));
    TRY(same_dtype(op, "output", output, "input", input));
    TRY(has_ndim(op, "input", input, 4, "N x C x H x W"));
    TRY(check_weight("weight", weight, &w));
    TRY(channels_match("input", input, "weight", weight, &w));
    if (bias) TRY(is_vector("bias", bias, input, weight->sizes[0]));
    int64_t sizes[4] = {input->sizes[0], weight->sizes[0]};
    TRY(output_size(&w, input->sizes[2], input->sizes[3], sizes + 2));
    cr_tensor images = *input, filters = *weight;
    input = &images, weight = &filters;
    TRY(output_of(op, output, 4, sizes));
    if (cr_tensor_count(output) == 0) return CR_OK;
    result r;
    prepared p = {.count = 0};
    cr_status status = begin_result(&r, output, false);
    if (!status) status = usable(&p, r.target, &input);
    if (!status) status = usable(&p, r.target, &weight);
    if (!status && bias) status = usable(&p, r.target, &bias);
    if (!status) status = backend_of(output)->convolve(r.target, input, weight, bias, &w);
    release_prepared(&p);
    return end_result(&r, status);
}

cr_status cr_convolve_backward_input(cr_tensor *grad_input, const cr_tensor *grad_output,
                                     const cr_tensor *weight, int64_t input_h,
                                     int64_t input_w, int64_t stride_h, int64_t stride_w,
                                     int64_t pad_h, int64_t pad_w, int64_t dilation_h,
                                     int64_t dilation_w, int64_t groups)
{
    window w = {.stride = {stride_h, stride_w},
                .pad = {pad_h, pad_w},
                .dilation = {dilation_h, dilation_w},
                .groups = groups,
                .exact = cr_convolve_exact()};
    TRY(check_window(&w));
    TRY(floating(op, "gradOutput", grad_output));
    TRY(same_dtype(op, "weight", weight, "gradOutput", grad_output));
    TRY(same_dtype(op, "gradInput", grad_input, "gradOutput", grad_output));
    TRY(has_ndim(op, "gradOutput", grad_output, 4, "N x K x P x Q"));
    TRY(check_weight("weight", weight, &w));
    int64_t sizes[4] = {grad_output->sizes[0], 0, input_h, input_w};
    int64_t expected[4] = {grad_output->sizes[0], weight->sizes[0]};
    bool fits = !__builtin_mul_overflow(weight->sizes[1], groups, &sizes[1]);
    REQUIRE(fits, CR_BAD_SHAPE, "%s: weight is %s, too large for any memory", op,
            describe(weight));
    TRY(output_size(&w, input_h, input_w, expected + 2));
    TRY(has_sizes("gradOutput", grad_output, expected));
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
                     ->convolve_backward_input(r.target, grad_output, weight, &w);
    release_prepared(&p);
    return end_result(&r, status);
}

cr_status cr_convolve_backward_weight(cr_tensor *grad_weight, cr_tensor *grad_bias,
                                      const cr_tensor *input,
                                      const cr_tensor *grad_output, double scale,
                                      int64_t stride_h, int64_t stride_w, int64_t pad_h,
                                      int64_t pad_w, int64_t dilation_h,
                                      int64_t dilation_w, int64_t groups)
{
    window w = {.stride = {stride_h, stride_w},
                .pad = {pad_h, pad_w},
                .dilation = {dilation_h, dilation_w},
                .groups = groups,
                .exact = cr_convolve_exact()};
    TRY(check_window(&w));
    TRY(floating(op, "input", input));
    TRY(same_dtype(op, "gradOutput", grad_output, "input", input));
    TRY(same_dtype(op, "gradWeight", grad_weight, "input", input));
    TRY(has_ndim(op, "input", input, 4, "N x C x H x W"));
    TRY(check_weight("gradWeight", grad_weight, &w));
    TRY(channels_match("input", input, "gradWeight", grad_weight, &w));
    if (grad_bias) {
        TRY(is_vector("gradBias", grad_bias, input, grad_weight->sizes[0]));
        TRY(output_like(op, grad_bias, grad_bias));
    }
    int64_t expected[4] = {input->sizes[0], grad_weight->sizes[0]};
    TRY(output_size(&w, input->sizes[2], input->sizes[3], expected + 2));
    TRY(has_sizes("gradOutput", grad_output, expected));
    TRY(output_like(op, grad_weight, grad_weight));
    if (cr_tensor_count(grad_output) == 0 || cr_tensor_count(input) == 0) return CR_OK;
    result r, r_bias = {.target = NULL};
    prepared p = {.count = 0};
    cr_status status = begin_result(&r, grad_weight, true);
    if (!status && grad_bias) status = begin_result(&r_bias, grad_bias, true);
    if (!status) status = usable(&p, r.target, &input);
    if (!status) status = usable(&p, r.target, &grad_output);
    if (!status && grad_bias) status = apart(&p, r_bias.target, &input);
    if (!status && grad_bias) status = apart(&p, r_bias.target, &grad_output);
    if (!status)
        status = backend_of(grad_weight)
                     ->convolve_backward_weight(r.target, r_bias.target, input,
                                                grad_output, scale, &w);
    release_prepared(&p);
    status = end_result(&r, status);
    return grad_bias ? end_result(&r_bias, status) : status;
}
