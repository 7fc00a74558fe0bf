/* winograd_product.c - the points of filters, and their products with those of inputs:
 * at each point a matrix product over the channels. */
#define DTYPE f32
#include "winograd_points.h"
#include "winograd.h"

enum { TILES = VECTOR_REGISTERS == 32 ? 14 : 6 /* most tiles of a piece */ };

/* The 9 taps of LANES filters, one in each lane. */
INLINE void taps_of(const float *from, int64_t lane, int lanes, bool turned, float *taps)
{
#pragma GCC unroll 3
    for (int i = 0; i < 9; i += LANES) {
        int n = 9 - i < LANES ? 9 - i : LANES;
        vec rows[LANES];
#pragma GCC unroll 16
        for (int l = 0; l < LANES; l++)
            rows[l] = l < lanes ? vec_load_part(from + l * lane + i, n) : (vec){0};
        vec_transpose(rows);
#pragma GCC unroll 16
        for (int j = 0; j < LANES; j++)
            if (i + j < 9)
                vec_store(taps + (turned ? 8 - i - j : i + j) * LANES, rows[j]);
    }
}

void CPU(winograd_filters)(const winograd *w, const filters *f, int64_t first, float *to,
                           int64_t point)
{
    float taps[9 * LANES] __attribute__((aligned(64)));
    for (int line = 0; line < 2; line++, first += LANES)
        for (int64_t c = 0; c < w->channels; c++) {
            int64_t left = w->outputs - first;
            int lanes = left < 0 ? 0 : left < LANES ? (int)left : LANES;
            taps_of(f->weight + first * f->lane + c * f->depth, f->lane, lanes, f->turned,
                    taps);
            vec values[POINTS];
            float *at = to + (2 * c + line) * LANES;
            square_points(filter_points, 3, SIDE, taps, 3 * LANES, LANES, values);
#pragma GCC unroll 36
            for (int e = 0; e < POINTS; e++) vec_store(at + e * point, values[e]);
        }
}

/* Sums of `rows` tiles and `lines` vectors of outputs, both constants where this is
 * called. x: [channel / LANES][piece][LANES]; filter: [channel][2 LANES]. */
INLINE void product_tile(int rows, int lines, int64_t channels, const float *x,
                         int64_t piece, const float *filter, float *y, int64_t line)
{
    vec sum[14][2];
#pragma GCC unroll 14
    for (int t = 0; t < rows; t++) sum[t][0] = sum[t][1] = (vec){0};
    for (int64_t first = 0; first < channels; first += LANES, x += piece * LANES) {
        int n = channels - first < LANES ? (int)(channels - first) : LANES;
        for (int c = 0; c < n; c++, filter += 2 * LANES) {
            vec a = vec_load(filter), b = lines > 1 ? vec_load(filter + LANES) : a;
#pragma GCC unroll 14
            for (int t = 0; t < rows; t++) {
                vec value = vec_splat(x[t * LANES + c]);
                sum[t][0] = vec_fma(value, a, sum[t][0]);
                if (lines > 1) sum[t][1] = vec_fma(value, b, sum[t][1]);
            }
        }
    }
#pragma GCC unroll 14
    for (int t = 0; t < rows; t++) {
        vec_store(y + t * LANES, sum[t][0]);
        if (lines > 1) vec_store(y + line + t * LANES, sum[t][1]);
    }
}

#define PRODUCT_CASE(R)                                                                  \
    case R:                                                                              \
        if (lines > 1)                                                                   \
            product_tile(R, 2, channels, x, piece, filter, y, line);                     \
        else                                                                             \
            product_tile(R, 1, channels, x, piece, filter, y, line);                     \
        return;

static void any_product(int64_t rows, int lines, int64_t channels, const float *x,
                        int64_t piece, const float *filter, float *y, int64_t line)
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

int64_t CPU(winograd_piece)(int64_t tiles)
{
    return piece_of(tiles, TILES);
}

void CPU(winograd_product)(const winograd *w, int64_t tiles, const points *inputs,
                           const float *filters, int64_t point, int64_t pair,
                           int64_t count, const points *outputs)
{
    int64_t piece = inputs->piece, line = outputs->piece * LANES;
    for (int e = 0; e < POINTS; e++) {
        const float *filter = filters + e * point;
        float *y = outputs->first + e * outputs->point;
        for (int64_t k = 0; k < count; k += 2 * LANES, filter += pair, y += 2 * line) {
            const float *x = inputs->first + e * inputs->point;
            int lines = count - k > LANES ? 2 : 1;
            for (int64_t t = 0; t < tiles; t += piece) {
                int64_t rows = tiles - t < piece ? tiles - t : piece;
                any_product(rows, lines, w->channels, x, piece, filter, y + t * LANES,
                            line);
                x += inputs->blocks * piece * LANES;
            }
        }
    }
}
