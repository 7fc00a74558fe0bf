/* activation.h - y = f(x) and its derivative, for every f in ops/activation.def.
 * p and q are the numbers of f, such as the slope of leaky_relu; others ignore them.
 * Results are resized; an input may be the result. Strides are free, shapes alike.
 * Errors: CR_BAD_SHAPE, CR_BAD_DTYPE unless all are of one float type. */
#pragma once
#include "tensor.h"

/* The n-th op, "relu"; NULL beyond the last. */
const char *cr_activation_name(int op);

cr_status cr_activate(cr_tensor *output, const cr_tensor *input, int op, double p,
                      double q);

/* grad_input = grad_output * f'(input), given output = f(input). */
cr_status cr_activate_backward(cr_tensor *grad_input, const cr_tensor *input,
                               const cr_tensor *output, const cr_tensor *grad_output,
                               int op, double p, double q);
