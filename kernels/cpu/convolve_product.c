/* convolve_product.c - products of filters and windows. Windows are numbered through all
 * images and cut into panels of two vectors; panels are packed while they are needed, so
 * that there is no matrix of all windows. Filters are packed once.
 * From: Goto, van de Geijn (2008), Anatomy of high-performance matrix multiplication. */
#define KERNELS "ops/kernels/convolve.def"
#define THIS_FILE "convolve_product.c"
#include "each_wide.h"
#include "cache.h"
#include "convolve_product.h"

#ifdef DTYPE

#include "convolve_filters.h"

enum {
    NAME(PANEL) = 2 * LANES,
    NAME(MOST_ROWS) = VECTOR_REGISTERS == 32 ? 14 : 6, /* of a tile */
    NAME(COLUMNS) = 384,                               /* windows of a block */
    NAME(DEPTH) = 2048 / sizeof(real), /* the longest run of sums without a store */
};

/* Where the windows of a panel come from, in runs of neighbours, and where their results
 * go: lanes as bits, at the place of lane 0. */
typedef struct NAME(panel) {
    int runs, at[NAME(PANEL)];
    unsigned lengths[NAME(PANEL)]; /* as bits, at most LANES */
    int64_t from[NAME(PANEL)];
    int vectors; /* that hold windows */
    bool whole;  /* all of one image */
    int parts[2];
    unsigned lanes[2][LANES];
    int64_t to[2][LANES];
} NAME(panel);

typedef struct NAME(job) {
    const convolve_product *c;
    const real *filters;   /* [row / most][depth][most] */
    int64_t most, depth;   /* rows of a tile; terms of a run */
    int64_t rows, columns; /* of a block */
    int64_t down;          /* blocks of rows */
    int64_t windows;       /* of all images */
    bool failed;
} NAME(job);

/* The windows first, ..., first + n - 1. */
static void NAME(fill_panel)(const convolve_product *c, int64_t first, int n,
                             NAME(panel) * p)
{
    int64_t area = c->down * c->across, image = first / area, j = first % area;
    p->runs = p->parts[0] = p->parts[1] = 0;
    p->vectors = n > LANES ? 2 : 1;
    p->whole = n == NAME(PANEL) && j + n <= area;
    for (int done = 0; done < n;) {
        int64_t q = j % c->across, left = c->across - q;
        int run = left < n - done ? (int)left : n - done;
        if (run > LANES) run = LANES;
        p->at[p->runs] = done, p->lengths[p->runs] = (unsigned)((1ull << run) - 1);
        p->from[p->runs++] = image * c->image + j / c->across * c->width + q;
        done += run, j += run;
        if (j == area) j = 0, image++;
    }
    image = first / area, j = first % area;
    for (int done = 0; done < n;) {
        int v = done / LANES, lane = done % LANES;
        int run = n - done < LANES - lane ? n - done : LANES - lane;
        if (run > area - j) run = (int)(area - j);
        p->lanes[v][p->parts[v]] = (unsigned)((1ull << (lane + run)) - (1ull << lane));
        p->to[v][p->parts[v]++] = image * c->result_image + j - lane;
        done += run, j += run;
        if (j == area) j = 0, image++;
    }
}

/* Elements first, ..., first + depth - 1 of some panels: [panel][depth][PANEL]. Rows of
 * the images are read in order. */
static void NAME(pack_panels)(const convolve_product *c, const NAME(panel) * panels,
                              int64_t count, int64_t first, int64_t depth, real *to)
{
    for (int64_t k = 0; k < depth; k++) {
        const real *x = (const real *)c->x + c->offset[first + k];
        for (int64_t i = 0; i < count; i++) {
            const NAME(panel) *p = panels + i;
            real *row = to + (i * depth + k) * NAME(PANEL);
            for (int r = 0; r < p->runs; r++)
                vec_store_mask(row + p->at[r],
                               vec_load_mask(x + p->from[r], p->lengths[r]),
                               p->lengths[r]);
        }
    }
}

/* The results of `rows` output channels for the windows of a panel. rows and vectors are
 * constants where this is called. a: [depth][rows]; b: [depth][PANEL]. */
INLINE void NAME(product_tile)(int rows, int vectors, int64_t depth, const real *a,
                               const real *b, const NAME(panel) * p, real *result,
                               int64_t row, const real *bias, bool is_first)
{
    vec sum[14][2];
#pragma GCC unroll 14
    for (int i = 0; i < rows; i++)
        sum[i][0] = sum[i][1] = vec_splat(bias && is_first ? bias[i] : 0);
    for (int64_t k = 0; k < depth; k++, a += rows, b += NAME(PANEL)) {
        vec left = vec_load(b), right = vectors > 1 ? vec_load(b + LANES) : left;
#pragma GCC unroll 14
        for (int i = 0; i < rows; i++) {
            vec x = vec_splat(a[i]);
            sum[i][0] = vec_fma(x, left, sum[i][0]);
            if (vectors > 1) sum[i][1] = vec_fma(x, right, sum[i][1]);
        }
    }
    if (p->whole && vectors > 1) {
        real *to = result + p->to[0][0];
#pragma GCC unroll 14
        for (int i = 0; i < rows; i++, to += row) {
            if (!is_first) sum[i][0] += vec_load(to), sum[i][1] += vec_load(to + LANES);
            vec_store(to, sum[i][0]);
            vec_store(to + LANES, sum[i][1]);
        }
        return;
    }
#pragma GCC unroll 2
    for (int v = 0; v < vectors; v++)
        for (int part = 0; part < p->parts[v]; part++) {
            real *to = result + p->to[v][part];
            unsigned lanes = p->lanes[v][part];
#pragma GCC unroll 14
            for (int i = 0; i < rows; i++, to += row) {
                vec y = sum[i][v];
                if (!is_first) y += vec_load_mask(to, lanes);
                vec_store_mask(to, y, lanes);
            }
        }
}

