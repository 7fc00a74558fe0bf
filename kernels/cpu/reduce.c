/* reduce.c - sums, products, moments and norms along one dimension. */
#define THIS_FILE "reduce.c"
#define KERNELS "ops/kernels/reduce.def"
#include "each_dtype.h"
#include "along.h"
#include "partial.h"
#include "wide.h"

#ifdef DTYPE
#include "block.h"

/* What a column is summed in, and what eight of its elements are. */
#if IS_FLOAT_DTYPE
typedef double NAME(total);
typedef accum NAME(part);
#else
typedef uint64_t NAME(total);
typedef uint64_t NAME(part);
#endif

INLINE NAME(part) NAME(same)(NAME(part) x, double p)
{
    (void)p;
    return x;
}

#if IS_FLOAT_DTYPE
INLINE accum NAME(size)(accum x, double p)
{
    (void)p;
    return fabs(x);
}

INLINE accum NAME(counted)(accum x, double p)
{
    (void)p;
    return x != 0;
}

INLINE double NAME(squared)(accum x, double p)
{
    (void)p;
    return (double)x * (double)x;
}

INLINE double NAME(powered)(accum x, double p)
{
    return pow(fabs((double)x), p);
}
#endif

/* Sums of term(x) down m columns; eight rows at a time, so that totals are seldom read.
 */
#define COLUMN_SUMS(name, type, term)                                                    \
    static void NAME(name)(const along *job, const real *x, int64_t m,                   \
                           NAME(total) * total)                                          \
    {                                                                                    \
        double p = job->option;                                                          \
        int64_t i = 0, s = job->stride;                                                  \
        for (; i + 8 <= job->n; i += 8, x += 8 * s)                                      \
            for (int64_t c = 0; c < m; c++) {                                            \
                const real *y = x + c;                                                   \
                type a = term(load(y[0]), p) + term(load(y[s]), p);                      \
                type b = term(load(y[2 * s]), p) + term(load(y[3 * s]), p);              \
                type d = term(load(y[4 * s]), p) + term(load(y[5 * s]), p);              \
                type e = term(load(y[6 * s]), p) + term(load(y[7 * s]), p);              \
                total[c] += (NAME(total))((a + b) + (d + e));                            \
            }                                                                            \
        for (; i < job->n; i++, x += s)                                                  \
            for (int64_t c = 0; c < m; c++)                                              \
                total[c] += (NAME(total))term(load(x[c]), p);                            \
    }
COLUMN_SUMS(column_sums, NAME(part), NAME(same))
#if IS_FLOAT_DTYPE
COLUMN_SUMS(column_sizes, accum, NAME(size))
COLUMN_SUMS(column_counts, accum, NAME(counted))
COLUMN_SUMS(column_squares, double, NAME(squared))
COLUMN_SUMS(column_powers, double, NAME(powered))
#endif
#undef COLUMN_SUMS

static void NAME(column_products)(const along *job, const real *x, int64_t m,
                                  NAME(total) * total)
{
    for (int64_t i = 0; i < job->n; i++, x += job->stride)
        for (int64_t c = 0; c < m; c++) total[c] *= (NAME(total))load(x[c]);
}

#if IS_FLOAT_DTYPE
enum { NAME(ROWS) = 32 /* of one part of a variance */ };

/* The distances from the mean of each column of k rows, joined to what was before. */
static void NAME(column_spread)(const real *x, int64_t stride, int64_t k, int64_t m,
                                int64_t before, double *mean, double *squares)
{
    accum middle[COLUMNS] = {0}, away[COLUMNS] = {0}, square[COLUMNS] = {0};
    for (int64_t i = 0; i < k; i++)
        for (int64_t c = 0; c < m; c++) middle[c] += load(x[i * stride + c]);
    for (int64_t c = 0; c < m; c++) middle[c] /= (accum)k;
    for (int64_t i = 0; i < k; i++)
        for (int64_t c = 0; c < m; c++) {
            accum d = load(x[i * stride + c]) - middle[c];
            away[c] += d;
            square[c] += d * d;
        }
    double share = (double)k / (double)(before + k), both = (double)before * share;
    for (int64_t c = 0; c < m; c++) {
        double mended = (double)away[c] / (double)k;
        double distance = (double)middle[c] + mended - mean[c];
        squares[c] += (double)square[c] - mended * (double)away[c];
        squares[c] += distance * distance * both;
        mean[c] += distance * share;
    }
}
#endif

