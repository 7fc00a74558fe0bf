/* adaptive_pooling.h - pooling into a number of windows that is given: window i of P
 * covers the rows floor(i H / P) to ceil((i + 1) H / P) - 1 of images; columns alike.
 * Shapes: input N x C x H x W, output N x C x P x Q. Float types; outputs are resized;
 * inputs may have any strides. He, Zhang, Ren, Sun (2014), Spatial pyramid pooling,
 * arXiv:1406.4729.
 * Errors: CR_BAD_SHAPE, CR_BAD_DTYPE, CR_BAD_ARGUMENT if out_h or out_w is not 1 to
 * 2^31 - 1, CR_NO_MEMORY. */
#pragma once
#include "tensor.h"

/* output = the largest element of each window, the first one of several alike; NaN is
 * never larger. indices (i64, 2 x N x C x P x Q) = its row, then its column, counted from
 * 1 in the window; 0 if no element is larger than the smallest finite number. */
cr_status cr_adaptive_max_pool(cr_tensor *output, cr_tensor *indices,
                               const cr_tensor *input, int64_t out_h, int64_t out_w);

/* grad_input = the sum of the elements of grad_output whose indices name this place.
 * Errors: also CR_BAD_ARGUMENT if an index is outside of the image. */
cr_status cr_adaptive_max_pool_backward(cr_tensor *grad_input,
                                        const cr_tensor *grad_output,
                                        const cr_tensor *indices, int64_t input_h,
                                        int64_t input_w);

/* output = the mean of each window. */
cr_status cr_adaptive_average_pool(cr_tensor *output, const cr_tensor *input,
                                   int64_t out_h, int64_t out_w);
cr_status cr_adaptive_average_pool_backward(cr_tensor *grad_input,
                                            const cr_tensor *grad_output, int64_t input_h,
                                            int64_t input_w);
