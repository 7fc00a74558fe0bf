/* max_boxes.c - the largest elements of boxes of volumes, and where they are. */
#define THIS_FILE "max_boxes.c"
#include "boxes.h"
#define KERNELS "ops/kernels/boxes.def"
#include "each_float.h"
#include <float.h>

#ifdef DTYPE

#include "box_plane.h"

/* A row of columns: the largest of each, and its place in the volume, from 1. */
typedef struct NAME(columns) {
    accum *best;
    int32_t *place;
} NAME(columns);

static void NAME(take_row)(const real *x, int64_t n, int32_t at, NAME(columns) * c)
{
    accum *best = c->best;
    int32_t *place = c->place;
#pragma GCC ivdep
    for (int64_t k = 0; k < n; k++) {
        accum value = load(x[k]);
        bool larger = value > best[k];
        best[k] = larger ? value : best[k];
        place[k] = larger ? at + (int32_t)k : place[k];
    }
}

/* The columns of the boxes in row (t, p). */
static void NAME(take_rows)(const NAME(pooled) * o, int64_t plane, int64_t t, int64_t p,
                            NAME(columns) * c)
{
    const side *s = o->b->sides;
    int64_t width = s[2].size, height = s[1].size;
    const real *x = o->from + plane * o->volume;
    accum least = sizeof(accum) == 8 ? (accum)-DBL_MAX : (accum)-FLT_MAX;
    for (int64_t k = 0; k < width; k++) c->best[k] = least;
    memset(c->place, 0, width * sizeof *c->place);
    int64_t i_last = NAME(last_of_side)(o, 0, plane)[t];
    int64_t j_first = NAME(first_of_side)(o, 1, plane)[p];
    int64_t j_last = NAME(last_of_side)(o, 1, plane)[p];
    for (int64_t i = NAME(first_of_side)(o, 0, plane)[t]; i < i_last; i += s[0].step)
        for (int64_t j = j_first; j < j_last; j += s[1].step) {
            int64_t row = (i * height + j) * width;
            NAME(take_row)(x + row, width, (int32_t)row + 1, c);
        }
}

/* The largest column of each box; of equal ones the earliest element. */
static void NAME(take_columns)(const NAME(pooled) * o, int64_t plane,
                               const NAME(columns) * c, real *y, int64_t *index)
{
    const side *s = &o->b->sides[2];
    const int32_t *first = NAME(first_of_side)(o, 2, plane);
    const int32_t *last = NAME(last_of_side)(o, 2, plane);
    accum least = sizeof(accum) == 8 ? (accum)-DBL_MAX : (accum)-FLT_MAX;
    for (int64_t q = 0; q < s->count; q++) {
        accum best = least;
        int32_t place = 0;
        for (int64_t k = first[q]; k < last[q]; k += s->step) {
            bool earlier = c->best[k] == best && c->place[k] < place;
            bool better = c->best[k] > best || earlier;
            best = better ? c->best[k] : best;
            place = better ? c->place[k] : place;
        }
        y[q] = store(best);
        index[q] = place;
    }
}

/* Places as rows and columns, counted from 1 in their box. */
static void NAME(make_relative)(const NAME(pooled) * o, int64_t p, int64_t *index)
{
    const side *s = o->b->sides;
    int64_t *column = index + o->planes * o->windows;
    for (int64_t q = 0; q < s[2].count; q++) {
        int64_t at = index[q] - 1;
        index[q] = at < 0 ? 0 : at / s[2].size - s[1].first[p] + 1;
        column[q] = at < 0 ? 0 : at % s[2].size - s[2].first[q] + 1;
    }
}

