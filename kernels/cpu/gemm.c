/* gemm.c - matrix products by blocks: panels of b stay in the second cache, a few packed
 * rows of a in the first, tiles of the result in registers.
 * From: Goto, van de Geijn (2008), Anatomy of high-performance matrix multiplication. */
#define THIS_FILE "gemm.c"
#include "each_wide.h"
#include "cache.h"
#include "gemm.h"

#ifdef DTYPE

#include "gemm_tile.h"
#include "gemm_pack.h"

enum {
    NAME(DEPTH) = 384 * 4 / sizeof(real), /* the longest run of sums without a store */
    NAME(ROWS) = 512,                     /* of one block of the result */
    NAME(COLUMNS) = 384,
};

static int64_t NAME(pieces)(int64_t size, int64_t most)
{
    return (size + most - 1) / most;
}

/* The longest piece when size is cut into equal pieces of at most `most`. */
static int64_t NAME(piece)(int64_t size, int64_t most)
{
    return NAME(pieces)(size, NAME(pieces)(size, most));
}

/* Where the sums of a tile go; after the first block of depth they add up. */
static NAME(finish)
    NAME(finish_of)(const gemm *g, int64_t row, int64_t column, bool is_first)
{
    real *result = (real *)g->result + row * g->result_row + column;
    NAME(finish) f = {.result = result, .row = g->result_row, .alpha = (real)g->alpha};
    if (!is_first) {
        f.added = result, f.added_row = g->result_row;
        f.added_across = true, f.beta = 1;
    } else if (g->added) {
        f.added = (const real *)g->added + row * g->added_row + column * g->added_column;
        f.added_row = g->added_row, f.added_across = g->added_column != 0;
        f.beta = (real)g->beta;
    }
    return f;
}

/* One block of the result for `depth` terms of the sums. With few rows, b is read where
 * it lies if it can be; `scratch` holds the rest of its panels and rows of a. */
static void NAME(block)(const gemm *g, const int64_t *at, int64_t rows, int64_t columns,
                        int64_t first, int64_t depth, real *scratch)
{
    real *panels = scratch + NAME(MOST_ROWS) * depth;
    bool direct = !g->panel && g->b_column == 1 && rows <= 2 * NAME(MOST_ROWS);
    for (int64_t j = 0; j < columns; j += NAME(PANEL)) {
        int n = columns - j < NAME(PANEL) ? (int)(columns - j) : NAME(PANEL);
        if (!direct || n < NAME(PANEL)) NAME(pack_panel)
        (g, first, depth, at[1] + j, n, panels + (direct ? 0 : j * depth));
    }
    int64_t most = NAME(piece)(rows, NAME(MOST_ROWS));
    for (int64_t i = 0; i < rows; i += most) {
        int height = (int)(rows - i < most ? rows - i : most);
        NAME(pack_rows)(g, at[0] + i, height, first, depth, scratch);
        for (int64_t j = 0; j < columns; j += NAME(PANEL)) {
            int n = columns - j < NAME(PANEL) ? (int)(columns - j) : NAME(PANEL);
            NAME(finish) f = NAME(finish_of)(g, at[0] + i, at[1] + j, first == 0);
            bool in_place = direct && n == NAME(PANEL);
            const real *b = in_place ? (const real *)g->b + first * g->b_row + at[1] + j
                                     : panels + (direct ? 0 : j * depth);
            NAME(any_tile)
            (height, depth, scratch, b, in_place ? g->b_row : NAME(PANEL), n, &f);
        }
    }
}

/* A batch cut into blocks, numbered through. */
typedef struct NAME(job) {
    const gemm *g;
    const gemm_steps *steps;
    int64_t rows, columns, depth; /* of a block */
    int64_t down, across;         /* blocks */
    bool failed;
} NAME(job);

static void NAME(one_block)(const NAME(job) * job, int64_t number, real *scratch)
{
    const gemm_steps *s = job->steps;
    int64_t blocks = job->down * job->across, index = number / blocks;
    gemm g = *job->g;
    g.result = (real *)g.result + index * s->result;
    if (g.added) g.added = (const real *)g.added + index * s->added;
    g.a = (const real *)g.a + index * s->a;
    if (g.b) g.b = (const real *)g.b + index * s->b;
    int64_t at[] = {number % blocks / job->across * job->rows,
                    number % job->across * job->columns};
    int64_t rows = g.rows - at[0] < job->rows ? g.rows - at[0] : job->rows;
    int64_t columns = g.columns - at[1] < job->columns ? g.columns - at[1] : job->columns;
    for (int64_t k = 0; k < g.depth; k += job->depth) NAME(block)
    (&g, at, rows, columns, k, g.depth - k < job->depth ? g.depth - k : job->depth,
     scratch);
}

static void NAME(some_blocks)(void *context, int64_t first, int64_t last)
{
    enum { ON_STACK = 16384 };
    NAME(job) *job = context;
    char small[ON_STACK] __attribute__((aligned(64)));
    int64_t width = (job->columns + NAME(PANEL) - 1) / NAME(PANEL) * NAME(PANEL);
    size_t bytes = (NAME(MOST_ROWS) + width) * job->depth * sizeof(real) + VECTOR_BYTES;
    real *scratch = (real *)(bytes <= ON_STACK ? small : cache_allocate(bytes));
    if (!scratch) {
        job->failed = true;
        return;
    }
    for (int64_t i = first; i < last; i++) NAME(one_block)(job, i, scratch);
    if (bytes > ON_STACK) cache_release(scratch, bytes);
}

/* Blocks as large as the caches allow, but enough of them to share. */
cr_status CPU(NAME(gemm_batch))(const gemm *g, const gemm_steps *steps)
{
    NAME(job) job = {.g = g, .steps = steps};
    job.rows = NAME(piece)(g->rows, NAME(ROWS));
    job.columns = NAME(piece)(g->columns, NAME(COLUMNS));
    job.depth = NAME(piece)(g->depth, NAME(DEPTH));
    double work = (double)g->rows * g->columns * g->depth;
    while (work > 1e6 && steps->count * NAME(pieces)(g->rows, job.rows) *
                                 NAME(pieces)(g->columns, job.columns) <
                             4) {
        bool wide = job.columns >= job.rows;
        if ((wide ? job.columns : job.rows) < 256) break;
        if (wide)
            job.columns = NAME(piece)(job.columns, job.columns / 2 + 1);
        else
            job.rows = NAME(piece)(job.rows, job.rows / 2 + 1);
    }
    job.columns = NAME(pieces)(job.columns, NAME(PANEL)) * NAME(PANEL);
    job.down = NAME(pieces)(g->rows, job.rows);
    job.across = NAME(pieces)(g->columns, job.columns);
    int64_t count = steps->count * job.down * job.across;
    int64_t grain = (int64_t)(1e6 * count / (work * steps->count)) + 1;
    parallel_for(count, grain, NAME(some_blocks), &job);
    REQUIRE(!job.failed, CR_NO_MEMORY, "matrix product: no memory for its operands");
    return CR_OK;
}

cr_status CPU(NAME(gemm))(const gemm *g)
{
    static const gemm_steps once = {.count = 1};
    return CPU(NAME(gemm_batch))(g, &once);
}

#endif
