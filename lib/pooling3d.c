/* pooling3d.c - checks the arguments of pooling over volumes, then runs its kernels. */
#include "windows.h"

static cr_status check_max(const char *op, const cr_tensor *output,
                           const cr_tensor *indices, const cr_tensor *input)
{
    TRY(floating(op, "input", input));
    TRY(same_dtype(op, "output", output, "input", input));
    TRY(is_indices(op, indices));
    return has_ndim(op, "input", input, 5, "N x C x T x H x W");
}

cr_status cr_max_pool3d(cr_tensor *output, cr_tensor *indices, const cr_tensor *input,
                        int64_t kernel_t, int64_t kernel_h, int64_t kernel_w,
                        int64_t stride_t, int64_t stride_h, int64_t stride_w,
                        int64_t pad_t, int64_t pad_h, int64_t pad_w, int64_t dilation_t,
                        int64_t dilation_h, int64_t dilation_w, int ceil_mode)
{
    static const char *const op = "max_pool3d";
    sliding s = {.kernel = {kernel_t, kernel_h, kernel_w},
                 .stride = {stride_t, stride_h, stride_w},
                 .pad = {pad_t, pad_h, pad_w},
                 .dilation = {dilation_t, dilation_h, dilation_w},
                 .ceil_mode = ceil_mode != 0};
    boxes b;
    TRY(check_max(op, output, indices, input));
    TRY(slide(op, &b, input->sizes + 2, &s));
    cr_status status = run_boxes(op, output, indices, input, &b, 5);
    end_boxes(&b);
    return status;
}

cr_status cr_max_pool3d_backward(cr_tensor *grad_input, const cr_tensor *grad_output,
                                 const cr_tensor *indices, int64_t input_t,
                                 int64_t input_h, int64_t input_w)
{
    static const char *const op = "max_pool3d";
    const int64_t volume[] = {input_t, input_h, input_w};
    boxes b;
    TRY(floating(op, "gradOutput", grad_output));
    TRY(same_dtype(op, "gradInput", grad_input, "gradOutput", grad_output));
    TRY(has_ndim(op, "gradOutput", grad_output, 5, "N x C x O x P x Q"));
    TRY(is_indices(op, indices));
    REQUIRE(cr_tensor_same_shape(indices, grad_output), CR_BAD_SHAPE,
            "%s: indices is %s but gradOutput is %s", op, describe(indices),
            describe(grad_output));
    TRY(divide(op, &b, volume, grad_output->sizes + 2));
    cr_status status = run_boxes_backward(op, grad_input, grad_output, indices, &b, 5);
    end_boxes(&b);
    return status;
}

cr_status cr_average_pool3d(cr_tensor *output, const cr_tensor *input, int64_t kernel_t,
                            int64_t kernel_h, int64_t kernel_w, int64_t stride_t,
                            int64_t stride_h, int64_t stride_w, int64_t pad_t,
                            int64_t pad_h, int64_t pad_w, int ceil_mode,
                            int count_padding)
{
    static const char *const op = "average_pool3d";
    sliding s = {.kernel = {kernel_t, kernel_h, kernel_w},
                 .stride = {stride_t, stride_h, stride_w},
                 .pad = {pad_t, pad_h, pad_w},
                 .dilation = {1, 1, 1},
                 .ceil_mode = ceil_mode != 0,
                 .count_padding = count_padding != 0};
    boxes b;
    TRY(floating(op, "input", input));
    TRY(same_dtype(op, "output", output, "input", input));
    TRY(has_ndim(op, "input", input, 5, "N x C x T x H x W"));
    TRY(slide(op, &b, input->sizes + 2, &s));
    cr_status status = run_boxes(op, output, NULL, input, &b, 5);
    end_boxes(&b);
    return status;
}

cr_status cr_average_pool3d_backward(cr_tensor *grad_input, const cr_tensor *grad_output,
                                     int64_t input_t, int64_t input_h, int64_t input_w,
                                     int64_t kernel_t, int64_t kernel_h, int64_t kernel_w,
                                     int64_t stride_t, int64_t stride_h, int64_t stride_w,
                                     int64_t pad_t, int64_t pad_h, int64_t pad_w,
                                     int ceil_mode, int count_padding)
{
    static const char *const op = "average_pool3d";
    sliding s = {.kernel = {kernel_t, kernel_h, kernel_w},
                 .stride = {stride_t, stride_h, stride_w},
                 .pad = {pad_t, pad_h, pad_w},
                 .dilation = {1, 1, 1},
                 .ceil_mode = ceil_mode != 0,
                 .count_padding = count_padding != 0};
    const int64_t volume[] = {input_t, input_h, input_w};
    boxes b;
    TRY(floating(op, "gradOutput", grad_output));
    TRY(same_dtype(op, "gradInput", grad_input, "gradOutput", grad_output));
    TRY(has_ndim(op, "gradOutput", grad_output, 5, "N x C x O x P x Q"));
    TRY(slide(op, &b, volume, &s));
    cr_status status = has_windows(op, grad_output, &b, 5);
    if (!status) status = run_boxes_backward(op, grad_input, grad_output, NULL, &b, 5);
    end_boxes(&b);
    return status;
}
