/* pooling.c - checks the arguments of pooling, then runs its kernels. */
#include "result.h"

/* Sizes along one dimension, in the words of messages. */
typedef struct axis {
    const char *kernel_name, *stride_name, *pad_name;
} axis;

static const axis axes[] = {{"kH", "dH", "padH"}, {"kW", "dW", "padW"}};

static cr_status in_range(const char *op, const char *name, int64_t value, int64_t least,
                          int64_t most)
{
    REQUIRE(value >= least && value <= most, CR_BAD_ARGUMENT,
            "%s: %s is %lld, expected %lld to %lld", op, name, (long long)value,
            (long long)least, (long long)most);
    return CR_OK;
}

static cr_status check_window(const char *op, const window *w)
{
    for (int d = 0; d < 2; d++) {
        TRY(in_range(op, axes[d].kernel_name, w->kernel[d], 1, INT32_MAX));
        TRY(in_range(op, axes[d].stride_name, w->stride[d], 1, INT32_MAX));
        REQUIRE(w->pad[d] >= 0 && w->pad[d] <= w->kernel[d] / 2, CR_BAD_ARGUMENT,
                "%s: %s is %lld, expected 0 to %lld, half of %s", op, axes[d].pad_name,
                (long long)w->pad[d], (long long)w->kernel[d] / 2, axes[d].kernel_name);
    }
    return CR_OK;
}

/* How many windows there are along each side of the image. */
static cr_status count_windows(const char *op, const window *w, int64_t height,
                               int64_t width, int ceil_mode, int64_t *counts)
{
    const int64_t sizes[] = {height, width};
    for (int d = 0; d < 2; d++) {
        int64_t room = sizes[d] + 2 * w->pad[d] - w->kernel[d], step = w->stride[d];
        bool fits = sizes[d] >= 1 && sizes[d] <= INT32_MAX;
        counts[d] = 0;
        if (fits && room >= 0) counts[d] = (room + (ceil_mode ? step - 1 : 0)) / step + 1;
        if (fits && room < 0 && ceil_mode && room > -step) counts[d] = 1;
        if (counts[d] && (counts[d] - 1) * step >= sizes[d] + w->pad[d]) counts[d]--;
    }
    REQUIRE(counts[0] > 0 && counts[1] > 0, CR_BAD_SHAPE,
            "%s: images of %lldx%lld with padding %lldx%lld are too small for a kernel "
            "of %lldx%lld",
            op, (long long)height, (long long)width, (long long)w->pad[0],
            (long long)w->pad[1], (long long)w->kernel[0], (long long)w->kernel[1]);
    return CR_OK;
}

static cr_status is_shaped(const char *op, const char *name, const cr_tensor *tensor,
                           const int64_t *sizes)
{
    cr_tensor expected = {.ndim = 4, .sizes = {sizes[0], sizes[1], sizes[2], sizes[3]}};
    REQUIRE(cr_tensor_same_shape(tensor, &expected), CR_BAD_SHAPE,
            "%s: %s is %s, expected %s", op, name, describe(tensor), shape_of(&expected));
    return CR_OK;
}

cr_status cr_max_pool(cr_tensor *output, cr_tensor *indices, const cr_tensor *input,
                      int64_t kernel_h, int64_t kernel_w, int64_t stride_h,
                      int64_t stride_w, int64_t pad_h, int64_t pad_w, int ceil_mode)
{
    static const char *const op = "max_pool";
    window w = {.kernel = {kernel_h, kernel_w},
                .stride = {stride_h, stride_w},
                .pad = {pad_h, pad_w}};
    TRY(floating(op, "input", input));
    TRY(same_dtype(op, "output", output, "input", input));
    TRY(valid(op, "indices", indices));
    REQUIRE(indices->dtype == CR_I64, CR_BAD_DTYPE,
            "%s: indices is %s, expected torch.LongTensor", op, describe(indices));
    TRY(check_window(op, &w));
    TRY(has_ndim(op, "input", input, 4, "N x C x H x W"));
    int64_t sizes[4] = {input->sizes[0], input->sizes[1]};
    TRY(count_windows(op, &w, input->sizes[2], input->sizes[3], ceil_mode, sizes + 2));
    cr_tensor images = *input;
    input = &images;
    TRY(output_of(op, output, 4, sizes));
    TRY(output_of(op, indices, 4, sizes));
    if (cr_tensor_count(output) == 0) return CR_OK;
    result values, places = {.target = NULL};
    prepared p = {.count = 0};
    cr_status status = begin_result(&values, output, false);
    if (!status) status = begin_result(&places, indices, false);
    if (!status) status = usable(&p, values.target, &input);
    if (!status)
        status = backend_of(output)->max_pool(values.target, places.target, input, &w);
    release_prepared(&p);
    status = end_result(&values, status);
    return places.target ? end_result(&places, status) : status;
}

