/* pooling.h - the largest element or the mean of windows that slide over images.
 * Shapes: input N x C x H x W, output N x C x P x Q with
 * P = floor((H + 2 pad_h - kernel_h) / stride_h) + 1, Q alike; with ceil_mode it is the
 * ceiling, less one where the last window would begin behind the image and its padding on
 * the first side. Float types; outputs are resized; inputs may have any strides.
 * Errors: CR_BAD_SHAPE if sizes do not match or the output would be empty, CR_BAD_DTYPE,
 * CR_BAD_ARGUMENT if a number is out of range or padding exceeds half of the kernel,
 * CR_NO_MEMORY. */
#pragma once
#include "tensor.h"

/* output = the largest element of each window, the first one of several alike; NaN is
 * never larger. indices (i64, shaped as output) = its place among the H W elements of its
 * image, counted from 1; 0 if no element is larger than the smallest finite number, which
 * output then is. */
cr_status cr_max_pool(cr_tensor *output, cr_tensor *indices, const cr_tensor *input,
                      int64_t kernel_h, int64_t kernel_w, int64_t stride_h,
                      int64_t stride_w, int64_t pad_h, int64_t pad_w, int ceil_mode);

/* grad_input = the sum of the elements of grad_output whose index names this place.
 * Errors: also CR_BAD_ARGUMENT if an index is not 0 to input_h * input_w. */
cr_status cr_max_pool_backward(cr_tensor *grad_input, const cr_tensor *grad_output,
                               const cr_tensor *indices, int64_t input_h,
                               int64_t input_w);

/* output = the sum of each window divided by its number of elements: those in the padding
 * count if count_padding is not 0. */
cr_status cr_average_pool(cr_tensor *output, const cr_tensor *input, int64_t kernel_h,
                          int64_t kernel_w, int64_t stride_h, int64_t stride_w,
                          int64_t pad_h, int64_t pad_w, int ceil_mode, int count_padding);
cr_status cr_average_pool_backward(cr_tensor *grad_input, const cr_tensor *grad_output,
                                   int64_t input_h, int64_t input_w, int64_t kernel_h,
                                   int64_t kernel_w, int64_t stride_h, int64_t stride_w,
                                   int64_t pad_h, int64_t pad_w, int ceil_mode,
                                   int count_padding);
