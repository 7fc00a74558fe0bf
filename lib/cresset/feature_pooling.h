/* feature_pooling.h - the p-norm of windows over the channels.
 * Shapes: input N x F x H x W, output N x P x H x W with
 * P = floor((F - width) / stride) + 1. Float types; outputs are resized; inputs may have
 * any strides. Boureau, Ponce, LeCun (2010), A theoretical analysis of feature pooling in
 * visual recognition, ICML.
 * Errors: CR_BAD_SHAPE if sizes do not match or no window fits, CR_BAD_DTYPE,
 * CR_BAD_ARGUMENT if a number is out of range, CR_NO_MEMORY. */
#pragma once
#include "tensor.h"

/* output = (sum of input^p over the window)^(1/p); NaN where that is no number. */
cr_status cr_feature_pool(cr_tensor *output, const cr_tensor *input, int64_t width,
                          int64_t stride, double p);

/* grad_input = the sum of grad_output (input / output)^(p - 1) over the windows whose
 * output is not 0. */
cr_status cr_feature_pool_backward(cr_tensor *grad_input, const cr_tensor *input,
                                   const cr_tensor *output, const cr_tensor *grad_output,
                                   int64_t width, int64_t stride, double p);
