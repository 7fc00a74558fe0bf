/* convolve_depthwise.c - convolutions of each channel alone. A plane is arranged in the
 * first cache; its windows are numbered along its rows without a break, so that every tap
 * of a filter is one run of memory. Windows that stick out at the ends of rows have
 * gradient 0, so infinite inputs give NaN for weights that see them only there. */
#define KERNELS "ops/kernels/convolve.def"
#define THIS_FILE "convolve_depthwise.c"
#include "each_wide.h"
#include "cache.h"
#include "convolve.h"

#ifdef DTYPE

#include "arrange.h"

enum { NAME(BLOCK) = 4 * LANES /* windows at a time */ };

typedef struct NAME(planes) {
    images x;
    NAME(arranging) a;
    const cr_tensor *images;  /* inputs, or their gradients */
    const cr_tensor *windows; /* outputs, or their gradients */
    const real *weight, *bias;
    real *grad_weight, scale;
    int64_t each, taps, flat; /* outputs of a channel; windows of a plane, flat */
    int64_t *offset;
    bool failed;
} NAME(planes);

/* Scratch memory: an arranged plane, then flat windows; both end in a spare block. */
static int64_t NAME(plane_elements)(const NAME(planes) * p)
{
    return channel_area(&p->x) + NAME(BLOCK);
}

static real *NAME(scratch)(NAME(planes) * p, size_t *bytes)
{
    *bytes = (NAME(plane_elements)(p) + p->flat + NAME(BLOCK)) * sizeof(real);
    real *scratch = cache_allocate(*bytes);
    if (scratch)
        memset(scratch, 0, *bytes);
    else
        p->failed = true;
    return scratch;
}

/* Between the rows of a plane of windows and flat ones. */
static void NAME(spread_rows)(const images *x, const real *from, real *to)
{
    for (int64_t i = 0; i < x->down; i++, from += x->across, to += x->width)
        NAME(copy_row)(from, x->across, to, i < x->down - 1 ? x->width : x->across);
}

static void NAME(gather_rows)(const images *x, const real *from, real *to)
{
    for (int64_t i = 0; i < x->down; i++, from += x->width, to += x->across)
        NAME(copy_row)(from, x->across, to, x->across);
}

static void NAME(forward_planes)(void *context, int64_t first, int64_t last)
{
    NAME(planes) *p = context;
    size_t bytes;
    real *x = NAME(scratch)(p, &bytes), *y = x + NAME(plane_elements)(p);
    int64_t area = p->x.down * p->x.across;
    for (int64_t i = first; i < last && x; i++) {
        NAME(arrange_channel)(&p->a, i, x);
        for (int64_t k = i * p->each; k < (i + 1) * p->each; k++) {
            int64_t output = k % (p->x.channels * p->each);
            const real *weight = p->weight + output * p->taps;
            for (int64_t j = 0; j < p->flat; j += NAME(BLOCK)) {
                vec sum[4];
#pragma GCC unroll 4
                for (int v = 0; v < 4; v++)
                    sum[v] = vec_splat(p->bias ? p->bias[output] : 0);
                for (int64_t t = 0; t < p->taps; t++) {
                    const real *at = x + p->offset[t] + j;
                    vec w = vec_splat(weight[t]);
#pragma GCC unroll 4
                    for (int v = 0; v < 4; v++)
                        sum[v] = vec_fma(w, vec_load(at + v * LANES), sum[v]);
                }
#pragma GCC unroll 4
                for (int v = 0; v < 4; v++) vec_store(y + j + v * LANES, sum[v]);
            }
            NAME(gather_rows)(&p->x, y, (real *)first_of(p->windows) + k * area);
        }
    }
    cache_release(x, bytes);
}

/* The columns of one phase of a row back to their places. */
static void NAME(put_row)(const real *from, int64_t size, int64_t column, int64_t step,
                          real *to, int64_t width)
{
    int64_t j = column < 0 ? (step - 1 - column) / step : 0, at = column + j * step;
    if (step == 1) {
        int64_t n = width - at < size - j ? width - at : size - j;
        NAME(copy_row)(from + j, n, to + at, n);
    } else {
        for (; j < size && at < width; j++, at += step) to[at] = from[j];
    }
}

