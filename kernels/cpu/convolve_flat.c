/* convolve_flat.c - convolutions of stride 1 with few output channels, straight from the
 * image. The windows of an image are numbered along its rows without a break, so that
 * each vector holds neighbours in memory; the windows that stick out at the ends of rows
 * are computed too and not stored. */
#define THIS_FILE "convolve_flat.c"
#define KERNELS "ops/kernels/convolve.def"
#include "each_wide.h"
#include "cache.h"
#include "convolve_product.h"

#ifdef DTYPE

#include "convolve_filters.h"

enum {
    NAME(FLAT_ROWS) = VECTOR_REGISTERS == 32 ? 14 : 6, /* output channels of a tile */
    NAME(FLAT) = 2 * LANES,                            /* windows of a tile */
    NAME(LONGEST) = 640, /* sums in one run, lest errors exceed 2e-6 in f32 */
};

typedef struct NAME(flat) {
    const convolve_product *c;
    const real *filters;   /* blocks of [depth][rows] */
    int64_t rows, windows; /* channels of a block; windows of an image, flat */
} NAME(flat);

/* Windows that are stored: lanes as bits, at their place in the output. */
typedef struct NAME(parts) {
    int count;
    unsigned lanes[NAME(FLAT)];
    int64_t at[NAME(FLAT)]; /* where lane 0 would go */
} NAME(parts);

/* The parts of image rows among the windows first, ..., first + LANES - 1. */
static NAME(parts) NAME(parts_of)(const NAME(flat) * f, int64_t first)
{
    NAME(parts) parts = {.count = 0};
    int64_t width = f->c->width, across = f->c->across;
    for (int64_t p = first / width; p * width < first + LANES && p < f->c->down; p++) {
        int64_t begin = p * width - first, end = begin + across;
        if (begin < 0) begin = 0;
        if (end > LANES) end = LANES;
        if (begin >= end) continue;
        parts.lanes[parts.count] = (1u << end) - (1u << begin);
        parts.at[parts.count++] = first - p * (width - across);
    }
    return parts;
}

/* FLAT windows of `rows` output channels, a constant where this is called. */
INLINE void NAME(flat_tile)(int rows, const NAME(flat) * f, const real *x,
                            const real *weight, const real *bias, real *y,
                            const NAME(parts) * parts)
{
    vec sum[14][2];
#pragma GCC unroll 14
    for (int i = 0; i < rows; i++) sum[i][0] = sum[i][1] = vec_splat(bias ? bias[i] : 0);
    for (int64_t k = 0; k < f->c->depth; k++, weight += rows) {
        const real *at = x + f->c->offset[k];
        vec left = vec_load(at), right = vec_load(at + LANES);
#pragma GCC unroll 14
        for (int i = 0; i < rows; i++) {
            vec w = vec_splat(weight[i]);
            sum[i][0] = vec_fma(w, left, sum[i][0]);
            sum[i][1] = vec_fma(w, right, sum[i][1]);
        }
    }
    int64_t area = f->c->result_row;
#pragma GCC unroll 2
    for (int v = 0; v < 2; v++)
        for (int j = 0; j < parts[v].count; j++) {
            real *to = y + parts[v].at[j];
            unsigned lanes = parts[v].lanes[j];
#pragma GCC unroll 14
            for (int i = 0; i < rows; i++)
                vec_store_mask(to + i * area, sum[i][v], lanes);
        }
}

#define FLAT_CASE(R)                                                                     \
    case R: NAME(flat_tile)(R, f, x, weight, bias, y, parts); return;

static void NAME(any_flat_tile)(int64_t rows, const NAME(flat) * f, const real *x,
                                const real *weight, const real *bias, real *y,
                                const NAME(parts) * parts)
{
    switch (rows) {
        FLAT_CASE(1)
        FLAT_CASE(2)
        FLAT_CASE(3)
        FLAT_CASE(4)
        FLAT_CASE(5)
        FLAT_CASE(6)
#if defined __AVX512F__
        FLAT_CASE(7)
        FLAT_CASE(8)
        FLAT_CASE(9)
        FLAT_CASE(10)
        FLAT_CASE(11)
        FLAT_CASE(12)
        FLAT_CASE(13)
        FLAT_CASE(14)
#endif
    }
}
#undef FLAT_CASE

/* The last tile begins early, so that it ends with the image. */
static void NAME(flat_images)(void *context, int64_t begin, int64_t end)
{
    const NAME(flat) *f = context;
    const convolve_product *c = f->c;
    for (int64_t n = begin; n < end; n++) {
        const real *x = (const real *)c->x + n * c->image;
        real *y = (real *)c->result + n * c->result_image;
        for (int64_t j = 0; j < f->windows; j += NAME(FLAT)) {
            int64_t first = j + NAME(FLAT) <= f->windows ? j : f->windows - NAME(FLAT);
            NAME(parts)
            parts[] = {NAME(parts_of)(f, first), NAME(parts_of)(f, first + LANES)};
            for (int64_t k = 0; k < c->rows; k += f->rows) {
                int64_t rows = c->rows - k < f->rows ? c->rows - k : f->rows;
                NAME(any_flat_tile)
                (rows, f, x + first, f->filters + k * c->depth,
                 c->bias ? (const real *)c->bias + k : NULL, y + k * c->result_row,
                 parts);
            }
        }
    }
}

bool CPU(NAME(convolve_suits_flat))(const convolve_product *c)
{
    return c->rows <= 64 && c->depth > c->planes && c->depth <= NAME(LONGEST) &&
           8 * c->across >= 5 * c->width &&
           (c->down - 1) * c->width + c->across >= NAME(FLAT);
}

cr_status CPU(NAME(convolve_flat))(const convolve_product *c)
{
    NAME(flat) f = {.c = c, .windows = (c->down - 1) * c->width + c->across};
    f.rows = NAME(piece)(c->rows, NAME(FLAT_ROWS));
    size_t bytes = c->depth * c->rows * sizeof(real);
    real *filters = cache_allocate(bytes);
    REQUIRE(filters, CR_NO_MEMORY, "convolve: no memory for the packed weights");
    NAME(pack_filters)(c, f.rows, filters);
    f.filters = filters;
    double work = (double)c->rows * c->depth * f.windows;
    parallel_for(c->count, 1 + (int64_t)(1e6 / work), NAME(flat_images), &f);
    cache_release(filters, bytes);
    return CR_OK;
}

#endif
