/* slope.h - rectifiers with learned slopes: y = x > 0 ? x : w x.
 * Shapes: input any; weight one slope, or as many as input is large in `dimension`, which
 * counts from 0 and is not read where there is one slope.
 * Errors: CR_BAD_SHAPE, CR_BAD_DTYPE unless all are of one float type.
 * From: He, Zhang, Ren, Sun (2015), Delving deep into rectifiers, arXiv:1502.01852. */
#pragma once
#include "tensor.h"

/* output is resized and may be input. */
cr_status cr_slope(cr_tensor *output, const cr_tensor *input, const cr_tensor *weight,
                   int64_t dimension);

/* grad_input = x > 0 ? grad_output : w grad_output, resized. */
cr_status cr_slope_backward_input(cr_tensor *grad_input, const cr_tensor *grad_output,
                                  const cr_tensor *input, const cr_tensor *weight,
                                  int64_t dimension);

/* grad_weight += scale * the sums of x * grad_output where x <= 0. */
cr_status cr_slope_backward_weight(cr_tensor *grad_weight, const cr_tensor *grad_output,
                                   const cr_tensor *input, int64_t dimension,
                                   double scale);
