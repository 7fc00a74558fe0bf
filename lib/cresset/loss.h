/* loss.h - how far predictions are from targets, and the derivative of that. */
#pragma once
#include "tensor.h"

/* The n-th loss of ops/loss.def, "mse"; NULL beyond the last. */
const char *cr_loss_name(int op);

/* value[0] = the sum over i of weights[i] * loss(input[i], target[i]), divided by the
 * number of elements if `average`. weights may be NULL; p is the loss's number.
 * Shapes: all alike, or of as many elements. value has one element.
 * Errors: CR_BAD_SHAPE, CR_BAD_DTYPE unless all are of one float type. */
cr_status cr_loss(cr_tensor *value, const cr_tensor *input, const cr_tensor *target,
                  const cr_tensor *weights, int average, int op, double p);

/* grad_input[i] = scale * the derivative of that by input[i]; grad_input is resized. */
cr_status cr_loss_backward(cr_tensor *grad_input, const cr_tensor *input,
                           const cr_tensor *target, const cr_tensor *weights, int average,
                           int op, double p, double scale);

/* Negative log-likelihood of class labels: value[0] = -(sum over samples of
 * weights[label] * input[sample][label]), divided by total[0] if `average`, where
 * total[0] = the sum over samples of weights[label]. Labels count from 1; those equal to
 * `ignored` have no part. weights may be NULL: all 1. Shapes: input N x C, target N; or C
 * and 1; or N x C x H x W ... and N x H x W ...; weights C; value and total have one
 * element, of the input's type. Errors: CR_BAD_ARGUMENT for a label that is no whole
 * number from 1 to C, found before anything is written; CR_BAD_SHAPE; CR_BAD_DTYPE.
 * Targets may be of any type. */
cr_status cr_class_loss(cr_tensor *value, cr_tensor *total, const cr_tensor *input,
                        const cr_tensor *target, const cr_tensor *weights, int average,
                        int64_t ignored);

/* The derivative by the input; `total` as the last cr_class_loss gave it. */
cr_status cr_class_loss_backward(cr_tensor *grad_input, const cr_tensor *total,
                                 const cr_tensor *input, const cr_tensor *target,
                                 const cr_tensor *weights, int average, int64_t ignored);
