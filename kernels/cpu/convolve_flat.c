/* convolve_flat.c - convolutions of stride 1 with few output channels, straight from the
 * image. The windows of an image are numbered along its rows without a break, so that
 * each vector holds neighbours in memory; the windows that stick out at the ends of rows
 * are computed too and not stored. */
#define THIS_FILE "convolve_flat.c"
#define KERNELS "ops/kernels/convolve.def"
#include "each_wide.h"
#include "cache.h"
#include "convolve.h"

#ifdef DTYPE

#include "images.h"

enum {
    NAME(FLAT_ROWS) = VECTOR_REGISTERS == 32 ? 14 : 6, /* output channels of a tile */
    NAME(FLAT) = 2 * LANES,                            /* windows of a tile */
};

typedef struct NAME(flat) {
    NAME(images) x;
    const int64_t *offset; /* of the elements of a window */
    const real *weight;    /* blocks of [depth][rows] */
    const real *bias;      /* or NULL */
    real *output;
    int64_t outputs, rows, depth, count; /* channels, of a block; windows, flat */
} NAME(flat);

/* Windows that are stored: lanes as bits, at their place in the output. */
typedef struct NAME(pieces) {
    int count;
    unsigned lanes[NAME(FLAT)];
    int64_t at[NAME(FLAT)]; /* where lane 0 would go */
} NAME(pieces);

/* The parts of image rows among the windows first, ..., first + LANES - 1. */
static NAME(pieces) NAME(pieces_of)(const NAME(flat) * f, int64_t first)
{
    NAME(pieces) pieces = {.count = 0};
    int64_t width = f->x.width, across = f->x.across;
    for (int64_t p = first / width; p * width < first + LANES && p < f->x.down; p++) {
        int64_t begin = p * width - first, end = begin + across;
        if (begin < 0) begin = 0;
        if (end > LANES) end = LANES;
        if (begin >= end) continue;
        pieces.lanes[pieces.count] = (1u << end) - (1u << begin);
        pieces.at[pieces.count++] = first - p * (width - across);
    }
    return pieces;
}

/* FLAT windows of `rows` output channels, a constant where this is called. */
INLINE void NAME(flat_tile)(int rows, const NAME(flat) * f, const real *x,
                            const real *weight, const real *bias, real *y,
                            const NAME(pieces) * pieces)
{
    vec sum[14][2];
#pragma GCC unroll 14
    for (int i = 0; i < rows; i++) sum[i][0] = sum[i][1] = vec_splat(bias ? bias[i] : 0);
    for (int64_t k = 0; k < f->depth; k++, weight += rows) {
        const real *at = x + f->offset[k];
        vec left = vec_load(at), right = vec_load(at + LANES);
#pragma GCC unroll 14
        for (int i = 0; i < rows; i++) {
            vec w = vec_splat(weight[i]);
            sum[i][0] = vec_fma(w, left, sum[i][0]);
            sum[i][1] = vec_fma(w, right, sum[i][1]);
        }
    }
    int64_t area = f->x.down * f->x.across;
#pragma GCC unroll 2
    for (int v = 0; v < 2; v++)
        for (int j = 0; j < pieces[v].count; j++) {
            real *to = y + pieces[v].at[j];
            unsigned lanes = pieces[v].lanes[j];
#pragma GCC unroll 14
            for (int i = 0; i < rows; i++)
                vec_store_mask(to + i * area, sum[i][v], lanes);
        }
}

#define FLAT_CASE(R)                                                                     \
    case R: NAME(flat_tile)(R, f, x, weight, bias, y, pieces); return;

static void NAME(any_flat_tile)(int64_t rows, const NAME(flat) * f, const real *x,
                                const real *weight, const real *bias, real *y,
                                const NAME(pieces) * pieces)
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
    int64_t area = f->x.down * f->x.across;
    for (int64_t n = begin; n < end; n++) {
        const real *x = f->x.first + n * f->x.channels * f->x.height * f->x.width;
        real *y = f->output + n * f->outputs * area;
        for (int64_t j = 0; j < f->count; j += NAME(FLAT)) {
            int64_t first = j + NAME(FLAT) <= f->count ? j : f->count - NAME(FLAT);
            NAME(pieces)
            pieces[] = {NAME(pieces_of)(f, first), NAME(pieces_of)(f, first + LANES)};
            for (int64_t k = 0; k < f->outputs; k += f->rows) {
                int64_t rows = f->outputs - k < f->rows ? f->outputs - k : f->rows;
                NAME(any_flat_tile)
                (rows, f, x + first, f->weight + k * f->depth,
                 f->bias ? f->bias + k : NULL, y + k * area, pieces);
            }
        }
    }
}

bool CPU(NAME(convolve_suits_flat))(int64_t outputs, int64_t channels, int64_t height,
                                    int64_t width, const window *w)
{
    int64_t down = height - w->dilation[0] * (w->kernel[0] - 1);
    int64_t across = width - w->dilation[1] * (w->kernel[1] - 1);
    return w->stride[0] == 1 && w->stride[1] == 1 && w->groups == 1 && outputs <= 64 &&
           channels <= 64 && w->kernel[1] > 1 && 8 * across >= 5 * width &&
           (down - 1) * width + across >= NAME(FLAT);
}

cr_status CPU(NAME(convolve_flat))(cr_tensor *output, const cr_tensor *padded,
                                   const cr_tensor *weight, const cr_tensor *bias,
                                   const window *w)
{
    NAME(flat)
    f = {.x = NAME(images_of)(padded, w),
         .bias = bias ? first_of(bias) : NULL,
         .output = first_of(output),
         .outputs = weight->sizes[0]};
    f.depth = f.x.channels * w->kernel[0] * w->kernel[1];
    f.count = (f.x.down - 1) * f.x.width + f.x.across;
    int64_t blocks = (f.outputs + NAME(FLAT_ROWS) - 1) / NAME(FLAT_ROWS);
    f.rows = (f.outputs + blocks - 1) / blocks;
    size_t bytes = f.depth * (f.outputs * sizeof(real) + sizeof(int64_t));
    int64_t *offset = cache_allocate(bytes);
    REQUIRE(offset, CR_NO_MEMORY, "convolve: no memory for the packed weights");
    real *packed = (real *)(offset + f.depth);
    for (int64_t k = 0; k < f.depth; k++) offset[k] = NAME(element_offset)(&f.x, k);
    for (int64_t i = 0; i < f.outputs; i++) {
        int64_t block = i / f.rows * f.rows, left = f.outputs - block;
        int64_t rows = left < f.rows ? left : f.rows;
        const real *from = (const real *)first_of(weight) + i * f.depth;
        real *to = packed + block * f.depth + (i - block);
        for (int64_t k = 0; k < f.depth; k++) to[k * rows] = from[k];
    }
    f.offset = offset, f.weight = packed;
    int64_t work = f.outputs * f.depth * f.count;
    parallel_for(f.x.count, 1 + 1000000 / work, NAME(flat_images), &f);
    cache_release(offset, bytes);
    return CR_OK;
}

#endif