#define PRODUCT_CASE(R)                                                                  \
    case R:                                                                              \
        if (p->vectors > 1)                                                              \
            NAME(product_tile)(R, 2, depth, a, b, p, result, row, bias, is_first);       \
        else                                                                             \
            NAME(product_tile)(R, 1, depth, a, b, p, result, row, bias, is_first);       \
        return;

static void NAME(any_product)(int64_t rows, int64_t depth, const real *a, const real *b,
                              const NAME(panel) * p, real *result, int64_t row,
                              const real *bias, bool is_first)
{
    switch (rows) {
        PRODUCT_CASE(1)
        PRODUCT_CASE(2)
        PRODUCT_CASE(3)
        PRODUCT_CASE(4)
        PRODUCT_CASE(5)
        PRODUCT_CASE(6)
#if defined __AVX512F__
        PRODUCT_CASE(7)
        PRODUCT_CASE(8)
        PRODUCT_CASE(9)
        PRODUCT_CASE(10)
        PRODUCT_CASE(11)
        PRODUCT_CASE(12)
        PRODUCT_CASE(13)
        PRODUCT_CASE(14)
#endif
    }
}
#undef PRODUCT_CASE

/* One block of rows for the panels of one block of windows. */
static void NAME(one_block)(const NAME(job) * job, int64_t begin, int64_t end,
                            const NAME(panel) * panels, int64_t count, real *packed)
{
    const convolve_product *c = job->c;
    for (int64_t k = 0; k < c->depth; k += job->depth) {
        int64_t depth = c->depth - k < job->depth ? c->depth - k : job->depth;
        NAME(pack_panels)(c, panels, count, k, depth, packed);
        for (int64_t i = begin; i < end; i += job->most) {
            int64_t rows = end - i < job->most ? end - i : job->most;
            real *result = (real *)c->result + i * c->result_row;
            const real *bias = c->bias ? (const real *)c->bias + i : NULL;
            for (int64_t j = 0; j < count; j++) NAME(any_product)
            (rows, depth, job->filters + i * c->depth + k * rows,
             packed + j * depth * NAME(PANEL), panels + j, result, c->result_row, bias,
             k == 0);
        }
    }
}

static void NAME(some_blocks)(void *context, int64_t first, int64_t last)
{
    NAME(job) *job = context;
    int64_t most = job->columns / NAME(PANEL);
    size_t size = most * sizeof(NAME(panel));
    size = (size + VECTOR_BYTES - 1) / VECTOR_BYTES * VECTOR_BYTES;
    size_t bytes = size + job->columns * job->depth * sizeof(real);
    NAME(panel) *panels = cache_allocate(bytes);
    if (!panels) {
        job->failed = true;
        return;
    }
    for (int64_t i = first; i < last; i++) {
        int64_t column = i / job->down * job->columns, begin = i % job->down * job->rows;
        int64_t end = begin + job->rows < job->c->rows ? begin + job->rows : job->c->rows;
        int64_t left = job->windows - column, count = 0;
        if (left > job->columns) left = job->columns;
        for (; left > 0; left -= NAME(PANEL), column += NAME(PANEL)) NAME(fill_panel)
        (job->c, column, left < NAME(PANEL) ? (int)left : NAME(PANEL), panels + count++);
        NAME(one_block)(job, begin, end, panels, count, (real *)((char *)panels + size));
    }
    cache_release(panels, bytes);
}

cr_status CPU(NAME(convolve_product))(const convolve_product *product)
{
    if (CPU(NAME(convolve_suits_flat))(product)) return CPU(NAME(convolve_flat))(product);
    convolve_product c = *product;
    if (c.width == c.across) c.across *= c.down, c.width = c.across, c.down = 1;
    NAME(job) job = {.c = &c, .windows = c.count * c.down * c.across};
    job.most = NAME(piece)(c.rows, NAME(MOST_ROWS));
    job.depth = NAME(piece)(c.depth, NAME(DEPTH));
    job.columns = NAME(piece)(job.windows, NAME(COLUMNS));
    job.columns = NAME(pieces)(job.columns, NAME(PANEL)) * NAME(PANEL);
    job.rows = c.rows;
    int64_t across = NAME(pieces)(job.windows, job.columns);
    double work = (double)c.rows * job.windows * c.depth;
    while (work > 1e6 && across * NAME(pieces)(c.rows, job.rows) < 4 &&
           job.rows >= 8 * job.most)
        job.rows = NAME(pieces)(job.rows, 2 * job.most) * job.most;
    job.down = NAME(pieces)(c.rows, job.rows);
    size_t bytes = c.rows * c.depth * sizeof(real);
    real *filters = cache_allocate(bytes);
    job.failed = !filters;
    if (!job.failed) {
        NAME(pack_filters)(&c, job.most, filters);
        job.filters = filters;
        int64_t grain = 1 + (int64_t)(1e6 * across * job.down / work);
        parallel_for(across * job.down, grain, NAME(some_blocks), &job);
    }
    cache_release(filters, bytes);
    REQUIRE(!job.failed, CR_NO_MEMORY, "convolve: no memory for the packed windows");
    return CR_OK;
}

#endif
