/* convolve3d.c - checks the arguments of three-dimensional convolutions, then runs
 * two-dimensional kernels over some slices at a time. */
#include "cresset/convolve3d.h"
#include "slices.h"

static const char *const op = "convolve3d";

static cr_status is_vector(const char *name, const cr_tensor *bias, const cr_tensor *like,
                           int64_t size)
{
    TRY(same_dtype(op, name, bias, "weight", like));
    REQUIRE(bias->ndim == 1 && bias->sizes[0] == size, CR_BAD_SHAPE,
            "%s: %s is %s, expected %lld, one for each output channel", op, name,
            describe(bias), (long long)size);
    return CR_OK;
}

static cr_status fits_output(const slices *s, const cr_tensor *grad_output)
{
    cr_tensor expected = {.ndim = 5, .sizes = {s->N, s->K, s->O, s->P, s->Q}};
    REQUIRE(cr_tensor_same_shape(grad_output, &expected), CR_BAD_SHAPE,
            "%s: gradOutput is %s, expected %s", op, describe(grad_output),
            shape_of(&expected));
    return CR_OK;
}

/* Calls step for every block of slices, of which `s` then holds the number. */
typedef cr_status block_function(slices *s, cr_tensor *output, cr_tensor *sums,
                                 const cr_tensor *input, const cr_tensor *weight,
                                 double scale, int64_t first);

static cr_status each_block(slices *s, block_function *step, cr_tensor *output,
                            cr_tensor *sums, const cr_tensor *input,
                            const cr_tensor *weight, double scale)
{
    int64_t all = s->N * s->O;
    cr_status status = slices_begin(s, input->dtype);
    for (int64_t first = 0; first < all && !status; first += s->block) {
        slices_narrow(s, all - first < s->block ? all - first : s->block);
        status = step(s, output, sums, input, weight, scale, first);
    }
    slices_end(s);
    return status;
}

static cr_status convolve_block(slices *s, cr_tensor *output, cr_tensor *bias,
                                const cr_tensor *input, const cr_tensor *weight,
                                double scale, int64_t first)
{
    (void)scale;
    TRY(slices_gather(s, input, first));
    TRY(backend_of(output)->convolve(&s->maps, &s->images, weight, bias, &s->w));
    return slices_write(s, output, first);
}

cr_status cr_convolve3d(cr_tensor *output, const cr_tensor *input,
                        const cr_tensor *weight, const cr_tensor *bias, int64_t stride_t,
                        int64_t stride_h, int64_t stride_w, int64_t pad_t, int64_t pad_h,
                        int64_t pad_w, int64_t dilation_t, int64_t dilation_h,
                        int64_t dilation_w)
{
    slices s = {.w = {.stride = {stride_h, stride_w},
                      .pad = {pad_h, pad_w},
                      .dilation = {dilation_h, dilation_w}},
                .stride = stride_t,
                .pad = pad_t,
                .dilation = dilation_t};
    TRY(floating(op, "input", input));
    TRY(same_dtype(op, "weight", weight, "input", input));
    TRY(same_dtype(op, "output", output, "input", input));
    TRY(has_ndim(op, "input", input, 5, "N x C x T x H x W"));
    TRY(slices_sizes(op, &s, input->sizes, "weight", weight));
    if (bias) TRY(is_vector("bias", bias, input, s.K));
    const int64_t sizes[] = {s.N, s.K, s.O, s.P, s.Q};
    cr_tensor volumes = *input, filters = *weight;
    input = &volumes, weight = &filters;
    TRY(output_of(op, output, 5, sizes));
    if (cr_tensor_count(output) == 0) return CR_OK;
    result r;
    prepared p = {.count = 0};
    cr_status status = begin_result(&r, output, false);
    if (!status) status = usable(&p, r.target, &input);
    if (!status) status = usable(&p, r.target, &weight);
    if (!status && bias) status = usable(&p, r.target, &bias);
    cr_tensor flat = slices_weight(weight);
    if (!status)
        status =
            each_block(&s, convolve_block, r.target, (cr_tensor *)bias, input, &flat, 1);
    release_prepared(&p);
    return end_result(&r, status);
}

static cr_status spread_block(slices *s, cr_tensor *grad_input, cr_tensor *none,
                              const cr_tensor *grad_output, const cr_tensor *weight,
                              double scale, int64_t first)
{
    (void)none, (void)scale;
    TRY(slices_read(s, grad_output, first));
    TRY(backend_of(grad_input)
            ->convolve_backward_input(&s->images, &s->maps, weight, &s->w));
    return slices_spread(s, grad_input, first);
}

