/* group_norm.h - normalisation of each sample by itself, over groups of its channels: one
 * group is layer normalisation, as many as channels instance normalisation.
 * Shapes: input N x C or N x C x any more; weight, bias and their gradients C, or NULL: 1
 * and 0; mean and deviation N x groups, written forward, read backward; deviation is
 * 1 / sqrt(variance + epsilon).
 * Errors: CR_BAD_SHAPE, also unless C is a multiple of groups; CR_BAD_DTYPE unless all
 * are of one float type. From: Wu and He (2018), Group normalization, arXiv:1803.08494;
 * Ba, Kiros, Hinton (2016), Layer normalization, arXiv:1607.06450; Ulyanov, Vedaldi,
 * Lempitsky (2016), Instance normalization, arXiv:1607.08022. */
#pragma once
#include "tensor.h"

/* output = (input - mean) * deviation * weight + bias. output is resized and may be
 * input. */
cr_status cr_group_norm(cr_tensor *output, cr_tensor *mean, cr_tensor *deviation,
                        const cr_tensor *input, const cr_tensor *weight,
                        const cr_tensor *bias, int64_t groups, double epsilon);

/* grad_input, resized. */
cr_status cr_group_norm_backward(cr_tensor *grad_input, const cr_tensor *grad_output,
                                 const cr_tensor *input, const cr_tensor *mean,
                                 const cr_tensor *deviation, const cr_tensor *weight);

/* grad_weight += scale * the sums of grad_output * (input - mean) * deviation, and
 * grad_bias += scale * those of grad_output. */
cr_status cr_group_norm_backward_weight(cr_tensor *grad_weight, cr_tensor *grad_bias,
                                        const cr_tensor *grad_output,
                                        const cr_tensor *input, const cr_tensor *mean,
                                        const cr_tensor *deviation, double scale);
