/* convolve_local.h - convolution with a kernel of its own at every place.
 * Shapes: input N x C x H x W, weight P x Q x K x C x R x S, bias K x P x Q, output
 * N x K x P x Q with P = floor((H + 2 pad_h - R) / stride_h) + 1, Q alike. Float types;
 * outputs are resized unless they are added to; inputs may have any strides. LeCun
 * (1989), Generalization and network design strategies. Errors: CR_BAD_SHAPE if sizes do
 * not match, CR_BAD_DTYPE, CR_BAD_ARGUMENT if a number is out of range, CR_NO_MEMORY. */
#pragma once
#include "tensor.h"

/* output[n][k][p][q] = bias[k][p][q] + sum over c, r, s of weight[p][q][k][c][r][s] *
 * input[n][c][p stride_h - pad_h + r][q stride_w - pad_w + s], where the input is 0
 * outside its borders. */
cr_status cr_convolve_local(cr_tensor *output, const cr_tensor *input,
                            const cr_tensor *weight, const cr_tensor *bias,
                            int64_t stride_h, int64_t stride_w, int64_t pad_h,
                            int64_t pad_w);

/* The gradient with respect to an input of H = input_h and W = input_w. */
cr_status cr_convolve_local_backward_input(cr_tensor *grad_input,
                                           const cr_tensor *grad_output,
                                           const cr_tensor *weight, int64_t input_h,
                                           int64_t input_w, int64_t stride_h,
                                           int64_t stride_w, int64_t pad_h,
                                           int64_t pad_w);

/* grad_weight += scale * its gradient, grad_bias += scale * its gradient. */
cr_status cr_convolve_local_backward_weight(cr_tensor *grad_weight, cr_tensor *grad_bias,
                                            const cr_tensor *input,
                                            const cr_tensor *grad_output, double scale,
                                            int64_t stride_h, int64_t stride_w,
                                            int64_t pad_h, int64_t pad_w);
