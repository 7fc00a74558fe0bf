/* average_boxes.c - the means of boxes of volumes. */
#define THIS_FILE "average_boxes.c"
#include "boxes.h"
#define KERNELS "ops/kernels/boxes.def"
#include "each_float.h"

#ifdef DTYPE

#include "box_plane.h"

/* Calls use for every row of the volume that the boxes of row (t, p) cover. */
#define EACH_BOX_ROW(type, use)                                                          \
    for (int64_t i = s[0].first[t]; i < s[0].last[t]; i++)                               \
        for (int64_t j = s[1].first[p]; j < s[1].last[p]; j++) {                         \
            type *row = x + (i * s[1].size + j) * width;                                 \
            _Pragma("GCC ivdep") for (int64_t k = 0; k < width; k++) use;                \
        }

static inline accum NAME(divisor)(const side *s, int64_t t, int64_t p, int64_t q)
{
    return (accum)s[0].counted[t] * (accum)s[1].counted[p] * (accum)s[2].counted[q];
}

static void NAME(average_row)(const NAME(pooled) * o, const real *x, int64_t t, int64_t p,
                              accum *sums, real *y)
{
    const side *s = o->b->sides;
    int64_t width = s[2].size;
    memset(sums, 0, width * sizeof *sums);
    EACH_BOX_ROW(const real, sums[k] += load(row[k]))
    for (int64_t q = 0; q < s[2].count; q++) {
        accum sum = 0;
        for (int64_t k = s[2].first[q]; k < s[2].last[q]; k++) sum += sums[k];
        y[q] = store(sum / NAME(divisor)(s, t, p, q));
    }
}

static void NAME(spread_row)(const NAME(pooled) * o, real *x, int64_t t, int64_t p,
                             accum *sums, const real *dy)
{
    const side *s = o->b->sides;
    int64_t width = s[2].size;
    memset(sums, 0, width * sizeof *sums);
    for (int64_t q = 0; q < s[2].count; q++) {
        accum share = load(dy[q]) / NAME(divisor)(s, t, p, q);
        for (int64_t k = s[2].first[q]; k < s[2].last[q]; k++) sums[k] += share;
    }
    EACH_BOX_ROW(real, row[k] = store(load(row[k]) + sums[k]))
}

static cr_status NAME(run)(NAME(pooled) * o, range_function *planes)
{
    parallel_for(o->planes, NAME(pooled_grain)(o), planes, o);
    REQUIRE(!atomic_load(&o->failed), CR_NO_MEMORY, "average_pool: no memory for a row");
    return CR_OK;
}

static void NAME(average_planes)(void *context, int64_t first, int64_t last)
{
    NAME(pooled) *o = context;
    const side *s = o->b->sides;
    size_t bytes = s[2].size * sizeof(accum);
    accum *sums = cache_allocate(bytes);
    if (!sums) o->failed = true;
    for (int64_t plane = first; plane < last && sums; plane++) {
        real *y = o->to + plane * o->windows;
        for (int64_t t = 0; t < s[0].count; t++)
            for (int64_t p = 0; p < s[1].count; p++, y += s[2].count)
                NAME(average_row)(o, o->from + plane * o->volume, t, p, sums, y);
    }
    cache_release(sums, bytes);
}

static cr_status NAME(average_boxes)(cr_tensor *output, const cr_tensor *input,
                                     const boxes *b)
{
    NAME(pooled) o = NAME(pooled_of)(b, input);
    o.from = first_of(input), o.to = first_of(output);
    return NAME(run)(&o, NAME(average_planes));
}

static void NAME(spread_planes)(void *context, int64_t first, int64_t last)
{
    NAME(pooled) *o = context;
    const side *s = o->b->sides;
    size_t bytes = s[2].size * sizeof(accum);
    accum *sums = cache_allocate(bytes);
    if (!sums) o->failed = true;
    for (int64_t plane = first; plane < last && sums; plane++) {
        const real *dy = o->from + plane * o->windows;
        real *dx = o->to + plane * o->volume;
        memset(dx, 0, o->volume * sizeof *dx);
        for (int64_t t = 0; t < s[0].count; t++)
            for (int64_t p = 0; p < s[1].count; p++, dy += s[2].count)
                NAME(spread_row)(o, dx, t, p, sums, dy);
    }
    cache_release(sums, bytes);
}

static cr_status NAME(average_boxes_backward)(cr_tensor *grad_input,
                                              const cr_tensor *grad_output,
                                              const boxes *b)
{
    NAME(pooled) o = NAME(pooled_of)(b, grad_input);
    o.from = first_of(grad_output), o.to = first_of(grad_input);
    return NAME(run)(&o, NAME(spread_planes));
}

#else

cr_status CPU(average_boxes)(cr_tensor *output, const cr_tensor *input, const boxes *b)
{
    static average_boxes_kernel *const by_dtype[] = {EACH_FLOAT(ENTRY, average_boxes)};
    return by_dtype[input->dtype](output, input, b);
}

cr_status CPU(average_boxes_backward)(cr_tensor *grad_input, const cr_tensor *grad_output,
                                      const boxes *b)
{
    static average_boxes_backward_kernel *const by_dtype[] = {
        EACH_FLOAT(ENTRY, average_boxes_backward)};
    return by_dtype[grad_output->dtype](grad_input, grad_output, b);
}

#endif
