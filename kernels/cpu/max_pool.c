/* max_pool.c - the largest elements of sliding windows, and where they are. */
#define THIS_FILE "max_pool.c"
#define KERNELS "ops/kernels/pooling.def"
#include "each_float.h"
#include "window.h"
#include <float.h>
#include <stdatomic.h>
#include "plane.h"

#define IN_VECTORS_f32 1
#define IN_VECTORS_f64 1

#ifdef DTYPE

#if PASTE(IN_VECTORS, DTYPE)
#include "max_pool_row.h"
#endif

typedef struct NAME(pooling) {
    planes p;
    const real *input;
    real *output;
    int64_t *indices;
} NAME(pooling);

/* Windows first <= q < last of row p. */
static void NAME(pool_row)(const NAME(pooling) * o, const real *x, int64_t p,
                           int64_t first, int64_t last, real *y, int64_t *index)
{
    const window *w = o->p.w;
    span rows = span_of(w, 0, p, o->p.height);
    accum least = sizeof(accum) == 8 ? (accum)-DBL_MAX : (accum)-FLT_MAX;
    for (int64_t q = first; q < last; q++) {
        span columns = span_of(w, 1, q, o->p.width);
        accum best = least;
        int64_t place = -1;
        for (int64_t i = rows.first; i < rows.last; i++)
            for (int64_t j = columns.first; j < columns.last; j++) {
                accum value = load(x[i * o->p.width + j]);
                bool larger = value > best;
                best = larger ? value : best;
                place = larger ? i * o->p.width + j : place;
            }
        y[q] = store(best);
        index[q] = place + 1;
    }
}

/* Windows in vectors from `first` on, as many as lie on the image from left to right;
 * returns the number of the next window. */
static int64_t NAME(pool_inner)(const NAME(pooling) * o, const real *x, int64_t p,
                                int64_t first, real *y, int64_t *index)
{
#if PASTE(IN_VECTORS, DTYPE)
    const window *w = o->p.w;
    int64_t step = w->stride[1], columns = w->kernel[1], width = o->p.width;
    int64_t room = width + w->pad[1] - columns;
    int64_t last = room < 0 ? 0 : room / step + 1;
    bool fits = step <= 2 && o->p.height * width <= INT32_MAX / 2;
    if (last > o->p.across) last = o->p.across;
    real least = sizeof(real) == 8 ? (real)-DBL_MAX : (real)-FLT_MAX;
    span rows = span_of(w, 0, p, o->p.height);
    int64_t height = rows.last - rows.first;
    for (int64_t n; fits && first < last; first += n) {
        n = last - first < LANES ? last - first : LANES;
        int64_t corner = rows.first * width + first * step - w->pad[1];
#define POOL(rows, columns, step)                                                        \
    NAME(pool_lanes)                                                                     \
    (x, width, corner, rows, columns, step, (int)n, least, y + first, index + first)
        if (height == 2 && columns == 2 && step == 2)
            POOL(2, 2, 2);
        else if (height == 3 && columns == 3 && step == 2)
            POOL(3, 3, 2);
        else
            POOL(height, columns, step);
#undef POOL
    }
#else
    (void)o, (void)x, (void)p, (void)y, (void)index;
#endif
    return first;
}

/* Windows of 2 x 2, two apart, all of them on the image, from its element `corner` on.
 * Places are chosen by bits, for branches would be guessed wrong half of the time. */
static void NAME(pool_pairs)(const real *x, int64_t width, int64_t corner, int64_t n,
                             real *y, int64_t *index)
{
    const int64_t steps[] = {0, 1, width, width + 1};
    accum least = sizeof(accum) == 8 ? (accum)-DBL_MAX : (accum)-FLT_MAX;
    for (int64_t q = 0; q < n; q++, corner += 2) {
        accum best = least;
        int64_t place = -1;
#pragma GCC unroll 4
        for (int i = 0; i < 4; i++) {
            accum value = load(x[corner + steps[i]]);
            place ^= (place ^ (corner + steps[i])) & -(int64_t)(value > best);
            best = value > best ? value : best;
        }
        y[q] = store(best);
        index[q] = place + 1;
    }
}

