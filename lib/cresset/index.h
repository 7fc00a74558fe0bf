/* index.h - elements chosen by place: index tensors are i64, count from 1 and are checked
 * before anything is written; masks are u8, 0 or 1. Of places named twice, the later
 * wins. Errors: CR_BAD_SHAPE, CR_BAD_DTYPE, CR_BAD_ARGUMENT if an index or a mask's
 * element is out of range. */
#pragma once
#include "tensor.h"

/* output[.., k, ..] = input[.., index[k], ..] along a dimension; index has n elements. */
cr_status cr_index_select(cr_tensor *output, const cr_tensor *input, int64_t dimension,
                          const cr_tensor *index);

/* tensor[.., index[k], ..] = source[.., k, ..], += source[.., k, ..], = value. source has
 * n indices along the dimension and otherwise the sizes of tensor, or as many elements.
 */
cr_status cr_index_copy(cr_tensor *tensor, int64_t dimension, const cr_tensor *index,
                        const cr_tensor *source);
cr_status cr_index_add(cr_tensor *tensor, int64_t dimension, const cr_tensor *index,
                       const cr_tensor *source);
cr_status cr_index_fill(cr_tensor *tensor, int64_t dimension, const cr_tensor *index,
                        double value);

/* output[i][j] = input[index[i][j]][j] along dimension 0, and so on. index and output
 * have the sizes of input but along the dimension. */
cr_status cr_gather(cr_tensor *output, const cr_tensor *input, int64_t dimension,
                    const cr_tensor *index);

/* tensor[index[i][j]][j] = source[i][j], += source[i][j], = value; shapes as in gather.
 */
cr_status cr_scatter(cr_tensor *tensor, int64_t dimension, const cr_tensor *index,
                     const cr_tensor *source);
cr_status cr_scatter_add(cr_tensor *tensor, int64_t dimension, const cr_tensor *index,
                         const cr_tensor *source);
cr_status cr_scatter_fill(cr_tensor *tensor, int64_t dimension, const cr_tensor *index,
                          double value);

/* Where mask, of as many elements as tensor, is 1: tensor = value, or the next element of
 * source, in row-major order. */
cr_status cr_masked_fill(cr_tensor *tensor, const cr_tensor *mask, double value);
cr_status cr_masked_copy(cr_tensor *tensor, const cr_tensor *mask,
                         const cr_tensor *source);

/* output = the elements of input where mask is 1, in row-major order: one dimension, or
 * none if there are no such elements. */
cr_status cr_masked_select(cr_tensor *output, const cr_tensor *input,
                           const cr_tensor *mask);
