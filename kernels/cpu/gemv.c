/* gemv.c - a row of dot products: a vector times a matrix whose columns lie without gaps.
 * Several columns are read at once, for one stream does not fill the memory's queues. */
#define THIS_FILE "gemv.c"
#include "each_wide.h"
#include "gemm.h"

#ifdef DTYPE

enum { NAME(STREAMS) = 8, NAME(GRAIN) = 1 << 18 /* elements of shared work */ };

/* sum[j] = a . b[j] for `count` columns, a constant where this is called. */
INLINE void NAME(dots)(int count, const real *a, const real *b, int64_t column,
                       int64_t depth, real *sums)
{
    vec sum[8];
#pragma GCC unroll 8
    for (int j = 0; j < count; j++) sum[j] = (vec){0};
    int64_t k = 0;
    for (; k + LANES <= depth; k += LANES) {
        vec x = vec_load(a + k);
#pragma GCC unroll 8
        for (int j = 0; j < count; j++)
            sum[j] = vec_fma(x, vec_load(b + j * column + k), sum[j]);
    }
    int left = (int)(depth - k);
    vec x = vec_load_part(a + k, left);
#pragma GCC unroll 8
    for (int j = 0; j < count; j++) {
        sum[j] = vec_fma(x, vec_load_part(b + j * column + k, left), sum[j]);
        sums[j] = 0;
        for (int l = 0; l < LANES; l++) sums[j] += sum[j][l];
    }
}

static void NAME(some_dots)(void *context, int64_t first, int64_t last)
{
    const gemm *g = context;
    const real *added = g->added;
    for (int64_t j = first, n; j < last; j += n) {
        real sums[NAME(STREAMS)];
        const real *b = (const real *)g->b + j * g->b_column;
        n = last - j >= NAME(STREAMS) ? NAME(STREAMS) : 1;
        if (n == 1)
            NAME(dots)(1, g->a, b, g->b_column, g->depth, sums);
        else
            NAME(dots)(NAME(STREAMS), g->a, b, g->b_column, g->depth, sums);
        for (int64_t i = 0; i < n; i++) {
            real y = (real)g->alpha * sums[i];
            if (added) y += (real)g->beta * added[(j + i) * g->added_column];
            ((real *)g->result)[j + i] = y;
        }
    }
}

bool CPU(NAME(gemv_suits))(const gemm *g)
{
    return g->rows == 1 && (g->a_column == 1 || g->depth == 1) && g->b_row == 1;
}

cr_status CPU(NAME(gemv))(const gemm *g)
{
    int64_t grain = 1 + NAME(GRAIN) / g->depth;
    parallel_for(g->columns, (grain + 7) / 8 * 8, NAME(some_dots), (void *)g);
    return CR_OK;
}

#endif
