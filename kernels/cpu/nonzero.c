/* nonzero.c - lists the indices of the elements that are not 0. */
#define KERNELS "ops/kernels/nonzero.def"
#include "kernel.h"

/* The next place in row-major order; `index` counts from 1. */
static void step(int64_t *index, const cr_tensor *shape)
{
    for (int d = shape->ndim - 1; d >= 0; d--) {
        if (++index[d] <= shape->sizes[d]) return;
        index[d] = 1;
    }
}

cr_status CPU(nonzero)(cr_tensor *output, const cr_tensor *mask, const cr_tensor *shape)
{
    const uint8_t *truth = (const uint8_t *)first_of(mask);
    int64_t *row = (int64_t *)first_of(output), index[CR_MAX_DIMS];
    int64_t count = cr_tensor_count(mask), stride = output->strides[1];
    for (int d = 0; d < shape->ndim; d++) index[d] = 1;
    for (int64_t i = 0; i < count; i++, step(index, shape)) {
        if (!truth[i]) continue;
        for (int d = 0; d < shape->ndim; d++) row[d * stride] = index[d];
        row += output->strides[0];
    }
    return CR_OK;
}