cr_status cr_max_pool_backward(cr_tensor *grad_input, const cr_tensor *grad_output,
                               const cr_tensor *indices, int64_t input_h, int64_t input_w)
{
    static const char *const op = "max_pool";
    TRY(floating(op, "gradOutput", grad_output));
    TRY(same_dtype(op, "gradInput", grad_input, "gradOutput", grad_output));
    TRY(has_ndim(op, "gradOutput", grad_output, 4, "N x C x P x Q"));
    TRY(valid(op, "indices", indices));
    REQUIRE(indices->dtype == CR_I64, CR_BAD_DTYPE,
            "%s: indices is %s, expected torch.LongTensor", op, describe(indices));
    REQUIRE(cr_tensor_same_shape(indices, grad_output), CR_BAD_SHAPE,
            "%s: indices is %s but gradOutput is %s", op, describe(indices),
            describe(grad_output));
    TRY(in_range(op, "input height", input_h, 1, INT32_MAX));
    TRY(in_range(op, "input width", input_w, 1, INT32_MAX));
    int64_t sizes[] = {grad_output->sizes[0], grad_output->sizes[1], input_h, input_w};
    cr_tensor gradients = *grad_output;
    grad_output = &gradients;
    TRY(output_of(op, grad_input, 4, sizes));
    if (cr_tensor_count(grad_input) == 0) return CR_OK;
    result r;
    prepared p = {.count = 0};
    cr_status status = begin_result(&r, grad_input, false);
    if (!status) status = usable(&p, r.target, &grad_output);
    if (!status) status = packed(&p, &indices);
    if (!status)
        status =
            backend_of(grad_input)->max_pool_backward(r.target, grad_output, indices);
    release_prepared(&p);
    return end_result(&r, status);
}

cr_status cr_average_pool(cr_tensor *output, const cr_tensor *input, int64_t kernel_h,
                          int64_t kernel_w, int64_t stride_h, int64_t stride_w,
                          int64_t pad_h, int64_t pad_w, int ceil_mode, int count_padding)
{
    static const char *const op = "average_pool";
    window w = {.kernel = {kernel_h, kernel_w},
                .stride = {stride_h, stride_w},
                .pad = {pad_h, pad_w},
                .count_padding = count_padding != 0};
    TRY(floating(op, "input", input));
    TRY(same_dtype(op, "output", output, "input", input));
    TRY(check_window(op, &w));
    TRY(has_ndim(op, "input", input, 4, "N x C x H x W"));
    int64_t sizes[4] = {input->sizes[0], input->sizes[1]};
    TRY(count_windows(op, &w, input->sizes[2], input->sizes[3], ceil_mode, sizes + 2));
    cr_tensor images = *input;
    input = &images;
    TRY(output_of(op, output, 4, sizes));
    if (cr_tensor_count(output) == 0) return CR_OK;
    result r;
    prepared p = {.count = 0};
    cr_status status = begin_result(&r, output, false);
    if (!status) status = usable(&p, r.target, &input);
    if (!status) status = backend_of(output)->average_pool(r.target, input, &w);
    release_prepared(&p);
    return end_result(&r, status);
}

cr_status cr_average_pool_backward(cr_tensor *grad_input, const cr_tensor *grad_output,
                                   int64_t input_h, int64_t input_w, int64_t kernel_h,
                                   int64_t kernel_w, int64_t stride_h, int64_t stride_w,
                                   int64_t pad_h, int64_t pad_w, int ceil_mode,
                                   int count_padding)
{
    static const char *const op = "average_pool";
    window w = {.kernel = {kernel_h, kernel_w},
                .stride = {stride_h, stride_w},
                .pad = {pad_h, pad_w},
                .count_padding = count_padding != 0};
    TRY(floating(op, "gradOutput", grad_output));
    TRY(same_dtype(op, "gradInput", grad_input, "gradOutput", grad_output));
    TRY(check_window(op, &w));
    TRY(has_ndim(op, "gradOutput", grad_output, 4, "N x C x P x Q"));
    int64_t sizes[] = {grad_output->sizes[0], grad_output->sizes[1], input_h, input_w};
    int64_t expected[4] = {sizes[0], sizes[1]};
    TRY(count_windows(op, &w, input_h, input_w, ceil_mode, expected + 2));
    TRY(is_shaped(op, "gradOutput", grad_output, expected));
    cr_tensor gradients = *grad_output;
    grad_output = &gradients;
    TRY(output_of(op, grad_input, 4, sizes));
    if (cr_tensor_count(grad_input) == 0) return CR_OK;
    result r;
    prepared p = {.count = 0};
    cr_status status = begin_result(&r, grad_input, false);
    if (!status) status = usable(&p, r.target, &grad_output);
    if (!status)
        status = backend_of(grad_input)->average_pool_backward(r.target, grad_output, &w);
    release_prepared(&p);
    return end_result(&r, status);
}
