/* vectors.h - tensors as many vectors: cross products, bounded norms, distances. */
#pragma once
#include "tensor.h"

/* output = a x b of the vectors along a dimension, whose size is 3; -1: the first of that
 * size. a and b have the same shape.
 * Errors: CR_BAD_SHAPE if shapes differ or no dimension has size 3, CR_BAD_ARGUMENT. */
cr_status cr_cross(cr_tensor *output, const cr_tensor *a, const cr_tensor *b,
                   int64_t dimension);

/* output = input, where every slice along a dimension whose p-norm is above `most` is
 * multiplied by most / (norm + 1e-7). p > 0.
 * Errors: CR_BAD_DTYPE unless float, CR_BAD_SHAPE unless there are two dimensions or
 * more, CR_BAD_ARGUMENT. */
cr_status cr_renorm(cr_tensor *output, const cr_tensor *input, double p,
                    int64_t dimension, double most);

/* output[i][j] = gain * |a[i] - b[j]|^2, the squared distances of rows. What follows the
 * first dimension of a and of b is a row; both have as many elements there.
 * Errors: CR_BAD_SHAPE, CR_BAD_DTYPE, CR_BAD_ARGUMENT if the type cannot hold gain. */
cr_status cr_match(cr_tensor *output, const cr_tensor *a, const cr_tensor *b,
                   double gain);
