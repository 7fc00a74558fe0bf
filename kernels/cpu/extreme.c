/* extreme.c - the largest or smallest element along a dimension, and where it stands. */
#define THIS_FILE "extreme.c"
#define KERNELS "ops/kernels/reduce.def"
#include "each_dtype.h"
#include "along.h"
#include "partial.h"
#include "wide.h"

#ifdef DTYPE
#include "block.h"

/* Places are integers as wide as the numbers compared, so that loops vectorise. */
typedef __typeof__(_Generic((accum)0, float
                            : (int32_t)0, int32_t
                            : (int32_t)0, default
                            : (int64_t)0)) NAME(place);

INLINE bool NAME(is_nan)(accum x)
{
    accum same = x;
    return FITS(FLOAT) && x != same;
}

/* Where `target`, or any NaN if it is one, stands first among n elements. */
static int64_t NAME(find)(const accum *x, int64_t n, accum target)
{
    int64_t i = 0;
    bool nan = NAME(is_nan)(target);
    for (; i + 64 <= n; i += 64) {
        int hits = 0;
        for (int64_t k = i; k < i + 64; k++)
            hits |= (x[k] == target) | (nan & NAME(is_nan)(x[k]));
        if (hits) break;
    }
    while (i < n && !(x[i] == target || (nan && NAME(is_nan)(x[i])))) i++;
    return i;
}

INLINE bool NAME(beats)(int op, accum x, accum y)
{
    return (op == REDUCE_max ? x > y : x < y) | (NAME(is_nan)(x) & !NAME(is_nan)(y));
}

/* One output: the best block first, then the place within it. */
static void NAME(extreme_one)(const along *job, const real *x, real *y, int64_t *place)
{
    accum buffer[BLOCK], best = load(x[0]);
    int64_t s = job->stride, best_block = 0;
    for (int64_t i = 0; i < job->n; i += BLOCK) {
        int64_t part = job->n - i < BLOCK ? job->n - i : BLOCK;
        const accum *loaded = NAME(load_block)(x + i * s, s, part, buffer);
        partial block = NAME(reduce_block)(job->op, 0, loaded, part);
        accum found = FITS(FLOAT) ? (accum)block.a : (accum)block.whole;
        if (NAME(beats)(job->op, found, best)) best = found, best_block = i;
    }
    int64_t part = job->n - best_block < BLOCK ? job->n - best_block : BLOCK;
    const accum *loaded = NAME(load_block)(x + best_block * s, s, part, buffer);
    *place = best_block + NAME(find)(loaded, part, best) + 1;
    *y = store(best);
}

/* m neighbouring columns, at most COLUMNS, row by row. */
INLINE void NAME(columns)(int op, const along *job, const real *x, int64_t m, accum *best,
                          NAME(place) * place)
{
    for (int64_t c = 0; c < m; c++) best[c] = load(x[c]), place[c] = 1;
    for (int64_t i = 1; i < job->n; i++)
        for (int64_t c = 0; c < m; c++) {
            accum v = load(x[i * job->stride + c]);
            bool better = NAME(beats)(op, v, best[c]);
            best[c] = better ? v : best[c];
            place[c] = better ? (NAME(place))(i + 1) : place[c];
        }
}

static void NAME(extreme_row)(const void *context, int64_t m, char *const *at,
                              const int64_t *stride)
{
    const along *job = context;
    real *y = (real *)at[0];
    int64_t *indices = (int64_t *)at[1];
    const real *x = (const real *)at[2];
    bool columns = by_columns(m, stride[2]) && job->n < INT32_MAX;
    for (int64_t c = 0; !columns && c < m; c++) NAME(extreme_one)
    (job, x + c * stride[2], y + c * stride[0], indices + c * stride[1]);
    for (int64_t c = 0; columns && c < m; c += COLUMNS) {
        accum best[COLUMNS];
        NAME(place) place[COLUMNS];
        int64_t width = m - c < COLUMNS ? m - c : COLUMNS;
        if (job->op == REDUCE_max)
            NAME(columns)(REDUCE_max, job, x + c, width, best, place);
        else
            NAME(columns)(REDUCE_min, job, x + c, width, best, place);
        for (int64_t k = 0; k < width; k++) {
            y[(c + k) * stride[0]] = store(best[k]);
            indices[(c + k) * stride[1]] = place[k];
        }
    }
}

static cr_status NAME(extreme)(cr_tensor *output, cr_tensor *indices,
                               const cr_tensor *input, int64_t dimension, int op)
{
    along job = {
        .op = op, .n = input->sizes[dimension], .stride = input->strides[dimension]};
    cr_tensor first = first_along(input, dimension);
    EACH_ROW_OF_COST(job.n, NAME(extreme_row), &job, output, indices, &first);
    return CR_OK;
}

#else

cr_status CPU(extreme)(cr_tensor *output, cr_tensor *indices, const cr_tensor *input,
                       int64_t dimension, int op)
{
    static extreme_kernel *const by_dtype[] = {EACH_DTYPE(ENTRY, extreme)};
    return by_dtype[input->dtype](output, indices, input, dimension, op);
}

#endif