static void NAME(max_planes)(void *context, int64_t first, int64_t last)
{
    NAME(pooled) *o = context;
    const side *s = o->b->sides;
    size_t bytes = s[2].size * (sizeof(accum) + sizeof(int32_t));
    NAME(columns) c = {.best = cache_allocate(bytes)};
    if (!c.best) {
        o->failed = true;
        return;
    }
    c.place = (int32_t *)(c.best + s[2].size);
    for (int64_t plane = first; plane < last; plane++) {
        int64_t at = plane * o->windows;
        for (int64_t t = 0; t < s[0].count; t++)
            for (int64_t p = 0; p < s[1].count; p++, at += s[2].count) {
                NAME(take_rows)(o, plane, t, p, &c);
                NAME(take_columns)(o, plane, &c, o->to + at, o->indices + at);
                if (o->b->relative) NAME(make_relative)(o, p, o->indices + at);
            }
    }
    cache_release(c.best, bytes);
}

static cr_status NAME(max_boxes)(cr_tensor *output, cr_tensor *indices,
                                 const cr_tensor *input, const boxes *b)
{
    NAME(pooled) o = NAME(pooled_of)(b, input);
    o.from = first_of(input), o.to = first_of(output), o.indices = first_of(indices);
    parallel_for(o.planes, NAME(pooled_grain)(&o), NAME(max_planes), &o);
    REQUIRE(!atomic_load(&o.failed), CR_NO_MEMORY, "max_pool: no memory for a row");
    return CR_OK;
}

/* Which element of the plane the i-th window took: from 1; 0 is none, -1 a wrong one. */
static inline int64_t NAME(place_of)(const NAME(pooled) * o, int64_t plane, int64_t i)
{
    const side *s = o->b->sides;
    const int64_t *index = o->places + plane * o->windows + i;
    int64_t place = *index;
    if (o->b->relative && place) {
        int64_t row = place - 1, column = index[o->planes * o->windows] - 1;
        bool fits = row >= 0 && row < s[1].size && column >= 0 && column < s[2].size;
        row += s[1].first[i / s[2].count], column += s[2].first[i % s[2].count];
        fits = fits && row < s[1].size && column < s[2].size;
        place = fits ? row * s[2].size + column + 1 : -1;
    }
    return place >= 0 && place <= o->volume ? place : -1;
}

static void NAME(return_planes)(void *context, int64_t first, int64_t last)
{
    NAME(pooled) *o = context;
    for (int64_t plane = first; plane < last; plane++) {
        real *to = o->to + plane * o->volume;
        const real *from = o->from + plane * o->windows;
        memset(to, 0, o->volume * sizeof *to);
        for (int64_t i = 0; i < o->windows; i++) {
            int64_t place = NAME(place_of)(o, plane, i);
            if (place > 0) to[place - 1] = store(load(to[place - 1]) + load(from[i]));
            if (place < 0) o->bad = 1 + plane * o->windows + i;
        }
    }
}

static cr_status NAME(max_boxes_backward)(cr_tensor *grad_input,
                                          const cr_tensor *grad_output,
                                          const cr_tensor *indices, const boxes *b)
{
    NAME(pooled) o = NAME(pooled_of)(b, grad_input);
    o.from = first_of(grad_output), o.to = first_of(grad_input);
    o.places = first_of(indices);
    parallel_for(o.planes, NAME(pooled_grain)(&o), NAME(return_planes), &o);
    long long bad = atomic_load(&o.bad);
    REQUIRE(!bad, CR_BAD_ARGUMENT, "max_pool: index %lld lies outside of the input",
            (long long)o.places[bad ? bad - 1 : 0]);
    return CR_OK;
}

#else

cr_status CPU(max_boxes)(cr_tensor *output, cr_tensor *indices, const cr_tensor *input,
                         const boxes *b)
{
    static max_boxes_kernel *const by_dtype[] = {EACH_FLOAT(ENTRY, max_boxes)};
    return by_dtype[input->dtype](output, indices, input, b);
}

cr_status CPU(max_boxes_backward)(cr_tensor *grad_input, const cr_tensor *grad_output,
                                  const cr_tensor *indices, const boxes *b)
{
    static max_boxes_backward_kernel *const by_dtype[] = {
        EACH_FLOAT(ENTRY, max_boxes_backward)};
    return by_dtype[grad_output->dtype](grad_input, grad_output, indices, b);
}

#endif
