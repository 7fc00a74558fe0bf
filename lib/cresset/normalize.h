/* normalize.h - batch normalisation of channels.
 * Shapes: input N x C or N x C x any more; weight, bias, the running ones and their
 * gradients C. weight and bias may be NULL: 1 and 0. `mean` and `deviation`
 * (1 / standard deviation) are of the last batch: written in training, read by backward.
 * Errors: CR_BAD_SHAPE, CR_BAD_DTYPE unless all are of one float type; CR_BAD_SHAPE in
 * training if a channel has a single value, whose variance is not defined.
 * From: Ioffe and Szegedy (2015), Batch normalization, arXiv:1502.03167. */
#pragma once
#include "tensor.h"

/* output = (input - mean) / sqrt(variance + epsilon) * weight + bias, for each channel.
 * In training, mean and variance are those of the batch, and the running ones move
 * towards them by `momentum`, the variance without bias; else the running ones are used.
 * output is resized and may be input. */
cr_status cr_batch_norm(cr_tensor *output, const cr_tensor *input,
                        const cr_tensor *weight, const cr_tensor *bias,
                        cr_tensor *running_mean, cr_tensor *running_var, cr_tensor *mean,
                        cr_tensor *deviation, int train, double momentum, double epsilon);

/* grad_input = the derivative by the input, resized; grad_weight and grad_bias grow by
 * `scale` times theirs. Each of the three may be NULL. */
cr_status cr_batch_norm_backward(cr_tensor *grad_input, cr_tensor *grad_weight,
                                 cr_tensor *grad_bias, const cr_tensor *input,
                                 const cr_tensor *grad_output, const cr_tensor *weight,
                                 cr_tensor *running_mean, cr_tensor *running_var,
                                 cr_tensor *mean, cr_tensor *deviation, int train,
                                 double scale, double epsilon);
