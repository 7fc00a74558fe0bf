/* index.c - moves elements to and from places named by an index tensor. */
#define THIS_FILE "index.c"
#define KERNELS "ops/kernels/index.def"
#include "each_size.h"
#include "along.h"

#ifdef DTYPE

/* n outputs: where the index stays the same they are neighbours, else each has its own.
 */
static void NAME(gather_row)(const void *context, int64_t n, char *const *at,
                             const int64_t *stride)
{
    int64_t along = *(const int64_t *)context, sy = stride[0], si = stride[1];
    int64_t sx = stride[2];
    real *y = (real *)at[0];
    const int64_t *index = (const int64_t *)at[1];
    const real *x = (const real *)at[2];
    if (si == 0) {
        x += (index[0] - 1) * along;
        if (sy == 1 && sx == 1)
            for (int64_t i = 0; i < n; i++) y[i] = x[i];
        else
            for (int64_t i = 0; i < n; i++) y[i * sy] = x[i * sx];
    } else if (sy == 1 && si == 1 && sx == 0 && along == 1)
        for (int64_t i = 0; i < n; i++) y[i] = x[index[i] - 1];
    else
        for (int64_t i = 0; i < n; i++)
            y[i * sy] = x[i * sx + (index[i * si] - 1) * along];
}

static cr_status NAME(gather)(cr_tensor *output, const cr_tensor *input,
                              int64_t dimension, const cr_tensor *index)
{
    int64_t along = input->strides[dimension];
    cr_tensor first = *input;
    first.sizes[dimension] = index->sizes[dimension];
    first.strides[dimension] = 0;
    EACH_ROW(NAME(gather_row), &along, output, index, &first);
    return CR_OK;
}

/* The strides along the dimension, and its indices. */
typedef struct NAME(targets) {
    int64_t n, tensor, index, source;
} NAME(targets);

/* m neighbours at every index of the dimension, so that no two threads write one place.
 */
static void NAME(scatter_row)(const void *context, int64_t m, char *const *at,
                              const int64_t *stride)
{
    const NAME(targets) *t = context;
    const int64_t *index = (const int64_t *)at[1];
    if (stride[1] == 0 && stride[0] == 1 && stride[2] == 1)
        for (int64_t k = 0; k < t->n; k++) {
            real *y = (real *)at[0] + (index[k * t->index] - 1) * t->tensor;
            memcpy(y, (const real *)at[2] + k * t->source, m * sizeof *y);
        }
    else
        for (int64_t c = 0; c < m; c++, index += stride[1]) {
            real *y = (real *)at[0] + c * stride[0];
            const real *x = (const real *)at[2] + c * stride[2];
            for (int64_t k = 0; k < t->n; k++)
                y[(index[k * t->index] - 1) * t->tensor] = x[k * t->source];
        }
}

static cr_status NAME(scatter)(cr_tensor *tensor, int64_t dimension,
                               const cr_tensor *index, const cr_tensor *source)
{
    NAME(targets)
    t = {index->sizes[dimension], tensor->strides[dimension], index->strides[dimension],
         source->strides[dimension]};
    cr_tensor to = first_along(tensor, dimension), from = first_along(source, dimension);
    cr_tensor where = first_along(index, dimension);
    EACH_ROW_OF_COST(t.n, NAME(scatter_row), &t, &to, &where, &from);
    return CR_OK;
}

#else

cr_status CPU(gather)(cr_tensor *output, const cr_tensor *input, int64_t dimension,
                      const cr_tensor *index)
{
    static gather_kernel *const by_dtype[] = {BY_SIZE(gather)};
    return by_dtype[output->dtype](output, input, dimension, index);
}

cr_status CPU(scatter)(cr_tensor *tensor, int64_t dimension, const cr_tensor *index,
                       const cr_tensor *source)
{
    static scatter_kernel *const by_dtype[] = {BY_SIZE(scatter)};
    return by_dtype[tensor->dtype](tensor, dimension, index, source);
}

typedef struct range {
    int64_t limit, *found;
} range;

/* Remember the first index that is not 1 to limit; what is below 1, less 1. */
static void outside_row(const void *context, int64_t n, char *const *at,
                        const int64_t *stride)
{
    const range *r = context;
    const int64_t *index = (const int64_t *)at[0];
    int64_t outside = 0, limit = r->limit;
    if (stride[0] == 1)
        for (int64_t i = 0; i < n; i++) outside |= (index[i] < 1) | (index[i] > limit);
    else
        for (int64_t i = 0; i < n; i++) {
            int64_t place = index[i * stride[0]];
            outside |= (place < 1) | (place > limit);
        }
    for (int64_t i = 0; outside && !*r->found && i < n; i++) {
        int64_t place = index[i * stride[0]];
        if (place < 1) *r->found = place > INT64_MIN ? place - 1 : place;
        if (place > r->limit) *r->found = place;
    }
}

cr_status CPU(first_outside)(int64_t *found, const cr_tensor *index, int64_t limit)
{
    range r = {.limit = limit, .found = found};
    *found = 0;
    EACH_ROW_IN_ORDER(outside_row, &r, index);
    return CR_OK;
}

#endif
