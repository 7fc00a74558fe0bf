/* gemm.h - products of f32 and f64 matrices, for the kernels that are made of them.
 * result = beta * added + alpha * a b. Strides are in elements. */
#pragma once
#include "vector.h"

/* Columns of b side by side in one panel. */
enum { PANEL_f32 = 2 * LANES_f32, PANEL_f64 = 2 * LANES_f64 };

/* Fill panel[k][PANEL] with rows first <= k < first + depth of b and its n columns from
 * `column` on; the rest of each row does not
 * count, and a panel may write LANES elements beyond its last row. */
typedef void panel_function(const void *context, const void *b, int64_t first,
                            int64_t depth, int64_t column, int n, void *panel);

typedef struct gemm {
    int64_t rows, columns, depth;
    double alpha, beta;
    void *result; /* columns next to each other */
    int64_t result_row;
    const void *added; /* NULL counts as 0 */
    int64_t added_row, added_column;
    const void *a, *b;
    int64_t a_row, a_column, b_row, b_column;
    panel_function *panel; /* where b is not a matrix in memory; else NULL */
    const void *context;
} gemm;

/* The whole product, shared among threads. */
cr_status CPU(gemm_f32)(const gemm *g);
cr_status CPU(gemm_f64)(const gemm *g);

/* A batch of products that differ by these steps, in elements. */
typedef struct gemm_steps {
    int64_t count, result, added, a, b;
} gemm_steps;

cr_status CPU(gemm_batch_f32)(const gemm *g, const gemm_steps *steps);
cr_status CPU(gemm_batch_f64)(const gemm *g, const gemm_steps *steps);

/* A product with one row, by dot products, and whether its operands lie as it needs. */
cr_status CPU(gemv_f32)(const gemm *g);
cr_status CPU(gemv_f64)(const gemm *g);
bool CPU(gemv_suits_f32)(const gemm *g);
bool CPU(gemv_suits_f64)(const gemm *g);
