/* view.h - tensors that share the storage of another.
 * Dimensions and indices count from 0; `view` may be `source`.
 * Errors: CR_BAD_ARGUMENT if a dimension or an index is out of range. */
#pragma once
#include "tensor.h"

cr_status cr_narrow(cr_tensor *view, const cr_tensor *source, int64_t dimension,
                    int64_t first, int64_t size);
/* Selecting from a vector gives a vector of one element. */
cr_status cr_select(cr_tensor *view, const cr_tensor *source, int64_t dimension,
                    int64_t index);
cr_status cr_transpose(cr_tensor *view, const cr_tensor *source, int64_t a, int64_t b);

/* Dimension d of the view is dimension order[d] of source; `count` is that of source.
 * Errors: CR_BAD_ARGUMENT unless order names every dimension once. */
cr_status cr_permute(cr_tensor *view, const cr_tensor *source, int count,
                     const int64_t *order);

/* Drop dimensions of size 1: all of them, or one. At least one dimension stays. */
cr_status cr_squeeze(cr_tensor *view, const cr_tensor *source);
cr_status cr_squeeze_dimension(cr_tensor *view, const cr_tensor *source,
                               int64_t dimension);
/* A new dimension of size 1 before `dimension`. */
cr_status cr_unsqueeze(cr_tensor *view, const cr_tensor *source, int64_t dimension);

/* Windows of `size` elements, `step` apart, along `dimension`; they become the last one.
 */
cr_status cr_unfold(cr_tensor *view, const cr_tensor *source, int64_t dimension,
                    int64_t size, int64_t step);

/* Repeat dimensions of size 1 without copying; new dimensions come first.
 * Errors: CR_BAD_SHAPE if another dimension would change its size. */
cr_status cr_expand(cr_tensor *view, const cr_tensor *source, int ndim,
                    const int64_t *sizes);

/* The same elements in another shape; one size may be -1, to be worked out.
 * Errors: CR_BAD_SHAPE if the counts differ or source is not contiguous. */
cr_status cr_view(cr_tensor *view, const cr_tensor *source, int ndim,
                  const int64_t *sizes);
