/* reduce.h - many elements to one number: of a whole tensor, or along a dimension.
 * Sums of floats are taken in blocks of 4096 by 256 bytes of accumulators, the blocks
 * added in double: the error is about 1e-7 of the sum of magnitudes for f32, 1e-16 for
 * f64, and at most 5e-6 and 2e-14.
 * Integers are computed in 64 bits and wrap around. Results do not depend on the number
 * of threads. An empty tensor has sum, norm 0 and product 1; its mean, variance and
 * extremes are errors, CR_BAD_SHAPE. */
#pragma once
#include "tensor.h"

/* *value = sum, product, smallest, largest element; a NaN among them gives NaN. */
cr_status cr_sum_all(double *value, const cr_tensor *input);
cr_status cr_prod_all(double *value, const cr_tensor *input);
cr_status cr_min_all(double *value, const cr_tensor *input);
cr_status cr_max_all(double *value, const cr_tensor *input);

/* Mean, variance and standard deviation of a float tensor. Squares are divided by n - 1,
 * or by n if biased is not 0. Errors: CR_BAD_DTYPE unless float. */
cr_status cr_mean_all(double *value, const cr_tensor *input);
cr_status cr_var_all(double *value, const cr_tensor *input, int biased);
cr_status cr_std_all(double *value, const cr_tensor *input, int biased);

/* (sum |x|^p)^(1/p) of a float tensor; p = 0 counts the elements that are not 0. */
cr_status cr_norm_all(double *value, const cr_tensor *input, double p);

/* sum a[i] b[i], wrapping around as the integer type does; (sum |a[i] - b[i]|^p)^(1/p),
 * of floats. As many elements in both. Errors: CR_BAD_SHAPE, CR_BAD_DTYPE. */
cr_status cr_dot(double *value, const cr_tensor *a, const cr_tensor *b);
cr_status cr_dist(double *value, const cr_tensor *a, const cr_tensor *b, double p);

/* 1 if every element, or any, of a u8 tensor is not 0; else 0. */
cr_status cr_all(double *value, const cr_tensor *input);
cr_status cr_any(double *value, const cr_tensor *input);

/* The same along a dimension: output has the shape of input with size 1 there, and the
 * type of input, in which integers wrap around. Errors: CR_BAD_ARGUMENT if there is no
 * such dimension. */
cr_status cr_sum(cr_tensor *output, const cr_tensor *input, int64_t dimension);
cr_status cr_prod(cr_tensor *output, const cr_tensor *input, int64_t dimension);
cr_status cr_mean(cr_tensor *output, const cr_tensor *input, int64_t dimension);
cr_status cr_var(cr_tensor *output, const cr_tensor *input, int64_t dimension,
                 int biased);
cr_status cr_std(cr_tensor *output, const cr_tensor *input, int64_t dimension,
                 int biased);
cr_status cr_norm(cr_tensor *output, const cr_tensor *input, double p, int64_t dimension);

/* The largest and smallest element along a dimension, and where the first of them stands,
 * counted from 1; the first NaN wins. indices is i64, both outputs have size 1 there. */
cr_status cr_max(cr_tensor *output, cr_tensor *indices, const cr_tensor *input,
                 int64_t dimension);
cr_status cr_min(cr_tensor *output, cr_tensor *indices, const cr_tensor *input,
                 int64_t dimension);

/* output[i] = input[1] + ... + input[i], and the product, along a dimension. Floats are
 * accumulated in double. output has the shape of input. */
cr_status cr_cumsum(cr_tensor *output, const cr_tensor *input, int64_t dimension);
cr_status cr_cumprod(cr_tensor *output, const cr_tensor *input, int64_t dimension);
