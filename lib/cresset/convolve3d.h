/* convolve3d.h - three-dimensional convolution (cross-correlation, as in Torch7).
 * Shapes: input N x C x T x H x W, weight K x C x Z x R x S, bias K, output
 * N x K x O x P x Q with O = floor((T + 2 pad_t - dilation_t (Z - 1) - 1) / stride_t) +
 * 1, P and Q alike. Float types; outputs are resized unless they are added to; inputs may
 * have any strides.
 * Errors: CR_BAD_SHAPE if sizes do not match or the output would be empty, CR_BAD_DTYPE,
 * CR_BAD_ARGUMENT if a number is out of range, CR_NO_MEMORY. */
#pragma once
#include "tensor.h"

/* As convolve in convolve.h, with time as a third side. bias may be NULL. */
cr_status cr_convolve3d(cr_tensor *output, const cr_tensor *input,
                        const cr_tensor *weight, const cr_tensor *bias, int64_t stride_t,
                        int64_t stride_h, int64_t stride_w, int64_t pad_t, int64_t pad_h,
                        int64_t pad_w, int64_t dilation_t, int64_t dilation_h,
                        int64_t dilation_w);

/* The gradient with respect to an input of these sizes. */
cr_status cr_convolve3d_backward_input(cr_tensor *grad_input,
                                       const cr_tensor *grad_output,
                                       const cr_tensor *weight, int64_t input_t,
                                       int64_t input_h, int64_t input_w, int64_t stride_t,
                                       int64_t stride_h, int64_t stride_w, int64_t pad_t,
                                       int64_t pad_h, int64_t pad_w, int64_t dilation_t,
                                       int64_t dilation_h, int64_t dilation_w);

/* grad_weight += scale * its gradient, grad_bias += scale * its gradient; grad_bias may
 * be NULL. */
cr_status cr_convolve3d_backward_weight(cr_tensor *grad_weight, cr_tensor *grad_bias,
                                        const cr_tensor *input,
                                        const cr_tensor *grad_output, double scale,
                                        int64_t stride_t, int64_t stride_h,
                                        int64_t stride_w, int64_t pad_t, int64_t pad_h,
                                        int64_t pad_w, int64_t dilation_t,
                                        int64_t dilation_h, int64_t dilation_w);