/* The columns of two phases in turn, at most `width` together. */
static void NAME(put_pairs)(const real *even, const real *odd, real *to, int64_t width)
{
    for (int64_t i = 0; i < width; i += 2 * LANES, even += LANES, odd += LANES) {
        int64_t left = width - i;
        vec x = vec_load_part(even, NAME(lanes_of)((left + 1) / 2));
        vec y = vec_load_part(odd, NAME(lanes_of)(left / 2));
        vec_store_part(to + i, vec_weave(x, y, 0), NAME(lanes_of)(left));
        vec_store_part(to + i + LANES, vec_weave(x, y, 1), NAME(lanes_of)(left - LANES));
    }
}

/* Put an arranged plane of gradients back where arrange_channel would take it. */
static void NAME(put_plane)(const NAME(planes) * p, const real *from, int64_t number)
{
    const NAME(arranging) *a = &p->a;
    int64_t height = p->images->sizes[2], width = p->images->sizes[3];
    int64_t plane = a->height * a->width, skip = a->left / 2, turned = a->left % 2;
    real *to = (real *)first_of(p->images) + number * height * width;
    bool pairs = a->step[1] == 2 && a->phases[1] == 2;
    int64_t have = 2 * (a->width - skip) - turned, n = have < width ? have : width;
    for (int64_t b = 0; b < a->phases[0]; b++) {
        int64_t row = b - a->above;
        for (int64_t i = 0; i < a->height; i++, row += a->step[0]) {
            const real *x = from + b * a->phases[1] * plane + i * a->width;
            if (row < 0 || row >= height) continue;
            if (pairs) NAME(put_pairs)
            (x + skip + turned * plane, x + skip + (turned ? 1 : plane), to + row * width,
             n);
            else for (int64_t c = 0; c < a->phases[1]; c++)
                NAME(put_row)(x + c * plane, a->width, c - a->left, a->step[1],
                              to + row * width, width);
        }
    }
}

static void NAME(backward_planes)(void *context, int64_t first, int64_t last)
{
    NAME(planes) *p = context;
    size_t bytes;
    real *dx = NAME(scratch)(p, &bytes), *dy = dx + NAME(plane_elements)(p);
    int64_t area = p->x.down * p->x.across, plane = p->images->sizes[2];
    plane *= p->images->sizes[3];
    for (int64_t i = first; i < last && dx; i++) {
        memset(dx, 0, NAME(plane_elements)(p) * sizeof *dx);
        for (int64_t k = i * p->each; k < (i + 1) * p->each; k++) {
            NAME(spread_rows)(&p->x, (const real *)first_of(p->windows) + k * area, dy);
            const real *weight = p->weight + k % (p->x.channels * p->each) * p->taps;
            for (int64_t t = 0; t < p->taps; t++) {
                real *at = dx + p->offset[t];
                vec w = vec_splat(weight[t]);
                for (int64_t j = 0; j < p->flat; j += LANES)
                    vec_store(at + j, vec_fma(w, vec_load(dy + j), vec_load(at + j)));
            }
        }
        memset((real *)first_of(p->images) + i * plane, 0, plane * sizeof *dx);
        NAME(put_plane)(p, dx, i);
    }
    cache_release(dx, bytes);
}

/* The sum of x[j] dy[j]; both have zeros or spare elements beyond `flat`. */
static real NAME(dot_run)(const real *x, const real *dy, int64_t flat)
{
    vec sum[4] = {{0}};
    int64_t j = 0;
    for (; j + NAME(BLOCK) <= flat; j += NAME(BLOCK))
#pragma GCC unroll 4
        for (int v = 0; v < 4; v++)
            sum[v] = vec_fma(vec_load(x + j + v * LANES), vec_load(dy + j + v * LANES),
                             sum[v]);
    for (; j < flat; j += LANES) {
        int n = flat - j < LANES ? (int)(flat - j) : LANES;
        sum[0] = vec_fma(vec_load_part(x + j, n), vec_load_part(dy + j, n), sum[0]);
    }
    sum[0] = (sum[0] + sum[1]) + (sum[2] + sum[3]);
    real total = 0;
    for (int l = 0; l < LANES; l++) total += sum[0][l];
    return total;
}

