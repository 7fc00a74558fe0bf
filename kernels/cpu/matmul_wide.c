/* matmul_wide.c - matrix products of f32 and f64: chooses the algorithm by shape. */
#define THIS_FILE "matmul_wide.c"
#define KERNELS "ops/kernels/matmul.def"
#include "each_wide.h"
#include "gemm.h"
#include "matmul.h"

#ifdef DTYPE

/* The product with rows and columns exchanged: y' = b' a'. */
static void NAME(turn)(gemm *g)
{
    gemm t = *g;
    t.rows = g->columns, t.columns = g->rows;
    t.a = g->b, t.a_row = g->b_column, t.a_column = g->b_row;
    t.b = g->a, t.b_row = g->a_column, t.b_column = g->a_row;
    t.added_row = g->added_column, t.added_column = g->added_row;
    *g = t;
}

static gemm_steps NAME(steps_of)(const cr_tensor *output, const cr_tensor *added,
                                 const cr_tensor *a, const cr_tensor *b)
{
    return (gemm_steps){.count = output->sizes[0],
                        .result = output->strides[0],
                        .added = added ? added->strides[0] : 0,
                        .a = a->strides[0],
                        .b = b->strides[0]};
}

cr_status CPU(NAME(product))(cr_tensor *output, double beta, const cr_tensor *added,
                             double alpha, const cr_tensor *a, const cr_tensor *b)
{
    bool turned = output->strides[2] != 1 && output->sizes[2] > 1;
    int across = turned ? 1 : 2;
    if (added && added != output && added->strides[across] > 1) {
        TRY(CPU(copy)(output, added));
        added = output;
    }
    gemm g = {.rows = output->sizes[1],
              .columns = output->sizes[2],
              .depth = a->sizes[2],
              .alpha = alpha,
              .beta = beta,
              .result = first_of(output),
              .result_row = output->strides[3 - across],
              .a = first_of(a),
              .a_row = a->strides[1],
              .a_column = a->strides[2],
              .b = first_of(b),
              .b_row = b->strides[1],
              .b_column = b->strides[2]};
    if (added) {
        g.added = first_of(added);
        g.added_row = added->strides[1], g.added_column = added->strides[2];
    }
    if (turned) NAME(turn)(&g);
    gemm row = g;
    if (g.columns == 1 && g.rows > 1 && g.result_row == 1) NAME(turn)(&row);
    if (output->sizes[0] == 1 && CPU(NAME(gemv_suits))(&row))
        return CPU(NAME(gemv))(&row);
    gemm_steps steps = NAME(steps_of)(output, added, a, b);
    return CPU(NAME(gemm_batch))(&g, &steps);
}

#endif
