/* softmax.h - normalised exponentials along a dimension, and their logarithms.
 * Shapes: all alike; outputs are resized and may be the input.
 * Errors: CR_BAD_ARGUMENT if there is no such dimension; CR_BAD_SHAPE; CR_BAD_DTYPE
 * unless all are of one float type. */
#pragma once
#include "tensor.h"

/* output[i] = exp(input[i]) / sum_k exp(input[k]), without overflow. */
cr_status cr_softmax(cr_tensor *output, const cr_tensor *input, int64_t dimension);

/* output[i] = input[i] - log(sum_k exp(input[k])). */
cr_status cr_log_softmax(cr_tensor *output, const cr_tensor *input, int64_t dimension);

/* grad_input = the derivative by the input, given the output. */
cr_status cr_softmax_backward(cr_tensor *grad_input, const cr_tensor *output,
                              const cr_tensor *grad_output, int64_t dimension);
cr_status cr_log_softmax_backward(cr_tensor *grad_input, const cr_tensor *output,
                                  const cr_tensor *grad_output, int64_t dimension);
