/* winograd_transform.c - between images and the points of their tiles. A patch is copied
 * to [row][column][LANES], with channels in lanes, before its tiles are transformed. */
#define DTYPE f32
#include "winograd_points.h"
#include "winograd.h"

/* One block of channels of an image, and the rectangle of it that a buffer holds. */
typedef struct rectangle {
    int64_t height, width;         /* of the image */
    int channels;                  /* of the block */
    int64_t y, x, rows, columns;   /* may reach beyond the image */
    int64_t top, bottom, from, to; /* the part on the image */
} rectangle;

static rectangle rectangle_of(int64_t height, int64_t width, int64_t y, int64_t x,
                              int64_t rows, int64_t columns)
{
    rectangle r = {.height = height,
                   .width = width,
                   .y = y,
                   .x = x,
                   .rows = rows,
                   .columns = columns};
    r.top = y < 0 ? 0 : y, r.bottom = y + rows < height ? y + rows : height;
    r.from = x < 0 ? 0 : x, r.to = x + columns < width ? x + columns : width;
    if (r.bottom < r.top) r.bottom = r.top;
    if (r.to < r.from) r.to = r.from;
    return r;
}

/* Whole rows of the image are one run of pixels, others a run each. */
static int64_t run_length(const rectangle *r)
{
    int64_t width = r->to - r->from;
    return width == r->width ? (r->bottom - r->top) * width : width;
}

/* Copy the part of channels that lies under a rectangle, with zeros around it. */
static void take_rectangle(const rectangle *r, const float *from, float *to)
{
    int64_t plane = r->height * r->width, width = r->to - r->from;
    if ((r->bottom - r->top) * width < r->rows * r->columns)
        memset(to, 0, r->rows * r->columns * LANES * sizeof *to);
    int64_t run = run_length(r);
    if (run == 0) return;
    for (int64_t y = r->top; y < r->bottom; y += run / width) {
        const float *x = from + y * r->width + r->from;
        float *at = to + ((y - r->y) * r->columns + r->from - r->x) * LANES;
        int64_t column = 0;
        for (int64_t i = 0; i < run; i += LANES) {
            int n = run - i < LANES ? (int)(run - i) : LANES;
            vec pixel[LANES];
#pragma GCC unroll 16
            for (int c = 0; c < LANES; c++)
                pixel[c] =
                    c < r->channels ? vec_load_part(x + c * plane + i, n) : (vec){0};
            vec_transpose(pixel);
            if (column + LANES <= width) {
#pragma GCC unroll 16
                for (int j = 0; j < LANES; j++) vec_store(at + j * LANES, pixel[j]);
                at += LANES * LANES;
                column += LANES;
                continue;
            }
            for (int j = 0; j < n; j++, column++, at += LANES) {
                if (column == width) column = 0, at += (r->columns - width) * LANES;
                vec_store(at, pixel[j]);
            }
        }
    }
}

/* The reverse: a buffer of exactly the part on the image, [row][column][LANES]. */
static void put_rectangle(const rectangle *r, const float *from, float *to)
{
    int64_t plane = r->height * r->width, width = r->to - r->from;
    int64_t run = run_length(r);
    if (run == 0) return;
    for (int64_t y = r->top; y < r->bottom; y += run / width) {
        float *at = to + y * r->width + r->from;
        for (int64_t i = 0; i < run; i += LANES, from += LANES * LANES) {
            int n = run - i < LANES ? (int)(run - i) : LANES;
            vec pixel[LANES];
#pragma GCC unroll 16
            for (int j = 0; j < LANES; j++) pixel[j] = vec_load(from + j * LANES);
            vec_transpose(pixel);
#pragma GCC unroll 16
            for (int c = 0; c < LANES; c++)
                if (c < r->channels) vec_store_part(at + c * plane + i, pixel[c], n);
        }
        from -= (pieces_of(run, LANES) * LANES - run) * LANES;
    }
}

static int channels_from(int64_t first, int64_t channels)
{
    return channels - first < LANES ? (int)(channels - first) : LANES;
}

static patch patch_of(const winograd *w, int64_t number)
{
    int64_t row = number / w->patches_across % w->patches_down;
    int64_t column = number % w->patches_across;
    patch p = {.image = number / w->patches_across / w->patches_down,
               .y = row * w->patch_down,
               .x = column * w->patch_across};
    p.down = w->tiles_down - p.y < w->patch_down ? w->tiles_down - p.y : w->patch_down;
    p.across =
        w->tiles_across - p.x < w->patch_across ? w->tiles_across - p.x : w->patch_across;
    p.before = (p.image * w->tiles_down + p.y) * w->tiles_across + p.down * p.x;
    return p;
}

int64_t CPU(winograd_before)(const winograd *w, int64_t patch)
{
    return patch_of(w, patch).before;
}

