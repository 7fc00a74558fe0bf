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

/* Every `step`-th element from `from` on; the step is a constant where that pays. */
INLINE void NAME(copy_every)(int64_t step, const real *from, int64_t n, real *to)
{
    for (int64_t i = 0; i < n; i++) to[i] = from[i * step];
}

/* Columns column, column + step, ... of a row of `width`. */
static void NAME(arrange_row)(const real *from, int64_t width, int64_t column,
                              int64_t step, real *to, int64_t size)
{
    int64_t before = column < 0 ? (step - 1 - column) / step : 0;
    if (before > size) before = size;
    int64_t first = column + before * step;
    int64_t have = first < width ? (width - first + step - 1) / step : 0;
    if (have > size - before) have = size - before;
    for (int64_t i = 0; i < before; i++) to[i] = 0;
    to += before;
    switch (step) {
    case 1: NAME(copy_row)(from + first, have, to, size - before); return;
    case 2: NAME(copy_every)(2, from + first, have, to); break;
    case 4: NAME(copy_every)(4, from + first, have, to); break;
    default: NAME(copy_every)(step, from + first, have, to);
    }
    for (int64_t i = have; i < size - before; i++) to[i] = 0;
}

static void NAME(arrange_channels)(void *context, int64_t begin, int64_t end)
{
    const NAME(arranging) *a = context;
    int64_t height = a->from->sizes[2], width = a->from->sizes[3];
    int64_t phases = a->phases[0] * a->phases[1];
    real *to = a->to + begin * phases * a->height * a->width;
    for (int64_t c = begin; c < end; c++) {
        const real *from = (const real *)first_of(a->from) + c * height * width;
        for (int64_t phase = 0; phase < phases; phase++) {
            int64_t row = phase / a->phases[1] - a->above;
            int64_t column = phase % a->phases[1] - a->left;
            for (int64_t i = 0; i < a->height; i++, to += a->width, row += a->step[0])
                if (row < 0 || row >= height)
                    memset(to, 0, a->width * sizeof *to);
                else
                    NAME(arrange_row)
            (from + row * width, width, column, a->step[1], to, a->width);
        }
    }
}

/* The tensor that `a` describes, in `arranged`, which is to be released: a view where all
 * is as it was. */
static cr_status NAME(arrange)(NAME(arranging) * a, cr_tensor *arranged)
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

/* The images under windows; their memory is `arranged`. */
static inline cr_status NAME(arrange_windows)(images *x, cr_tensor *arranged,
                                              const cr_tensor *input, const window *w)
{
    int64_t size[2], windows[2];
    *x = (images){.count = input->sizes[0], .channels = input->sizes[1]};
    for (int d = 0; d < 2; d++) {
        int64_t reach = w->dilation[d] * (w->kernel[d] - 1), step = w->stride[d];
        windows[d] = (input->sizes[2 + d] + 2 * w->pad[d] - reach - 1) / step + 1;
        size[d] = windows[d] + reach / step;
        x->phases[d] = reach + 1 < step ? reach + 1 : step;
        x->kernel[d] = w->kernel[d], x->dilation[d] = w->dilation[d];
    }
    x->height = size[0], x->width = size[1];
    x->down = windows[0], x->across = windows[1];
    NAME(arranging)
    a = {.from = input,
         .height = size[0],
         .width = size[1],
         .phases = {x->phases[0], x->phases[1]},
         .step = {w->stride[0], w->stride[1]},
         .above = w->pad[0],
         .left = w->pad[1]};
    TRY(NAME(arrange)(&a, arranged));
    x->first = first_of(arranged);
    return CR_OK;
}
