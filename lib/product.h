/* product.h - private: what matrix products and linear layers share. */
#pragma once
#include "prepare.h"

/* A tensor seen as a batch of matrices: B x M x N, or 1 x M x N, 1 x M x 1, 1 x 1 x N.
 * The view borrows its storage. */
cr_tensor as_matrices(const cr_tensor *tensor);
cr_tensor as_column(const cr_tensor *vector);
cr_tensor as_row(const cr_tensor *vector);
cr_tensor transposed(const cr_tensor *matrices);

/* output = beta * added + alpha * a b for matrices that match; added NULL counts as 0.
 * Where output has one matrix and a and b have a number of them, their products are
 * summed. Inputs that overlap output are copied first. */
cr_status multiply(const char *op, cr_tensor *output, double beta, const cr_tensor *added,
                   double alpha, const cr_tensor *a, const cr_tensor *b);
