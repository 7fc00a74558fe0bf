/* order.h - rows put in order, and what stands where in them. Along a dimension every
 * vector of input is a row of its own. values has the type of input, indices is i64 and
 * says where each value stood, counted from 1; both are resized.
 *
 * NaN counts as larger than every number. Of equal elements, the one that stands first
 * comes first in rows of more than 128 elements. Shorter rows follow Torch7's quicksort
 * and quickselect.
 * Errors: CR_BAD_ARGUMENT if there is no such dimension or k is out of range,
 * CR_BAD_DTYPE, CR_BAD_SHAPE if a row of which one element is wanted has none,
 * CR_NO_MEMORY. */
#pragma once
#include "tensor.h"

/* The smallest first, or the largest if descending is not 0. */
cr_status cr_sort(cr_tensor *values, cr_tensor *indices, const cr_tensor *input,
                  int64_t dimension, int descending);

/* The k smallest of each row, or the largest; in order if sorted is not 0, else, in rows
 * of more than 128 elements, as they stood. */
cr_status cr_topk(cr_tensor *values, cr_tensor *indices, const cr_tensor *input,
                  int64_t k, int64_t dimension, int largest, int sorted);

/* The k-th smallest of each row, k from 1. The outputs have size 1 along the dimension.
 */
cr_status cr_kthvalue(cr_tensor *values, cr_tensor *indices, const cr_tensor *input,
                      int64_t k, int64_t dimension);

/* The element in the middle; of two such the smaller. */
cr_status cr_median(cr_tensor *values, cr_tensor *indices, const cr_tensor *input,
                    int64_t dimension);

/* The most frequent element, of several the smallest, and where it stands last. */
cr_status cr_mode(cr_tensor *values, cr_tensor *indices, const cr_tensor *input,
                  int64_t dimension);
