/* average_pool.c - the means of sliding windows. */
#define THIS_FILE "average_pool.c"
#define KERNELS "ops/kernels/pooling.def"
#include "each_float.h"
#include "window.h"
#include "plane.h"

#ifdef DTYPE

typedef struct NAME(averaging) {
    planes p;
    const real *from;
    real *to;
} NAME(averaging);

static inline accum NAME(divisor)(const window *w, const span *rows, const span *columns)
{
    return w->count_padding
               ? (accum)(rows->counted * columns->counted)
               : (accum)((rows->last - rows->first) * (columns->last - columns->first));
}

/* Windows of 2 x 2, two apart, all of them on the image. */
static void NAME(average_pairs)(const real *x, int64_t width, int64_t n, real *y)
{
    for (int64_t q = 0; q < n; q++) {
        accum above = load(x[2 * q]) + load(x[2 * q + 1]);
        accum below = load(x[width + 2 * q]) + load(x[width + 2 * q + 1]);
        y[q] = store((above + below) / 4);
    }
}

static void NAME(average_row)(const NAME(averaging) * o, const real *x, int64_t p,
                              real *y)
{
    const window *w = o->p.w;
    span rows = span_of(w, 0, p, o->p.height);
    for (int64_t q = 0; q < o->p.across; q++) {
        span columns = span_of(w, 1, q, o->p.width);
        accum sum = 0;
        for (int64_t i = rows.first; i < rows.last; i++)
            for (int64_t j = columns.first; j < columns.last; j++)
                sum += load(x[i * o->p.width + j]);
        y[q] = store(sum / NAME(divisor)(w, &rows, &columns));
    }
}

static void NAME(average_planes)(void *context, int64_t first, int64_t last)
{
    const NAME(averaging) *o = context;
    const planes *p = &o->p;
    bool pairs = planes_are_pairs(p);
    for (int64_t plane = first; plane < last; plane++) {
        const real *x = o->from + plane * p->height * p->width;
        real *y = o->to + plane * p->down * p->across;
        for (int64_t i = 0; i < p->down; i++, y += p->across)
            if (pairs)
                NAME(average_pairs)(x + 2 * i * p->width, p->width, p->across, y);
            else
                NAME(average_row)(o, x, i, y);
    }
}

static cr_status NAME(average_pool)(cr_tensor *output, const cr_tensor *input,
                                    const window *w)
{
    NAME(averaging) o = {planes_of(input, output, w), first_of(input), first_of(output)};
    parallel_for(o.p.count, planes_grain(&o.p), NAME(average_planes), &o);
    return CR_OK;
}

static void NAME(spread_pairs)(const real *dy, int64_t width, int64_t n, real *dx)
{
    for (int64_t q = 0; q < n; q++) {
        real share = store(load(dy[q]) / 4);
        dx[2 * q] = dx[2 * q + 1] = dx[width + 2 * q] = dx[width + 2 * q + 1] = share;
    }
}

static void NAME(spread_row)(const NAME(averaging) * o, const real *dy, int64_t p,
                             real *dx)
{
    const window *w = o->p.w;
    span rows = span_of(w, 0, p, o->p.height);
    for (int64_t q = 0; q < o->p.across; q++) {
        span columns = span_of(w, 1, q, o->p.width);
        accum share = load(dy[q]) / NAME(divisor)(w, &rows, &columns);
        for (int64_t i = rows.first; i < rows.last; i++)
            for (int64_t j = columns.first; j < columns.last; j++) {
                real *at = dx + i * o->p.width + j;
                *at = store(load(*at) + share);
            }
    }
}

static void NAME(spread_planes)(void *context, int64_t first, int64_t last)
{
    const NAME(averaging) *o = context;
    const planes *p = &o->p;
    bool pairs = planes_are_pairs(p);
    for (int64_t plane = first; plane < last; plane++) {
        real *dx = o->to + plane * p->height * p->width;
        const real *dy = o->from + plane * p->down * p->across;
        if (!pairs || 2 * p->down < p->height || 2 * p->across < p->width)
            memset(dx, 0, p->height * p->width * sizeof *dx);
        for (int64_t i = 0; i < p->down; i++, dy += p->across)
            if (pairs)
                NAME(spread_pairs)(dy, p->width, p->across, dx + 2 * i * p->width);
            else
                NAME(spread_row)(o, dy, i, dx);
    }
}

static cr_status NAME(average_pool_backward)(cr_tensor *grad_input,
                                             const cr_tensor *grad_output,
                                             const window *w)
{
    NAME(averaging)
    o = {planes_of(grad_input, grad_output, w), first_of(grad_output),
         first_of(grad_input)};
    parallel_for(o.p.count, planes_grain(&o.p), NAME(spread_planes), &o);
    return CR_OK;
}

#else

cr_status CPU(average_pool)(cr_tensor *output, const cr_tensor *input, const window *w)
{
    static average_pool_kernel *const by_dtype[] = {EACH_FLOAT(ENTRY, average_pool)};
    return by_dtype[input->dtype](output, input, w);
}

cr_status CPU(average_pool_backward)(cr_tensor *grad_input, const cr_tensor *grad_output,
                                     const window *w)
{
    static average_pool_backward_kernel *const by_dtype[] = {
        EACH_FLOAT(ENTRY, average_pool_backward)};
    return by_dtype[grad_output->dtype](grad_input, grad_output, w);
}

#endif
