/* linear.h - the fully connected layer: one call for each of its three products.
 * Shapes: input N x I, output N x O, weight O x I, bias O. Float types only.
 * Errors: CR_BAD_SHAPE, CR_BAD_DTYPE, CR_NO_MEMORY. */
#pragma once
#include "tensor.h"

/* output = input weight' + bias; bias may be NULL. output is resized. */
cr_status cr_linear(cr_tensor *output, const cr_tensor *input, const cr_tensor *weight,
                    const cr_tensor *bias);

/* grad_input = grad_output weight. grad_input is resized. */
cr_status cr_linear_backward_input(cr_tensor *grad_input, const cr_tensor *grad_output,
                                   const cr_tensor *weight);

/* grad_weight += scale * grad_output' input; grad_bias += scale * the sum of the rows of
 * grad_output. grad_bias may be NULL. */
cr_status cr_linear_backward_weight(cr_tensor *grad_weight, cr_tensor *grad_bias,
                                    const cr_tensor *input, const cr_tensor *grad_output,
                                    double scale);
