/* pooling3d.h - the largest element or the mean of windows that slide over volumes.
 * Shapes: input N x C x T x H x W, output N x C x O x P x Q with
 * O = floor((T + 2 pad_t - dilation_t (kernel_t - 1) - 1) / stride_t) + 1, P and Q alike;
 * with ceil_mode it is the ceiling, less one where the last window would begin behind the
 * volume and its padding on the first side. Float types; outputs are resized; inputs may
 * have any strides. A volume has less than 2^31 - 1 elements.
 * Errors: CR_BAD_SHAPE if sizes do not match or the output would be empty, CR_BAD_DTYPE,
 * CR_BAD_ARGUMENT if a number is out of range or padding exceeds half of the kernel,
 * CR_NO_MEMORY. */
#pragma once
#include "tensor.h"

/* output = the largest element of each window, the first one of several alike; NaN is
 * never larger. indices (i64, shaped as output) = its place among the T H W elements of
 * its volume, counted from 1; 0 if no element is larger than the smallest finite number,
 * which output then is. */
cr_status cr_max_pool3d(cr_tensor *output, cr_tensor *indices, const cr_tensor *input,
                        int64_t kernel_t, int64_t kernel_h, int64_t kernel_w,
                        int64_t stride_t, int64_t stride_h, int64_t stride_w,
                        int64_t pad_t, int64_t pad_h, int64_t pad_w, int64_t dilation_t,
                        int64_t dilation_h, int64_t dilation_w, int ceil_mode);

/* grad_input = the sum of the elements of grad_output whose index names this place.
 * Errors: also CR_BAD_ARGUMENT if an index is not 0 to input_t * input_h * input_w. */
cr_status cr_max_pool3d_backward(cr_tensor *grad_input, const cr_tensor *grad_output,
                                 const cr_tensor *indices, int64_t input_t,
                                 int64_t input_h, int64_t input_w);

/* output = the sum of each window divided by its number of elements: those in the padding
 * count if count_padding is not 0. */
cr_status cr_average_pool3d(cr_tensor *output, const cr_tensor *input, int64_t kernel_t,
                            int64_t kernel_h, int64_t kernel_w, int64_t stride_t,
                            int64_t stride_h, int64_t stride_w, int64_t pad_t,
                            int64_t pad_h, int64_t pad_w, int ceil_mode,
                            int count_padding);
cr_status cr_average_pool3d_backward(cr_tensor *grad_input, const cr_tensor *grad_output,
                                     int64_t input_t, int64_t input_h, int64_t input_w,
                                     int64_t kernel_t, int64_t kernel_h, int64_t kernel_w,
                                     int64_t stride_t, int64_t stride_h, int64_t stride_w,
                                     int64_t pad_t, int64_t pad_h, int64_t pad_w,
                                     int ceil_mode, int count_padding);

/* output = the largest element of boxes of pool_t x pool_h x pool_w, out_t x out_h x
 * out_w of them, whose corners random numbers move (Graham 2014, Fractional max-pooling,
 * arXiv:1412.6071, the pseudorandom regions). samples: N x C x 3 numbers from 0 to 1, for
 * width, height and time; N x C x 2 where volumes have one slice. indices as above. */
cr_status cr_fractional_max_pool(cr_tensor *output, cr_tensor *indices,
                                 const cr_tensor *input, const cr_tensor *samples,
                                 int64_t pool_t, int64_t pool_h, int64_t pool_w,
                                 int64_t out_t, int64_t out_h, int64_t out_w);
