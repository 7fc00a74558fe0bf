/* convolve_filters.h - filters in the order in which tiles read them. Included once per
 * type. */
#include "convolve_product.h"
#include "vector.h"

static int64_t NAME(pieces)(int64_t size, int64_t most)
{
    return (size + most - 1) / most;
}

/* The longest piece when size is cut into equal pieces of at most `most`. */
static int64_t NAME(piece)(int64_t size, int64_t most)
{
    return NAME(pieces)(size, NAME(pieces)(size, most));
}

/* `n` filters whose elements lie next to each other, [k][filter]; returns how many k. */
static int64_t NAME(pack_turned)(const real *from, int64_t step, int64_t depth, int n,
                                 real *to)
{
    int64_t k = 0;
    for (; k + LANES <= depth; k += LANES)
        for (int j = 0; j < n; j += LANES) {
            vec rows[LANES];
            int lanes = n - j < LANES ? n - j : LANES;
#pragma GCC unroll 16
            for (int l = 0; l < LANES; l++)
                rows[l] = l < lanes ? vec_load(from + (j + l) * step + k) : (vec){0};
            vec_transpose(rows);
#pragma GCC unroll 16
            for (int l = 0; l < LANES; l++)
                vec_store_part(to + (k + l) * n + j, rows[l], lanes);
        }
    return k;
}

/* Elements `first` and on of all filters; each is read once, from its row in memory. */
static void NAME(pack_elements)(const convolve_product *c, int64_t most, int64_t first,
                                real *to)
{
    for (int64_t k = first; k < c->depth; k++) {
        const real *x =
            (const real *)c->weight + (c->weight_offset ? c->weight_offset[k] : k);
        for (int64_t i = 0; i < c->rows; i += most, x += most * c->row_step) {
            int n = c->rows - i < most ? (int)(c->rows - i) : (int)most;
            real *at = to + i * c->depth + k * n;
            if (c->row_step == 1)
                NAME(copy_row)(x, n, at, n);
            else
                for (int j = 0; j < n; j++) at[j] = x[j * c->row_step];
        }
    }
}

/* [row / most][depth][rows], where the last piece may have fewer rows. */
static void NAME(pack_filters)(const convolve_product *c, int64_t most, real *to)
{
    int64_t done = 0;
    for (int64_t i = 0; i < c->rows && !c->weight_offset; i += most) {
        int n = c->rows - i < most ? (int)(c->rows - i) : (int)most;
        done = NAME(pack_turned)((const real *)c->weight + i * c->row_step, c->row_step,
                                 c->depth, n, to + i * c->depth);
    }
    NAME(pack_elements)(c, most, done, to);
}
