/* matmul.c - matrix products: of integers by rows of a block of columns, of 16-bit floats
 * as f32. */
#define THIS_FILE "matmul.c"
#define KERNELS "ops/kernels/matmul.def"
#include "each_integer.h"
#include "matmul.h"
#include "widen.h"

#ifdef DTYPE

enum { NAME(BLOCK) = 256 }; /* columns summed at a time */

typedef struct NAME(operands) {
    cr_tensor *output;
    const cr_tensor *added, *a, *b;
    accum alpha, beta;
} NAME(operands);

/* sum[j] = the products of row i of a with n columns of b from column j on. */
static void NAME(sum_row)(const NAME(operands) * o, const real *a, const real *b,
                          int64_t n, accum *sum)
{
    int64_t depth = o->a->sizes[2], a_step = o->a->strides[2];
    int64_t row = o->b->strides[1], column = o->b->strides[2];
    for (int64_t j = 0; j < n; j++) sum[j] = 0;
    for (int64_t k = 0; k < depth; k++, b += row) {
        accum x = a[k * a_step];
        if (column == 1)
            for (int64_t j = 0; j < n; j++)
                sum[j] = plus(sum[j], multiply(x, load(b[j])));
        else
            for (int64_t j = 0; j < n; j++)
                sum[j] = plus(sum[j], multiply(x, load(b[j * column])));
    }
}

static void NAME(finish_row)(const NAME(operands) * o, int64_t n, const accum *sum,
                             const real *added, real *y)
{
    int64_t step = o->output->strides[2], added_step = added ? o->added->strides[2] : 0;
    if (added)
        for (int64_t j = 0; j < n; j++)
            y[j * step] = store(plus(multiply(o->beta, load(added[j * added_step])),
                                     multiply(o->alpha, sum[j])));
    else
        for (int64_t j = 0; j < n; j++) y[j * step] = store(multiply(o->alpha, sum[j]));
}

static real *NAME(element)(const cr_tensor *t, int64_t batch, int64_t i, int64_t j)
{
    return (real *)first_of(t) + batch * t->strides[0] + i * t->strides[1] +
           j * t->strides[2];
}

/* Rows of all matrices of the batch, numbered through. */
static void NAME(product_rows)(void *context, int64_t first, int64_t last)
{
    const NAME(operands) *o = context;
    int64_t rows = o->output->sizes[1], columns = o->output->sizes[2];
    accum sum[NAME(BLOCK)];
    for (int64_t number = first; number < last; number++) {
        int64_t batch = number / rows, i = number % rows;
        for (int64_t j = 0; j < columns; j += NAME(BLOCK)) {
            int64_t n = columns - j < NAME(BLOCK) ? columns - j : NAME(BLOCK);
            NAME(sum_row)
            (o, NAME(element)(o->a, batch, i, 0), NAME(element)(o->b, batch, 0, j), n,
             sum);
            NAME(finish_row)
            (o, n, sum, o->added ? NAME(element)(o->added, batch, i, j) : NULL,
             NAME(element)(o->output, batch, i, j));
        }
    }
}

static cr_status NAME(product)(cr_tensor *output, double beta, const cr_tensor *added,
                               double alpha, const cr_tensor *a, const cr_tensor *b)
{
    NAME(operands) o = {output, added, a, b, (accum)alpha, (accum)beta};
    int64_t work = output->sizes[2] * (a->sizes[2] + 1);
    parallel_for(output->sizes[0] * output->sizes[1], 1 + 65536 / work,
                 NAME(product_rows), &o);
    return CR_OK;
}

#else

static cr_status product_of_halves(cr_tensor *output, double beta, const cr_tensor *added,
                                   double alpha, const cr_tensor *a, const cr_tensor *b)
{
    wide_operands o = {.count = 0};
    cr_tensor *y = widen_output(&o, output, false);
    const cr_tensor *x = widen(&o, added), *left = widen(&o, a), *right = widen(&o, b);
    if (!o.status) o.status = CPU(product_f32)(y, beta, x, alpha, left, right);
    return narrow(&o);
}

cr_status CPU(product)(cr_tensor *output, double beta, const cr_tensor *added,
                       double alpha, const cr_tensor *a, const cr_tensor *b)
{
    static product_kernel *const by_dtype[] = {
        EACH_INTEGER(ENTRY, product)[CR_F16] = product_of_halves,
        [CR_BF16] = product_of_halves, [CR_F32] = CPU(product_f32),
        [CR_F64] = CPU(product_f64)};
    return by_dtype[output->dtype](output, beta, added, alpha, a, b);
}

#endif