void CPU(winograd_cut)(winograd *w, int64_t most)
{
    w->tiles_down = pieces_of(w->down, TILE),
    w->tiles_across = pieces_of(w->across, TILE);
    w->patch_across = piece_of(w->tiles_across, most < 28 ? most : 28);
    int64_t rows = most / w->patch_across;
    w->patch_down = piece_of(w->tiles_down, rows < 1 ? 1 : rows);
    w->patches_down = pieces_of(w->tiles_down, w->patch_down);
    w->patches_across = pieces_of(w->tiles_across, w->patch_across);
}

points CPU(winograd_layout)(float *first, int64_t channels, int64_t tiles, int64_t piece)
{
    points p = {.first = first, .piece = piece, .blocks = pieces_of(channels, LANES)};
    p.point = spaced(p.blocks * pieces_of(tiles, piece) * piece * LANES);
    return p;
}

int64_t CPU(winograd_scratch)(const winograd *w)
{
    int64_t rows = TILE * w->patch_down + 2, columns = TILE * w->patch_across + 2;
    return (rows * columns + LANES) * LANES;
}

/* Where the points of a tile begin. */
static float *tile_of(const points *p, int64_t tile, int64_t block)
{
    return p->first +
           ((tile / p->piece * p->blocks + block) * p->piece + tile % p->piece) * LANES;
}

/* The points of all tiles of a patch from `in` x `in` of its pixels. */
INLINE void tiles_in(int in, points_function *f, const patch *p, const float *pixel,
                     int64_t columns, const points *to, int64_t tile, int64_t block)
{
    for (int64_t y = 0; y < p->down; y++)
        for (int64_t x = 0; x < p->across; x++, tile++) {
            vec values[POINTS];
            const float *corner = pixel + (y * columns + x) * TILE * LANES;
            square_points(f, in, SIDE, corner, columns * LANES, LANES, values);
            float *at = tile_of(to, tile, block);
#pragma GCC unroll 36
            for (int e = 0; e < POINTS; e++) vec_store(at + e * to->point, values[e]);
        }
}

void CPU(winograd_input)(const winograd *w, int64_t number, const float *images,
                         const points *to, int64_t tile, float *scratch)
{
    patch p = patch_of(w, number);
    int64_t plane = w->height * w->width;
    rectangle r =
        rectangle_of(w->height, w->width, p.y * TILE - w->above, p.x * TILE - w->left,
                     p.down * TILE + 2, p.across * TILE + 2);
    for (int64_t c = 0; c < w->channels; c += LANES) {
        r.channels = channels_from(c, w->channels);
        take_rectangle(&r, images + (p.image * w->channels + c) * plane, scratch);
        tiles_in(SIDE, input_points, &p, scratch, r.columns, to, tile, c / LANES);
    }
}

void CPU(winograd_gradient)(const winograd *w, int64_t number, const float *images,
                            const points *to, int64_t tile, float *scratch)
{
    patch p = patch_of(w, number);
    int64_t plane = w->down * w->across;
    rectangle r = rectangle_of(w->down, w->across, p.y * TILE, p.x * TILE, p.down * TILE,
                               p.across * TILE);
    for (int64_t k = 0; k < w->outputs; k += LANES) {
        r.channels = channels_from(k, w->outputs);
        take_rectangle(&r, images + (p.image * w->outputs + k) * plane, scratch);
        tiles_in(TILE, gradient_points, &p, scratch, r.columns, to, tile, k / LANES);
    }
}

/* The pixels of all tiles of a patch from their points. */
static void tiles_out(const patch *p, const rectangle *r, const points *from,
                      int64_t tile, int64_t block, vec bias, float *pixel)
{
    int64_t rows = r->bottom - r->top, columns = r->to - r->from;
    for (int64_t y = 0; y < p->down * TILE; y += TILE)
        for (int64_t x = 0; x < p->across * TILE; x += TILE, tile++) {
            vec values[TILE * TILE];
            square_points(output_points, SIDE, TILE, tile_of(from, tile, block),
                          SIDE * from->point, from->point, values);
            float *corner = pixel + (y * columns + x) * LANES;
#pragma GCC unroll 4
            for (int i = 0; i < TILE; i++)
#pragma GCC unroll 4
                for (int j = 0; j < TILE; j++)
                    if (y + i < rows && x + j < columns)
                        vec_store(corner + (i * columns + j) * LANES,
                                  values[i * TILE + j] + bias);
        }
}

void CPU(winograd_output)(const winograd *w, int64_t number, const points *from,
                          int64_t tile, const float *bias, int64_t first, int64_t count,
                          float *images, float *scratch)
{
    patch p = patch_of(w, number);
    int64_t plane = w->down * w->across;
    rectangle r = rectangle_of(w->down, w->across, p.y * TILE, p.x * TILE, p.down * TILE,
                               p.across * TILE);
    for (int64_t k = 0; k < count; k += LANES) {
        r.channels = channels_from(k, count);
        vec b = bias ? vec_load_part(bias + first + k, r.channels) : (vec){0};
        tiles_out(&p, &r, from, tile, k / LANES, b, scratch);
        put_rectangle(&r, scratch, images + (p.image * w->outputs + first + k) * plane);
    }
}
