/* linalg.h - linear systems and the factors of matrices, by LAPACK.
 * Of f32 and f64 tensors. Inputs stay as they are; an output may be an input. An output
 * of the right shape keeps its strides, any other is resized, and matrices then lie
 * column after column. Results do not depend on the number of threads. Errors:
 * CR_BAD_SHAPE, CR_BAD_DTYPE; CR_BAD_ARGUMENT if an element that is read is nan or
 * infinite, if a matrix is singular or not positive definite, or an iteration does not
 * converge; CR_BAD_DEVICE if there is no LAPACK; CR_NO_MEMORY. Outputs then stay as they
 * were.
 * From: Anderson et al. (1999), LAPACK Users' Guide, third edition, SIAM. */
#pragma once
#include "tensor.h"

/* a x = b by Gaussian elimination with row exchanges; lu holds L below the diagonal,
 * whose own diagonal is 1, and U. Shapes: a and lu N x N, b and x N x K; b may be N. */
cr_status cr_gesv(cr_tensor *x, cr_tensor *lu, const cr_tensor *b, const cr_tensor *a);

/* a x = b, or a' x = b if transposed, of the upper triangle of a, or the lower one; unit:
 * its diagonal is taken to be 1. copy = a. Shapes: as cr_gesv. */
cr_status cr_trtrs(cr_tensor *x, cr_tensor *copy, const cr_tensor *b, const cr_tensor *a,
                   int lower, int transposed, int unit);

/* The x that makes ||a x - b|| least, or of many exact ones that of least ||x||, for a of
 * full rank. qr holds the factors of a, or of a'. Shapes: a and qr M x N, b M x K or M, x
 * N x K. */
cr_status cr_gels(cr_tensor *x, cr_tensor *qr, const cr_tensor *b, const cr_tensor *a);

/* output a = 1. Shapes: N x N. */
cr_status cr_inverse(cr_tensor *output, const cr_tensor *a);

/* Cholesky's factor: output' output = a with zeros below the diagonal, or output output'
 * = a with zeros above it if lower. Only that triangle of a is read. Shapes: N x N. */
cr_status cr_potrf(cr_tensor *output, const cr_tensor *a, int lower);

/* From that factor: a output = b, and the inverse of a. Shapes: as cr_gesv. */
cr_status cr_potrs(cr_tensor *output, const cr_tensor *b, const cr_tensor *factor,
                   int lower);
cr_status cr_potri(cr_tensor *output, const cr_tensor *factor, int lower);

/* Cholesky's factor of a with rows and columns exchanged: that of
 * a[pivots[i]][pivots[j]]. pivots, i32 and counted from 1, N. A pivot not above tolerance
 * ends it with an error; a negative tolerance stands for N * epsilon * the largest
 * diagonal element. */
cr_status cr_pstrf(cr_tensor *output, cr_tensor *pivots, const cr_tensor *a, int lower,
                   double tolerance);

/* a = q r with columns of q orthonormal and zeros below the diagonal of r.
 * Shapes: a M x N, q M x K, r K x N, K the smaller of M and N. */
cr_status cr_qr(cr_tensor *q, cr_tensor *r, const cr_tensor *a);

/* The same in LAPACK's form: output holds r and, below its diagonal, K reflectors whose
 * factors are tau, K. */
cr_status cr_geqrf(cr_tensor *output, cr_tensor *tau, const cr_tensor *a);

/* q, M x K, from what cr_geqrf gives. */
cr_status cr_orgqr(cr_tensor *output, const cr_tensor *reflectors, const cr_tensor *tau);

/* output = Q c, or c Q if right, or with Q' for Q if transposed; Q, of all its columns,
 * from what cr_geqrf gives. Shapes: c and output M x N. */
cr_status cr_ormqr(cr_tensor *output, const cr_tensor *reflectors, const cr_tensor *tau,
                   const cr_tensor *c, int right, int transposed);

/* a v[:][i] = values[i] v[:][i] of the symmetric matrix whose upper triangle, or lower
 * one, is in a; values ascend, columns of v are orthonormal. Without want only the
 * values; v then holds what is left of a. Shapes: values N, v N x N. */
cr_status cr_symeig(cr_tensor *values, cr_tensor *v, const cr_tensor *a, int want,
                    int lower);

/* The same of any square matrix: values N x 2 are real and imaginary parts. For a complex
 * pair i, i + 1 the vectors are v[:][i] + i v[:][i + 1] and its conjugate. Without want v
 * is not touched. */
cr_status cr_eig(cr_tensor *values, cr_tensor *v, const cr_tensor *a, int want);

/* a = u diag(s) v' with orthonormal columns of u and v and s descending. Shapes: a M x N,
 * s K; u M x K, v N x K, or if all u M x M, v N x N; K the smaller of M and N. */
cr_status cr_svd(cr_tensor *u, cr_tensor *s, cr_tensor *v, const cr_tensor *a, int all);