static void NAME(pool_planes)(void *context, int64_t first, int64_t last)
{
    const NAME(pooling) *o = context;
    const planes *p = &o->p;
    bool pairs = planes_are_pairs(p) && p->across < 8; /* too few to fill vectors */
    for (int64_t plane = first; plane < last; plane++) {
        const real *x = o->input + plane * p->height * p->width;
        for (int64_t i = 0; i < p->down; i++) {
            int64_t at = (plane * p->down + i) * p->across;
            real *y = o->output + at;
            int64_t *index = o->indices + at;
            if (pairs) {
                NAME(pool_pairs)(x, p->width, 2 * i * p->width, p->across, y, index);
                continue;
            }
            int64_t inner = (p->w->pad[1] + p->w->stride[1] - 1) / p->w->stride[1];
            if (inner > p->across) inner = p->across;
            int64_t next = NAME(pool_inner)(o, x, i, inner, y, index);
            NAME(pool_row)(o, x, i, 0, inner, y, index);
            NAME(pool_row)(o, x, i, next, p->across, y, index);
        }
    }
}

static cr_status NAME(max_pool)(cr_tensor *output, cr_tensor *indices,
                                const cr_tensor *input, const window *w)
{
    NAME(pooling)
    o = {planes_of(input, output, w), first_of(input), first_of(output),
         first_of(indices)};
    parallel_for(o.p.count, planes_grain(&o.p), NAME(pool_planes), &o);
    return CR_OK;
}

typedef struct NAME(unpooling) {
    planes p;
    const real *grad_output;
    const int64_t *indices;
    real *grad_input;
    atomic_llong bad; /* an index that names no element */
} NAME(unpooling);

static void NAME(unpool_planes)(void *context, int64_t first, int64_t last)
{
    NAME(unpooling) *o = context;
    int64_t area = o->p.height * o->p.width, windows = o->p.down * o->p.across;
    for (int64_t plane = first; plane < last; plane++) {
        real *to = o->grad_input + plane * area;
        const real *from = o->grad_output + plane * windows;
        const int64_t *index = o->indices + plane * windows;
        memset(to, 0, area * sizeof *to);
        for (int64_t i = 0; i < windows; i++) {
            if (index[i] > 0 && index[i] <= area)
                to[index[i] - 1] = store(load(to[index[i] - 1]) + load(from[i]));
            else if (index[i])
                o->bad = index[i];
        }
    }
}

static cr_status NAME(max_pool_backward)(cr_tensor *grad_input,
                                         const cr_tensor *grad_output,
                                         const cr_tensor *indices)
{
    NAME(unpooling)
    o = {.p = planes_of(grad_input, grad_output, NULL),
         .grad_output = first_of(grad_output),
         .indices = first_of(indices),
         .grad_input = first_of(grad_input)};
    parallel_for(o.p.count, planes_grain(&o.p), NAME(unpool_planes), &o);
    long long bad = atomic_load(&o.bad);
    REQUIRE(!bad, CR_BAD_ARGUMENT, "max_pool: index %lld, expected 0 to %lld", bad,
            (long long)(o.p.height * o.p.width));
    return CR_OK;
}

#else

cr_status CPU(max_pool)(cr_tensor *output, cr_tensor *indices, const cr_tensor *input,
                        const window *w)
{
    static max_pool_kernel *const by_dtype[] = {EACH_FLOAT(ENTRY, max_pool)};
    return by_dtype[input->dtype](output, indices, input, w);
}

cr_status CPU(max_pool_backward)(cr_tensor *grad_input, const cr_tensor *grad_output,
                                 const cr_tensor *indices)
{
    static max_pool_backward_kernel *const by_dtype[] = {
        EACH_FLOAT(ENTRY, max_pool_backward)};
    return by_dtype[grad_output->dtype](grad_input, grad_output, indices);
}

#endif
