/* arrange.h - images with zeros around them, in the order that images.h describes.
 * Included once per type. */
#include "images.h"
#include "vector.h"

/* Planes of height x width: element (i, j) of phase (a, b) is element
 * (a + i step[0] - above, b + j step[1] - left) of the image, 0 outside. */
typedef struct NAME(arranging) {
    const cr_tensor *from;
    real *to;
    int64_t height, width, phases[2], step[2], above, left;
} NAME(arranging);

static inline int NAME(lanes_of)(int64_t left)
{
    return left < 0 ? 0 : left < LANES ? (int)left : LANES;
}

/* LANES elements from element `at` of a row on, 0 outside. */
static inline vec NAME(load_within)(const real *row, int64_t width, int64_t at)
{
    if (at >= 0 && at + LANES <= width) return vec_load(row + at);
    int last = NAME(lanes_of)(width - at), first = NAME(lanes_of)(-at);
    if (first >= last) return (vec){0};
    return vec_load_mask(row + at, (unsigned)((1ull << last) - (1ull << first)));
}

/* `size` elements, 2 or 4 apart (a constant where this is called), of as many phases:
 * to[phase * plane + i] = element i * step + phase - left of the row, 0 outside. */
INLINE void NAME(split_row)(int step, const real *row, int64_t width, int64_t left,
                            real *to, int64_t size, int64_t plane)
{
    for (int64_t i = 0; i < size; i += LANES) {
        vec x[4], y[4];
        int n = NAME(lanes_of)(size - i);
#pragma GCC unroll 4
        for (int j = 0; j < step; j++)
            x[j] = NAME(load_within)(row, width, i * step - left + j * LANES);
#pragma GCC unroll 2
        for (int j = 0; j < step / 2; j++) {
            y[j] = vec_every_second(x[2 * j], x[2 * j + 1], 0);
            y[step / 2 + j] = vec_every_second(x[2 * j], x[2 * j + 1], 1);
        }
        if (step == 2) {
            vec_store_part(to + i, y[0], n);
            vec_store_part(to + plane + i, y[1], n);
            continue;
        }
#pragma GCC unroll 2
        for (int j = 0; j < 2; j++) {
            vec_store_part(to + j * plane + i,
                           vec_every_second(y[2 * j], y[2 * j + 1], 0), n);
            vec_store_part(to + (j + 2) * plane + i,
                           vec_every_second(y[2 * j], y[2 * j + 1], 1), n);
        }
    }
}

/* Columns column, column + step, ... of a row of `width`, 0 outside. */
static void NAME(pick_row)(const real *from, int64_t width, int64_t column, int64_t step,
                           real *to, int64_t size)
{
    int64_t before = column < 0 ? (step - 1 - column) / step : 0;
    if (before > size) before = size;
    int64_t first = column + before * step;
    int64_t have = first < width ? (width - first + step - 1) / step : 0;
    if (have > size - before) have = size - before;
    for (int64_t i = 0; i < before; i++) to[i] = 0;
    to += before;
    if (step == 1) {
        NAME(copy_row)(from + first, have, to, size - before);
        return;
    }
    for (int64_t i = 0; i < have; i++) to[i] = from[first + i * step];
    for (int64_t i = have; i < size - before; i++) to[i] = 0;
}

/* All phases of a row. */
static void NAME(arrange_row)(const NAME(arranging) * a, const real *from, int64_t width,
                              real *to)
{
    int64_t plane = a->height * a->width, step = a->step[1];
    if (step == 2 && a->phases[1] == 2)
        NAME(split_row)(2, from, width, a->left, to, a->width, plane);
    else if (step == 4 && a->phases[1] == 4)
        NAME(split_row)(4, from, width, a->left, to, a->width, plane);
    else
        for (int64_t b = 0; b < a->phases[1]; b++) NAME(pick_row)
    (from, width, b - a->left, step, to + b * plane, a->width);
}

/* One channel of one image, `number` of all, to its planes. */
static void NAME(arrange_channel)(const NAME(arranging) * a, int64_t number, real *to)
{
    int64_t height = a->from->sizes[2], width = a->from->sizes[3];
    int64_t plane = a->height * a->width;
    const real *from = (const real *)first_of(a->from) + number * height * width;
    for (int64_t phase = 0; phase < a->phases[0]; phase++, to += a->phases[1] * plane)
        for (int64_t i = 0; i < a->height; i++) {
            int64_t row = phase + i * a->step[0] - a->above;
            if (row >= 0 && row < height)
                NAME(arrange_row)(a, from + row * width, width, to + i * a->width);
            else
                for (int64_t b = 0; b < a->phases[1]; b++)
                    memset(to + b * plane + i * a->width, 0, a->width * sizeof *to);
        }
}

static inline void NAME(arrange_channels)(void *context, int64_t begin, int64_t end)
{
    const NAME(arranging) *a = context;
    int64_t size = a->phases[0] * a->phases[1] * a->height * a->width;
    for (int64_t c = begin; c < end; c++) NAME(arrange_channel)(a, c, a->to + c * size);
}

/* The tensor that `a` describes, in `arranged`, which is to be released: a view where all
 * is as it was. */
static inline cr_status NAME(arrange)(NAME(arranging) * a, cr_tensor *arranged)
{
    const int64_t *from = a->from->sizes;
    bool same = a->phases[0] * a->phases[1] == 1 && a->step[0] == 1 && a->step[1] == 1 &&
                a->above == 0 && a->left == 0 && a->height == from[2] &&
                a->width == from[3];
    *arranged = (cr_tensor){.dtype = a->from->dtype};
    if (same) return cr_tensor_share(arranged, a->from);
    int64_t planes = a->phases[0] * a->phases[1];
    const int64_t sizes[] = {from[0], from[1] * planes, a->height, a->width};
    TRY(cr_tensor_create(arranged, a->from->dtype, 4, sizes));
    a->to = first_of(arranged);
    parallel_for(from[0] * from[1], 1 + 65536 / (planes * a->height * a->width),
                 NAME(arrange_channels), a);
    return CR_OK;
}

/* How images lie under windows of this kind, without copying them. */
static inline NAME(arranging)
    NAME(under_windows)(images *x, const cr_tensor *input, const window *w)
{
    *x = (images){.count = input->sizes[0], .channels = input->sizes[1]};
    int64_t size[2], windows[2];
    for (int d = 0; d < 2; d++) {
        int64_t reach = w->dilation[d] * (w->kernel[d] - 1), step = w->stride[d];
        windows[d] = (input->sizes[2 + d] + 2 * w->pad[d] - reach - 1) / step + 1;
        size[d] = windows[d] + reach / step;
        x->phases[d] = reach + 1 < step ? reach + 1 : step;
        x->kernel[d] = w->kernel[d], x->dilation[d] = w->dilation[d];
    }
    x->height = size[0], x->width = size[1];
    x->down = windows[0], x->across = windows[1];
    return (NAME(arranging)){.from = input,
                             .height = size[0],
                             .width = size[1],
                             .phases = {x->phases[0], x->phases[1]},
                             .step = {w->stride[0], w->stride[1]},
                             .above = w->pad[0],
                             .left = w->pad[1]};
}

/* The images under windows; their memory is `arranged`. */
static inline cr_status NAME(arrange_windows)(images *x, cr_tensor *arranged,
                                              const cr_tensor *input, const window *w)
{
    NAME(arranging) a = NAME(under_windows)(x, input, w);
    TRY(NAME(arrange)(&a, arranged));
    x->first = first_of(arranged);
    return CR_OK;
}
