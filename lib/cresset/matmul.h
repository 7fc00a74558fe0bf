/* matmul.h - products of matrices and vectors, with a sum added.
 * output is resized. Inputs may have any strides: a transposed matrix is not copied. With
 * beta = 0 `added` is not read, so a NaN there does not spread; added may be output.
 * Integer types wrap around; f16 and bf16 are summed as f32.
 * Errors: CR_BAD_SHAPE if sizes do not match, CR_BAD_DTYPE if types differ,
 * CR_BAD_ARGUMENT if an integer type cannot hold alpha or beta, CR_NO_MEMORY. */
#pragma once
#include "tensor.h"

/* output = beta * added + alpha * a b. Shapes: a M x K, b K x N, added and output M x N.
 */
cr_status cr_addmm(cr_tensor *output, double beta, const cr_tensor *added, double alpha,
                   const cr_tensor *a, const cr_tensor *b);

/* output = beta * added + alpha * matrix vector. Shapes: matrix M x K, vector K, added
 * and output M. */
cr_status cr_addmv(cr_tensor *output, double beta, const cr_tensor *added, double alpha,
                   const cr_tensor *matrix, const cr_tensor *vector);

/* output = beta * added + alpha * x y'. Shapes: x M, y N, added and output M x N. */
cr_status cr_addr(cr_tensor *output, double beta, const cr_tensor *added, double alpha,
                  const cr_tensor *x, const cr_tensor *y);

/* output = beta * added + alpha * (sum over i of a[i] b[i]). Shapes: a B x M x K,
 * b B x K x N, added and output M x N. */
cr_status cr_addbmm(cr_tensor *output, double beta, const cr_tensor *added, double alpha,
                    const cr_tensor *a, const cr_tensor *b);

/* output[i] = beta * added[i] + alpha * a[i] b[i]. Shapes: a B x M x K, b B x K x N,
 * added and output B x M x N. */
cr_status cr_baddbmm(cr_tensor *output, double beta, const cr_tensor *added, double alpha,
                     const cr_tensor *a, const cr_tensor *b);

/* The products alone: beta = 0, alpha = 1. */
cr_status cr_mm(cr_tensor *output, const cr_tensor *a, const cr_tensor *b);
cr_status cr_mv(cr_tensor *output, const cr_tensor *matrix, const cr_tensor *vector);
cr_status cr_ger(cr_tensor *output, const cr_tensor *x, const cr_tensor *y);
cr_status cr_bmm(cr_tensor *output, const cr_tensor *a, const cr_tensor *b);