/* All images of some channels, in order. */
static void NAME(weight_channels)(void *context, int64_t first, int64_t last)
{
    NAME(planes) *p = context;
    size_t bytes;
    real *x = NAME(scratch)(p, &bytes), *dy = x + NAME(plane_elements)(p);
    int64_t area = p->x.down * p->x.across;
    for (int64_t c = first; c < last && x; c++)
        for (int64_t n = 0; n < p->x.count; n++) {
            int64_t number = n * p->x.channels + c;
            NAME(arrange_channel)(&p->a, number, x);
            for (int64_t k = 0; k < p->each; k++) {
                const real *from = first_of(p->windows);
                real *to = p->grad_weight + (c * p->each + k) * p->taps;
                NAME(spread_rows)(&p->x, from + (number * p->each + k) * area, dy);
                for (int64_t t = 0; t < p->taps; t++)
                    to[t] += p->scale * NAME(dot_run)(x + p->offset[t], dy, p->flat);
            }
        }
    cache_release(x, bytes);
}

static cr_status NAME(run)(NAME(planes) * p, const window *w, int64_t count,
                           range_function *work)
{
    p->a = NAME(under_windows)(&p->x, p->images, w);
    p->taps = w->kernel[0] * w->kernel[1];
    p->flat = (p->x.down - 1) * p->x.width + p->x.across;
    p->offset = cache_allocate(p->taps * sizeof *p->offset);
    p->failed = !p->offset;
    if (!p->failed) {
        for (int64_t t = 0; t < p->taps; t++) p->offset[t] = element_offset(&p->x, t);
        parallel_for(count, 1 + 16384 / (1 + p->flat), work, p);
    }
    cache_release(p->offset, p->taps * sizeof *p->offset);
    REQUIRE(!p->failed, CR_NO_MEMORY, "convolve: no memory for a plane of %lldx%lld",
            (long long)p->x.height, (long long)p->x.width);
    return CR_OK;
}

cr_status CPU(NAME(convolve_depthwise))(cr_tensor *output, const cr_tensor *input,
                                        const cr_tensor *weight, const cr_tensor *bias,
                                        const window *w)
{
    NAME(planes)
    p = {.images = input,
         .windows = output,
         .weight = first_of(weight),
         .bias = bias ? first_of(bias) : NULL,
         .each = weight->sizes[0] / w->groups};
    return NAME(run)(&p, w, input->sizes[0] * input->sizes[1], NAME(forward_planes));
}

cr_status CPU(NAME(convolve_depthwise_backward_input))(cr_tensor *grad_input,
                                                       const cr_tensor *grad_output,
                                                       const cr_tensor *weight,
                                                       const window *w)
{
    NAME(planes)
    p = {.images = grad_input,
         .windows = grad_output,
         .weight = first_of(weight),
         .each = weight->sizes[0] / w->groups};
    return NAME(run)(&p, w, grad_input->sizes[0] * grad_input->sizes[1],
                     NAME(backward_planes));
}

cr_status CPU(NAME(convolve_depthwise_backward_weight))(cr_tensor *grad_weight,
                                                        const cr_tensor *input,
                                                        const cr_tensor *grad_output,
                                                        double scale, const window *w)
{
    NAME(planes)
    p = {.images = input,
         .windows = grad_output,
         .grad_weight = first_of(grad_weight),
         .scale = (real)scale,
         .each = grad_weight->sizes[0] / w->groups};
    return NAME(run)(&p, w, input->sizes[1], NAME(weight_channels));
}

#endif
