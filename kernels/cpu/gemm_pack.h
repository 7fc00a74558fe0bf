/* gemm_pack.h - copies operands into the order in which tiles read them. Included once
 * per type. */
#include "vector.h"

/* to[k][n] = from[j][k] for `depth` k and n lines j, `line` apart; n at most LANES. */
static void NAME(pack_across)(const real *from, int64_t line, int64_t depth, int n,
                              real *to, int64_t to_row)
{
    int64_t k = 0;
    for (; k + LANES <= depth; k += LANES) {
        vec rows[LANES];
#pragma GCC unroll 16
        for (int j = 0; j < LANES; j++)
            rows[j] = j < n ? vec_load(from + j * line + k) : (vec){0};
        vec_transpose(rows);
#pragma GCC unroll 16
        for (int j = 0; j < LANES; j++) vec_store_part(to + (k + j) * to_row, rows[j], n);
    }
    for (; k < depth; k++)
        for (int j = 0; j < n; j++) to[k * to_row + j] = from[j * line + k];
}

/* to[k][j] = from[k][j], or 0 from n to `width`, a multiple of LANES. */
static void NAME(pack_along)(const real *from, int64_t line, int64_t depth, int n,
                             int width, real *to)
{
    for (int64_t k = 0; k < depth; k++, from += line, to += width)
        for (int j = 0; j < width; j += LANES) {
            int lanes = n - j < 0 ? 0 : n - j < LANES ? n - j : LANES;
            vec_store(to + j, vec_load_part(from + j, lanes));
        }
}

/* A panel of b: [depth][PANEL], columns beyond n are 0. */
static void NAME(pack_panel)(const gemm *g, int64_t first, int64_t depth, int64_t column,
                             int n, real *panel)
{
    if (g->panel) {
        g->panel(g->context, g->b, first, depth, column, n, panel);
        return;
    }
    const real *b = (const real *)g->b + first * g->b_row + column * g->b_column;
    if (g->b_column == 1) {
        NAME(pack_along)(b, g->b_row, depth, n, NAME(PANEL), panel);
        return;
    }
    if (n < NAME(PANEL)) memset(panel, 0, depth * NAME(PANEL) * sizeof *panel);
    if (g->b_row == 1) {
        for (int j = 0; j < n; j += LANES) NAME(pack_across)
        (b + j * g->b_column, g->b_column, depth, n - j < LANES ? n - j : LANES,
         panel + j, NAME(PANEL));
        return;
    }
    for (int64_t k = 0; k < depth; k++)
        for (int j = 0; j < n; j++)
            panel[k * NAME(PANEL) + j] = b[k * g->b_row + j * g->b_column];
}

/* Some rows of a: [depth][rows]. */
static void NAME(pack_rows)(const gemm *g, int64_t row, int rows, int64_t first,
                            int64_t depth, real *to)
{
    const real *a = (const real *)g->a + row * g->a_row + first * g->a_column;
    if (g->a_column == 1) {
        for (int i = 0; i < rows; i += LANES) NAME(pack_across)
        (a + i * g->a_row, g->a_row, depth, rows - i < LANES ? rows - i : LANES, to + i,
         rows);
        return;
    }
    if (g->a_row == 1) {
        for (int64_t k = 0; k < depth; k++, a += g->a_column, to += rows)
            for (int i = 0; i < rows; i += LANES) {
                int lanes = rows - i < LANES ? rows - i : LANES;
                vec_store_part(to + i, vec_load_part(a + i, lanes), lanes);
            }
        return;
    }
    for (int64_t k = 0; k < depth; k++)
        for (int i = 0; i < rows; i++)
            to[k * rows + i] = a[i * g->a_row + k * g->a_column];
}
