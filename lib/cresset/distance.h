/* distance.h - distances between samples and learned points.
 * Shapes: input N x D, weight D x M: a point is a column; output and quotient N x M. An
 * input of D elements gives an output of M. scale, D x M, may be NULL: ones.
 * Errors: CR_BAD_SHAPE, CR_BAD_DTYPE unless all are of one float type. */
#pragma once
#include "tensor.h"

/* output[n][m] = sqrt(sum_d (scale[d][m] * (input[n][d] - weight[d][m]))^2). Differences
 * are taken before squares, so that near points lose no digits. output is resized. */
cr_status cr_distance(cr_tensor *output, const cr_tensor *input, const cr_tensor *weight,
                      const cr_tensor *scale);

/* grad_input[n][d] = sum_m quotient[n][m] * scale[d][m]^2 * (input[n][d] - weight[d][m]),
 * where quotient is the gradient by the distance, divided by the distance. grad_input is
 * resized. */
cr_status cr_distance_backward_input(cr_tensor *grad_input, const cr_tensor *quotient,
                                     const cr_tensor *input, const cr_tensor *weight,
                                     const cr_tensor *scale);

/* grad_weight and grad_scale grow by `factor` times the derivatives by weight and scale;
 * grad_scale may be NULL, and grad_weight may be weight. */
cr_status cr_distance_backward_weight(cr_tensor *grad_weight, cr_tensor *grad_scale,
                                      const cr_tensor *quotient, const cr_tensor *input,
                                      const cr_tensor *weight, const cr_tensor *scale,
                                      double factor);
