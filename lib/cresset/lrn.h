/* lrn.h - local response normalisation between channels. Krizhevsky, Sutskever, Hinton
 * (2012), ImageNet classification with deep convolutional neural networks, NIPS.
 * Shapes: all tensors N x C x H x W. Float types; outputs are resized; inputs may have
 * any strides. Errors: CR_BAD_SHAPE, CR_BAD_DTYPE, CR_BAD_ARGUMENT if size is not an odd
 * number of 1 or more, CR_NO_MEMORY. */
#pragma once
#include "tensor.h"

/* output = input * scale^-beta, where scale[n][c] = k + alpha / size * the sum of the
 * squares of the `size` channels around c, as far as there are such. */
cr_status cr_lrn(cr_tensor *output, cr_tensor *scale, const cr_tensor *input,
                 int64_t size, double alpha, double beta, double k);

cr_status cr_lrn_backward(cr_tensor *grad_input, const cr_tensor *input,
                          const cr_tensor *output, const cr_tensor *scale,
                          const cr_tensor *grad_output, int64_t size, double alpha,
                          double beta);