/* m neighbouring outputs, at most COLUMNS, read row by row. */
static void NAME(reduce_columns)(const along *job, real *y, int64_t stride, const real *x,
                                 int64_t m)
{
    NAME(total) total[COLUMNS] = {0};
#if IS_FLOAT_DTYPE
    double p = job->option, squares[COLUMNS] = {0};
    bool spread = job->op == REDUCE_var || job->op == REDUCE_std;
    for (int64_t i = 0, k; spread && i < job->n; i += k) {
        k = job->n - i < NAME(ROWS) ? job->n - i : NAME(ROWS);
        const real *rows = x + i * job->stride;
        NAME(column_spread)(rows, job->stride, k, m, i, total, squares);
    }
    if (job->op == REDUCE_norm) {
        if (p == 0) NAME(column_counts)(job, x, m, total);
        if (p == 1) NAME(column_sizes)(job, x, m, total);
        if (p == 2) NAME(column_squares)(job, x, m, total);
        if (p != 0 && p != 1 && p != 2) NAME(column_powers)(job, x, m, total);
    }
#endif
    if (job->op == REDUCE_prod) {
        for (int64_t c = 0; c < m; c++) total[c] = 1;
        NAME(column_products)(job, x, m, total);
    }
    if (job->op == REDUCE_sum || job->op == REDUCE_mean)
        NAME(column_sums)(job, x, m, total);
    for (int64_t c = 0; c < m; c++) {
#if IS_FLOAT_DTYPE
        partial all = {.a = total[c], .b = squares[c], .count = job->n};
        y[c * stride] = store((accum)finish(job->op, &all, p));
#else
        y[c * stride] = store((accum)total[c]);
#endif
    }
}

static partial NAME(reduce_one)(const along *job, const real *x)
{
    accum buffer[BLOCK];
    partial total = {.count = 0};
    for (int64_t i = 0; i < job->n; i += BLOCK) {
        int64_t part = job->n - i < BLOCK ? job->n - i : BLOCK, s = job->stride;
        const accum *loaded = NAME(load_block)(x + i * s, s, part, buffer);
        partial block = NAME(reduce_block)(job->op, job->option, loaded, part);
        merge(job->op, &total, &block);
    }
    return total;
}

/* The sums or means of short contiguous rows, without the parts of longer ones. */
static bool NAME(short_sums)(const along *job, real *y, const real *x, int64_t m,
                             const int64_t *stride)
{
#if IS_FLOAT_DTYPE
    bool mean = job->op == REDUCE_mean, sums = mean || job->op == REDUCE_sum;
    if (!sums || job->stride != 1 || job->n > BLOCK || sizeof *x != sizeof(accum))
        return false;
    for (int64_t c = 0; c < m; c++, x += stride[1]) {
        const accum *row = (const accum *)(const void *)x;
        double sum = NAME(lane_sum)(NAME(first), row, row, 0, job->n);
        y[c * stride[0]] = store((accum)(mean ? sum / (double)job->n : sum));
    }
    return true;
#else
    (void)job, (void)y, (void)x, (void)m, (void)stride;
    return false;
#endif
}

static void NAME(reduce_row)(const void *context, int64_t m, char *const *at,
                             const int64_t *stride)
{
    const along *job = context;
    real *y = (real *)at[0];
    const real *x = (const real *)at[1];
    if (by_columns(m, stride[1])) {
        for (int64_t c = 0; c < m; c += COLUMNS) NAME(reduce_columns)
        (job, y + c * stride[0], stride[0], x + c, m - c < COLUMNS ? m - c : COLUMNS);
        return;
    }
    if (NAME(short_sums)(job, y, x, m, stride)) return;
    for (int64_t c = 0; c < m; c++) {
        partial total = NAME(reduce_one)(job, x + c * stride[1]);
        y[c * stride[0]] = FITS(FLOAT)
                               ? store((accum)finish(job->op, &total, job->option))
                               : store((accum)finish_whole(job->op, &total));
    }
}

static cr_status NAME(reduce)(cr_tensor *output, const cr_tensor *input,
                              int64_t dimension, int op, double option)
{
    along job = {.op = op,
                 .option = option,
                 .n = input->sizes[dimension],
                 .stride = input->strides[dimension]};
    cr_tensor first = first_along(input, dimension);
    EACH_ROW_OF_COST(job.n + !job.n, NAME(reduce_row), &job, output, &first);
    return CR_OK;
}

#else

cr_status CPU(reduce)(cr_tensor *output, const cr_tensor *input, int64_t dimension,
                      int op, double option)
{
    static reduce_kernel *const by_dtype[] = {EACH_DTYPE(ENTRY, reduce)};
    return by_dtype[input->dtype](output, input, dimension, op, option);
}

#endif