cr_status cr_convolve3d_backward_input(cr_tensor *grad_input,
                                       const cr_tensor *grad_output,
                                       const cr_tensor *weight, int64_t input_t,
                                       int64_t input_h, int64_t input_w, int64_t stride_t,
                                       int64_t stride_h, int64_t stride_w, int64_t pad_t,
                                       int64_t pad_h, int64_t pad_w, int64_t dilation_t,
                                       int64_t dilation_h, int64_t dilation_w)
{
    slices s = {.w = {.stride = {stride_h, stride_w},
                      .pad = {pad_h, pad_w},
                      .dilation = {dilation_h, dilation_w}},
                .stride = stride_t,
                .pad = pad_t,
                .dilation = dilation_t};
    TRY(floating(op, "gradOutput", grad_output));
    TRY(same_dtype(op, "weight", weight, "gradOutput", grad_output));
    TRY(same_dtype(op, "gradInput", grad_input, "gradOutput", grad_output));
    TRY(has_ndim(op, "gradOutput", grad_output, 5, "N x K x O x P x Q"));
    TRY(has_ndim(op, "weight", weight, 5, "K x C x Z x R x S"));
    const int64_t sizes[] = {grad_output->sizes[0], weight->sizes[1], input_t, input_h,
                             input_w};
    TRY(slices_sizes(op, &s, sizes, "weight", weight));
    TRY(fits_output(&s, grad_output));
    cr_tensor gradients = *grad_output, filters = *weight;
    grad_output = &gradients, weight = &filters;
    TRY(output_of(op, grad_input, 5, sizes));
    if (cr_tensor_count(grad_input) == 0) return CR_OK;
    result r;
    prepared p = {.count = 0};
    cr_status status = begin_result(&r, grad_input, false);
    if (!status) status = usable(&p, r.target, &grad_output);
    if (!status) status = usable(&p, r.target, &weight);
    cr_tensor flat = slices_weight(weight);
    if (!status) status = cr_fill(r.target, 0);
    if (!status)
        status = each_block(&s, spread_block, r.target, NULL, grad_output, &flat, 1);
    release_prepared(&p);
    return end_result(&r, status);
}

/* input and grad_output in the places of input and weight. */
static cr_status weigh_block(slices *s, cr_tensor *grad_weight, cr_tensor *grad_bias,
                             const cr_tensor *input, const cr_tensor *grad_output,
                             double scale, int64_t first)
{
    TRY(slices_gather(s, input, first));
    TRY(slices_read(s, grad_output, first));
    return backend_of(grad_weight)
        ->convolve_backward_weight(grad_weight, grad_bias, &s->images, &s->maps, scale,
                                   &s->w);
}

cr_status cr_convolve3d_backward_weight(cr_tensor *grad_weight, cr_tensor *grad_bias,
                                        const cr_tensor *input,
                                        const cr_tensor *grad_output, double scale,
                                        int64_t stride_t, int64_t stride_h,
                                        int64_t stride_w, int64_t pad_t, int64_t pad_h,
                                        int64_t pad_w, int64_t dilation_t,
                                        int64_t dilation_h, int64_t dilation_w)
{
    slices s = {.w = {.stride = {stride_h, stride_w},
                      .pad = {pad_h, pad_w},
                      .dilation = {dilation_h, dilation_w}},
                .stride = stride_t,
                .pad = pad_t,
                .dilation = dilation_t};
    TRY(floating(op, "input", input));
    TRY(same_dtype(op, "gradOutput", grad_output, "input", input));
    TRY(same_dtype(op, "gradWeight", grad_weight, "input", input));
    TRY(has_ndim(op, "input", input, 5, "N x C x T x H x W"));
    TRY(slices_sizes(op, &s, input->sizes, "gradWeight", grad_weight));
    if (grad_bias) TRY(is_vector("gradBias", grad_bias, input, s.K));
    TRY(fits_output(&s, grad_output));
    TRY(output_like(op, grad_weight, grad_weight));
    if (grad_bias) TRY(output_like(op, grad_bias, grad_bias));
    if (cr_tensor_count(grad_output) == 0) return CR_OK;
    result r, r_bias = {.target = NULL};
    prepared p = {.count = 0};
    cr_status status = begin_result(&r, grad_weight, true);
    if (!status && grad_bias) status = begin_result(&r_bias, grad_bias, true);
    if (!status) status = usable(&p, r.target, &input);
    if (!status) status = usable(&p, r.target, &grad_output);
    cr_tensor flat = status ? *grad_weight : slices_weight(r.target);
    if (!status)
        status =
            each_block(&s, weigh_block, &flat, r_bias.target, input, grad_output, scale);
    release_prepared(&p);
    status = end_result(&r, status);
    return grad_bias ? end_result(&r_bias, status) : status;
}
