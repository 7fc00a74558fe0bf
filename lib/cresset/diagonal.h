/* diagonal.h - diagonals and triangles of matrices.
 * Diagonal k > 0 lies above the main one, k < 0 below. output is resized.
 * Errors: CR_BAD_SHAPE unless input is a matrix (diag: or a vector), CR_BAD_ARGUMENT if
 * it has no diagonal k, CR_BAD_DTYPE if types differ, CR_NO_MEMORY. */
#pragma once
#include "tensor.h"

/* output = diagonal k of a matrix; of a vector the square matrix with it as diagonal k.
 */
cr_status cr_diag(cr_tensor *output, const cr_tensor *input, int64_t k);

/* output = input, with zeros above (tril) or below (triu) diagonal k. */
cr_status cr_tril(cr_tensor *output, const cr_tensor *input, int64_t k);
cr_status cr_triu(cr_tensor *output, const cr_tensor *input, int64_t k);
