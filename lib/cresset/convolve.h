/* convolve.h - two-dimensional convolution (cross-correlation, as in Torch7).
 * Shapes: input N x C x H x W, weight K x C/groups x R x S, bias K, output N x K x P x Q
 * with P = floor((H + 2 pad_h - dilation_h (R - 1) - 1) / stride_h) + 1, Q alike.
 * Channels are cut into `groups` that do not see each other. Float types; outputs are
 * resized unless they are added to; inputs may have any strides.
 * Errors: CR_BAD_SHAPE if sizes do not match or the output would be empty, CR_BAD_DTYPE,
 * CR_BAD_ARGUMENT if a number is out of range, CR_NO_MEMORY. */
#pragma once
#include "tensor.h"

/* output[n][k][p][q] = bias[k] + sum over c, r, s of weight[k][c][r][s] *
 * input[n][c][p stride_h - pad_h + r dilation_h][q stride_w - pad_w + s dilation_w],
 * where the input is 0 outside its borders. bias may be NULL. */
cr_status cr_convolve(cr_tensor *output, const cr_tensor *input, const cr_tensor *weight,
                      const cr_tensor *bias, int64_t stride_h, int64_t stride_w,
                      int64_t pad_h, int64_t pad_w, int64_t dilation_h,
                      int64_t dilation_w, int64_t groups);

/* The gradient with respect to an input of H = input_h and W = input_w. */
cr_status cr_convolve_backward_input(cr_tensor *grad_input, const cr_tensor *grad_output,
                                     const cr_tensor *weight, int64_t input_h,
                                     int64_t input_w, int64_t stride_h, int64_t stride_w,
                                     int64_t pad_h, int64_t pad_w, int64_t dilation_h,
                                     int64_t dilation_w, int64_t groups);

/* grad_weight += scale * its gradient, grad_bias += scale * its gradient; grad_bias may
 * be NULL. */
cr_status cr_convolve_backward_weight(cr_tensor *grad_weight, cr_tensor *grad_bias,
                                      const cr_tensor *input,
                                      const cr_tensor *grad_output, double scale,
                                      int64_t stride_h, int64_t stride_w, int64_t pad_h,
                                      int64_t pad_w, int64_t dilation_h,
                                      int64_t dilation_w, int64_t groups);

/* Whether f32 convolutions are sums of products in all cases. At the start they are not:
 * filters of 3 x 3 take fewer products by Winograd's tiles, within 1e-5 of the largest
 * result instead of 2e-6. Any number but 0 is yes. */
int cr_convolve_exact(void);
cr_status cr_convolve_exact_use(int is_exact);
