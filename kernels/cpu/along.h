/* along.h - work along one dimension: the tensors are visited at its first index. */
#pragma once
#include "runs.h"

typedef struct along {
    int op;
    double option;
    int64_t n, stride, output_stride; /* of the dimension */
} along;

/* The tensor at index 0 of a dimension, which keeps size 1. */
static inline cr_tensor first_along(const cr_tensor *tensor, int64_t dimension)
{
    cr_tensor first = *tensor;
    first.sizes[dimension] = 1;
    return first;
}

/* Whether m neighbours are worth visiting row by row instead of one by one. */
static inline bool by_columns(int64_t m, int64_t stride)
{
    return stride == 1 && m >= 16;
}
