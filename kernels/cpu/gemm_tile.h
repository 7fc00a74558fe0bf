/* gemm_tile.h - the innermost loops of matrix products: a tile of the result in
 * registers, one operand broadcast and the other in vectors. Included once per type. */
#include "vector.h"

/* What becomes of the sums: result = beta * added + alpha * sum. */
typedef struct NAME(finish) {
    real *result;
    const real *added; /* NULL counts as 0 */
    int64_t row, added_row;
    bool added_across; /* added has columns, next to each other; else one for each row */
    real alpha, beta;
} NAME(finish);

enum {
    NAME(MOST_ROWS) = VECTOR_REGISTERS == 32 ? 14 : 6,
};

/* rows x vectors of the result. a: [depth][rows]; b: one row of vectors every b_step.
 * `rows` and `vectors` are constants where this is called, n counts the columns. */
INLINE void NAME(tile)(int rows, int vectors, int64_t depth, const real *a, const real *b,
                       int64_t b_step, int n, const NAME(finish) * f)
{
    vec sum[14][2];
#pragma GCC unroll 14
    for (int i = 0; i < rows; i++)
#pragma GCC unroll 2
        for (int v = 0; v < vectors; v++) sum[i][v] = (vec){0};
    for (int64_t k = 0; k < depth; k++, a += rows, b += b_step) {
        vec w[2];
#pragma GCC unroll 2
        for (int v = 0; v < vectors; v++) w[v] = vec_load(b + v * LANES);
#pragma GCC unroll 14
        for (int i = 0; i < rows; i++) {
            vec x = vec_splat(a[i]);
#pragma GCC unroll 2
            for (int v = 0; v < vectors; v++) sum[i][v] = vec_fma(x, w[v], sum[i][v]);
        }
    }
    vec alpha = vec_splat(f->alpha), beta = vec_splat(f->beta);
#pragma GCC unroll 14
    for (int i = 0; i < rows; i++)
#pragma GCC unroll 2
        for (int v = 0; v < vectors; v++) {
            int lanes = n - v * LANES < LANES ? n - v * LANES : LANES;
            vec y = alpha * sum[i][v];
            const real *added = f->added + i * f->added_row;
            if (f->added)
                y = vec_fma(beta,
                            f->added_across ? vec_load_part(added + v * LANES, lanes)
                                            : vec_splat(*added),
                            y);
            vec_store_part(f->result + i * f->row + v * LANES, y, lanes);
        }
}

#define TILE_ROWS(R)                                                                     \
    case R:                                                                              \
        if (n > LANES)                                                                   \
            NAME(tile)(R, 2, depth, a, b, b_step, n, f);                                 \
        else                                                                             \
            NAME(tile)(R, 1, depth, a, b, b_step, n, f);                                 \
        return;

/* The same for any 1 <= rows <= MOST_ROWS and 1 <= n <= PANEL. */
static void NAME(any_tile)(int rows, int64_t depth, const real *a, const real *b,
                           int64_t b_step, int n, const NAME(finish) * f)
{
    switch (rows) {
        TILE_ROWS(1)
        TILE_ROWS(2)
        TILE_ROWS(3)
        TILE_ROWS(4)
        TILE_ROWS(5)
        TILE_ROWS(6)
#if defined __AVX512F__
        TILE_ROWS(7)
        TILE_ROWS(8)
        TILE_ROWS(9)
        TILE_ROWS(10)
        TILE_ROWS(11)
        TILE_ROWS(12)
        TILE_ROWS(13)
        TILE_ROWS(14)
#endif
    }
}
#undef TILE_ROWS
