/* scatter_add.c - adds elements to places named by an index tensor. */
#define THIS_FILE "scatter_add.c"
#define KERNELS "ops/kernels/index.def"
#include "each_dtype.h"
#include "along.h"

#ifdef DTYPE

/* The strides along the dimension, and its indices. */
typedef struct NAME(targets) {
    int64_t n, tensor, index, source;
} NAME(targets);

INLINE void NAME(add_to)(real *y, real x)
{
    *y = store(plus(load(*y), load(x)));
}

/* m neighbours at every index of the dimension, so that no two threads write one place.
 */
static void NAME(scatter_add_row)(const void *context, int64_t m, char *const *at,
                                  const int64_t *stride)
{
    const NAME(targets) *t = context;
    const int64_t *index = (const int64_t *)at[1];
    if (stride[1] == 0 && stride[0] == 1 && stride[2] == 1)
        for (int64_t k = 0; k < t->n; k++) {
            real *y = (real *)at[0] + (index[k * t->index] - 1) * t->tensor;
            const real *x = (const real *)at[2] + k * t->source;
            for (int64_t c = 0; c < m; c++) NAME(add_to)(y + c, x[c]);
        }
    else
        for (int64_t c = 0; c < m; c++, index += stride[1]) {
            real *y = (real *)at[0] + c * stride[0];
            const real *x = (const real *)at[2] + c * stride[2];
            for (int64_t k = 0; k < t->n; k++)
                NAME(add_to)(y + (index[k * t->index] - 1) * t->tensor, x[k * t->source]);
        }
}

static cr_status NAME(scatter_add)(cr_tensor *tensor, int64_t dimension,
                                   const cr_tensor *index, const cr_tensor *source)
{
    NAME(targets)
    t = {index->sizes[dimension], tensor->strides[dimension], index->strides[dimension],
         source->strides[dimension]};
    cr_tensor to = first_along(tensor, dimension), from = first_along(source, dimension);
    cr_tensor where = first_along(index, dimension);
    EACH_ROW_OF_COST(t.n, NAME(scatter_add_row), &t, &to, &where, &from);
    return CR_OK;
}

#else

cr_status CPU(scatter_add)(cr_tensor *tensor, int64_t dimension, const cr_tensor *index,
                           const cr_tensor *source)
{
    static scatter_add_kernel *const by_dtype[] = {EACH_DTYPE(ENTRY, scatter_add)};
    return by_dtype[tensor->dtype](tensor, dimension, index, source);
}

#endif
