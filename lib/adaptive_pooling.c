/* adaptive_pooling.c - checks the arguments of adaptive pooling, then runs its kernels.
 */
#include "windows.h"

static const char *const max_op = "adaptive_max_pool";
static const char *const mean_op = "adaptive_average_pool";

static cr_status divide_image(const char *op, boxes *b, int64_t height, int64_t width,
                              int64_t out_h, int64_t out_w)
{
    const int64_t volume[] = {1, height, width}, count[] = {1, out_h, out_w};
    TRY(at_least(op, "output height", out_h, 1));
    TRY(at_least(op, "output width", out_w, 1));
    return divide(op, b, volume, count);
}

cr_status cr_adaptive_max_pool(cr_tensor *output, cr_tensor *indices,
                               const cr_tensor *input, int64_t out_h, int64_t out_w)
{
    boxes b;
    TRY(floating(max_op, "input", input));
    TRY(same_dtype(max_op, "output", output, "input", input));
    TRY(is_indices(max_op, indices));
    TRY(has_ndim(max_op, "input", input, 4, "N x C x H x W"));
    TRY(divide_image(max_op, &b, input->sizes[2], input->sizes[3], out_h, out_w));
    b.relative = true;
    cr_status status = run_boxes(max_op, output, indices, input, &b, 4);
    end_boxes(&b);
    return status;
}

cr_status cr_adaptive_max_pool_backward(cr_tensor *grad_input,
                                        const cr_tensor *grad_output,
                                        const cr_tensor *indices, int64_t input_h,
                                        int64_t input_w)
{
    boxes b;
    TRY(floating(max_op, "gradOutput", grad_output));
    TRY(same_dtype(max_op, "gradInput", grad_input, "gradOutput", grad_output));
    TRY(has_ndim(max_op, "gradOutput", grad_output, 4, "N x C x P x Q"));
    TRY(is_indices(max_op, indices));
    const int64_t *n = grad_output->sizes;
    cr_tensor expected = {.ndim = 5, .sizes = {2, n[0], n[1], n[2], n[3]}};
    REQUIRE(cr_tensor_same_shape(indices, &expected), CR_BAD_SHAPE,
            "%s: indices is %s, expected %s", max_op, describe(indices),
            shape_of(&expected));
    TRY(divide_image(max_op, &b, input_h, input_w, n[2], n[3]));
    b.relative = true;
    cr_status status =
        run_boxes_backward(max_op, grad_input, grad_output, indices, &b, 4);
    end_boxes(&b);
    return status;
}

cr_status cr_adaptive_average_pool(cr_tensor *output, const cr_tensor *input,
                                   int64_t out_h, int64_t out_w)
{
    boxes b;
    TRY(floating(mean_op, "input", input));
    TRY(same_dtype(mean_op, "output", output, "input", input));
    TRY(has_ndim(mean_op, "input", input, 4, "N x C x H x W"));
    TRY(divide_image(mean_op, &b, input->sizes[2], input->sizes[3], out_h, out_w));
    cr_status status = run_boxes(mean_op, output, NULL, input, &b, 4);
    end_boxes(&b);
    return status;
}

cr_status cr_adaptive_average_pool_backward(cr_tensor *grad_input,
                                            const cr_tensor *grad_output, int64_t input_h,
                                            int64_t input_w)
{
    boxes b;
    TRY(floating(mean_op, "gradOutput", grad_output));
    TRY(same_dtype(mean_op, "gradInput", grad_input, "gradOutput", grad_output));
    TRY(has_ndim(mean_op, "gradOutput", grad_output, 4, "N x C x P x Q"));
    TRY(divide_image(mean_op, &b, input_h, input_w, grad_output->sizes[2],
                     grad_output->sizes[3]));
    cr_status status = run_boxes_backward(mean_op, grad_input, grad_output, NULL, &b, 4);
    end_boxes(&b);
    return status;
}
