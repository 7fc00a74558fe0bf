/* linear.c - the sum of a matrix's rows, added to a vector: gradients of biases. */
#define THIS_FILE "linear.c"
#define KERNELS "ops/kernels/linear.def"
#include "each_float.h"

#ifdef DTYPE

enum { NAME(COLUMNS) = 256 }; /* summed at a time */

typedef struct NAME(rows) {
    cr_tensor *sum;
    const cr_tensor *matrix;
    accum scale;
} NAME(rows);

static void NAME(add_block)(void *context, int64_t first, int64_t last)
{
    const NAME(rows) *r = context;
    const cr_tensor *matrix = r->matrix;
    int64_t step = matrix->strides[1], n = last - first;
    accum total[NAME(COLUMNS)] = {0};
    for (int64_t i = 0; i < matrix->sizes[0]; i++) {
        const real *x =
            (const real *)first_of(matrix) + i * matrix->strides[0] + first * step;
        if (step == 1)
            for (int64_t j = 0; j < n; j++) total[j] += load(x[j]);
        else
            for (int64_t j = 0; j < n; j++) total[j] += load(x[j * step]);
    }
    int64_t y_step = r->sum->strides[0];
    real *y = (real *)first_of(r->sum) + first * y_step;
    for (int64_t j = 0; j < n; j++)
        y[j * y_step] = store(load(y[j * y_step]) + r->scale * total[j]);
}

static cr_status NAME(add_rows)(cr_tensor *sum, double scale, const cr_tensor *matrix)
{
    NAME(rows) rows = {sum, matrix, (accum)scale};
    parallel_for(sum->sizes[0], NAME(COLUMNS), NAME(add_block), &rows);
    return CR_OK;
}

#else

cr_status CPU(add_rows)(cr_tensor *sum, double scale, const cr_tensor *matrix)
{
    static add_rows_kernel *const by_dtype[] = {EACH_FLOAT(ENTRY, add_rows)};
    return by_dtype[matrix->dtype](sum, scale, matrix);
}

#endif
