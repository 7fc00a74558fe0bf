/* scan.c - running sums and products along one dimension. */
#define THIS_FILE "scan.c"
#define KERNELS "ops/kernels/reduce.def"
#include "each_dtype.h"
#include "along.h"
#include "vector.h"
#include "ops.h"

#ifdef DTYPE

#if IS_FLOAT_DTYPE
typedef double NAME(total);
#else
typedef uint64_t NAME(total);
#endif

enum { NAME(SEGMENTS) = 8, NAME(SEGMENT) = 512 };

/* y = total + running sums of x in SEGMENTS parts of `length`: first what each part adds,
 * then all parts side by side, for a sum cannot start before the one ahead of it ends. */
static NAME(total) NAME(sum_segments)(NAME(total) total, real *y, int64_t sy,
                                      const real *x, int64_t sx, int64_t length)
{
    NAME(total) before[NAME(SEGMENTS)];
    for (int k = 0; k < NAME(SEGMENTS); k++) {
        NAME(total) lane[4] = {0};
        const real *part = x + k * length * sx;
        for (int64_t i = 0; i < length; i += 4)
#pragma GCC unroll 4
            for (int j = 0; j < 4; j++) lane[j] += (NAME(total))load(part[(i + j) * sx]);
        before[k] = total;
        total += (lane[0] + lane[1]) + (lane[2] + lane[3]);
    }
    for (int64_t i = 0; i < length; i++)
#pragma GCC unroll 8
        for (int k = 0; k < NAME(SEGMENTS); k++) {
            before[k] += (NAME(total))load(x[(k * length + i) * sx]);
            y[(k * length + i) * sy] = store((accum)before[k]);
        }
    return total;
}

/* Types of which vectors are made here. */
#define VECTORS PASTE(VECTORS, DTYPE)
#define VECTORS_f32 1
#define VECTORS_f64 1
#if VECTORS

typedef float NAME(half)
    __attribute__((vector_size(VECTOR_BYTES / 2), may_alias, aligned(4)));
#define WIDEN_f32(x) __builtin_convertvector(*(const NAME(half) *)(x), vec_f64)
#define WIDEN_f64(x) vec_load_f64(x)
#define NARROW_f32(y, v) *(NAME(half) *)(y) = __builtin_convertvector(v, NAME(half))
#define NARROW_f64(y, v) vec_store_f64(y, v)

/* y = total + running sums of neighbours. In a vector each number is added to those 1, 2,
 * 4, ... places behind it; only one addition a vector waits for the vector before.
 * Hillis and Steele (1986), Data parallel algorithms, Comm. ACM 29. */
static double NAME(sum_vectors)(double total, real *y, const real *x, int64_t vectors)
{
    vec_f64 carry = vec_splat_f64(total), zero = {0};
    integers_f64 last = LANES_f64 - 1 - (integers_f64){0};
    for (int64_t i = 0; i < vectors * LANES_f64; i += LANES_f64) {
        vec_f64 sums = PASTE(WIDEN, DTYPE)(x + i);
#pragma GCC unroll 3
        for (int step = 1; step < LANES_f64; step *= 2) {
            integers_f64 from;
            for (int k = 0; k < LANES_f64; k++) from[k] = k < step ? LANES_f64 : k - step;
            sums += __builtin_shuffle(sums, zero, from);
        }
        PASTE(NARROW, DTYPE)(y + i, carry + sums);
        carry += __builtin_shuffle(sums, last);
    }
    return carry[0];
}
#endif

static void NAME(scan_one)(const along *job, real *y, const real *x)
{
    NAME(total) total = job->op == REDUCE_prod;
    int64_t i = 0, sx = job->stride, sy = job->output_stride;
#if VECTORS
    if (job->op == REDUCE_sum && sx == 1 && sy == 1) {
        i = job->n / LANES_f64 * LANES_f64;
        total = NAME(sum_vectors)(total, y, x, job->n / LANES_f64);
    }
#endif
    while (job->op == REDUCE_sum && job->n - i >= 128) {
        int64_t length = (job->n - i) / NAME(SEGMENTS) / 4 * 4;
        if (length > NAME(SEGMENT)) length = NAME(SEGMENT);
        total = NAME(sum_segments)(total, y + i * sy, sy, x + i * sx, sx, length);
        i += NAME(SEGMENTS) * length;
    }
    for (; i < job->n; i++) {
        NAME(total) v = (NAME(total))load(x[i * sx]);
        total = job->op == REDUCE_sum ? total + v : total * v;
        y[i * sy] = store((accum)total);
    }
}

/* m neighbouring columns, at most COLUMNS, row by row. */
static void NAME(scan_columns)(const along *job, real *y, const real *x, int64_t m)
{
    NAME(total) total[COLUMNS];
    for (int64_t c = 0; c < m; c++) total[c] = job->op == REDUCE_prod;
    for (int64_t i = 0; i < job->n; i++, x += job->stride, y += job->output_stride) {
        if (job->op == REDUCE_sum)
            for (int64_t c = 0; c < m; c++) total[c] += (NAME(total))load(x[c]);
        else
            for (int64_t c = 0; c < m; c++) total[c] *= (NAME(total))load(x[c]);
        for (int64_t c = 0; c < m; c++) y[c] = store((accum)total[c]);
    }
}

static void NAME(scan_row)(const void *context, int64_t m, char *const *at,
                           const int64_t *stride)
{
    const along *job = context;
    real *y = (real *)at[0];
    const real *x = (const real *)at[1];
    if (by_columns(m, stride[1]) && stride[0] == 1) {
        for (int64_t c = 0; c < m; c += COLUMNS)
            NAME(scan_columns)(job, y + c, x + c, m - c < COLUMNS ? m - c : COLUMNS);
        return;
    }
    for (int64_t c = 0; c < m; c++)
        NAME(scan_one)(job, y + c * stride[0], x + c * stride[1]);
}

static cr_status NAME(scan)(cr_tensor *output, const cr_tensor *input, int64_t dimension,
                            int op)
{
    along job = {.op = op,
                 .n = input->sizes[dimension],
                 .stride = input->strides[dimension],
                 .output_stride = output->strides[dimension]};
    cr_tensor first = first_along(input, dimension);
    cr_tensor output_first = first_along(output, dimension);
    if (job.n) EACH_ROW_OF_COST(job.n, NAME(scan_row), &job, &output_first, &first);
    return CR_OK;
}

#else

cr_status CPU(scan)(cr_tensor *output, const cr_tensor *input, int64_t dimension, int op)
{
    static scan_kernel *const by_dtype[] = {EACH_DTYPE(ENTRY, scan)};
    return by_dtype[output->dtype](output, input, dimension, op);
}

#endif
