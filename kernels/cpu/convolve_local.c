/* convolve_local.c - convolution with a kernel of its own at every place: each weight is
 * read once for all images. */
#define THIS_FILE "convolve_local.c"
#define KERNELS "ops/kernels/convolve_local.def"
#include "each_wide.h"
#include <stdatomic.h>
#include "cache.h"
#include "convolve_local.h"

#ifdef DTYPE

#include "vector.h"

enum {
    NAME(LOCAL_IMAGES) = 8, /* images whose gradients are made together */
    NAME(LOCAL_PARTS) = 8,  /* parts of the channels, for threads to share an image */
};

typedef struct NAME(local) {
    const window *w;
    int64_t images, channels, height, width, outputs, down, across;
    int64_t depth, row; /* elements of a window; the same in whole vectors */
    int64_t part;       /* channels of a part */
    const real *x, *weight, *bias, *dy;
    real *y, *dx, *grad_weight, *grad_bias, scale;
    atomic_bool failed;
} NAME(local);

static NAME(local)
    NAME(local_of)(const cr_tensor *images, const cr_tensor *weight, const window *w)
{
    NAME(local)
    o = {.w = w,
         .images = images->sizes[0],
         .channels = images->sizes[1],
         .height = images->sizes[2],
         .width = images->sizes[3],
         .outputs = weight->sizes[2],
         .down = weight->sizes[0],
         .across = weight->sizes[1],
         .weight = first_of(weight)};
    o.depth = o.channels * w->kernel[0] * w->kernel[1];
    o.row = (o.depth + LANES - 1) / LANES * LANES;
    o.part = (o.channels + NAME(LOCAL_PARTS) - 1) / NAME(LOCAL_PARTS);
    return o;
}

/* Which elements of a window lie on the image: rows and columns first <= i < last. */
typedef struct NAME(corner) {
    int64_t top, left, first[2], last[2];
} NAME(corner);

static NAME(corner) NAME(corner_of)(const NAME(local) * o, int64_t place)
{
    const window *w = o->w;
    const int64_t at[] = {place / o->across * w->stride[0] - w->pad[0],
                          place % o->across * w->stride[1] - w->pad[1]};
    const int64_t size[] = {o->height, o->width};
    NAME(corner) c = {.top = at[0], .left = at[1]};
    for (int d = 0; d < 2; d++) {
        c.first[d] = at[d] < 0 ? -at[d] : 0;
        int64_t left = size[d] - at[d];
        c.last[d] = left < w->kernel[d] ? left : w->kernel[d];
        if (c.last[d] < c.first[d]) c.last[d] = c.first[d];
    }
    return c;
}

/* The elements of one window of all images, 0 where it leaves them: images x row. */
static void NAME(gather)(const NAME(local) * o, int64_t place, real *to)
{
    NAME(corner) c = NAME(corner_of)(o, place);
    int64_t kernel_w = o->w->kernel[1], area = o->w->kernel[0] * kernel_w;
    memset(to, 0, o->images * o->row * sizeof *to);
    for (int64_t n = 0; n < o->images; n++, to += o->row)
        for (int64_t k = 0; k < o->channels; k++) {
            const real *x = o->x + (n * o->channels + k) * o->height * o->width +
                            c.top * o->width + c.left;
            for (int64_t i = c.first[0]; i < c.last[0]; i++)
                for (int64_t j = c.first[1]; j < c.last[1]; j++)
                    to[k * area + i * kernel_w + j] = x[i * o->width + j];
        }
}

/* a has n elements, b as many in whole vectors, the last of them 0. */
static inline real NAME(dot)(const real *a, const real *b, int64_t n)
{
    vec sum = {0}, other = {0};
    int64_t i = 0;
    for (; i + 2 * LANES <= n; i += 2 * LANES) {
        sum = vec_fma(vec_load(a + i), vec_load(b + i), sum);
        other = vec_fma(vec_load(a + i + LANES), vec_load(b + i + LANES), other);
    }
    for (; i < n; i += LANES) {
        int left = n - i < LANES ? (int)(n - i) : LANES;
        sum = vec_fma(vec_load_part(a + i, left), vec_load(b + i), sum);
    }
    sum += other;
    real total = 0;
    for (int l = 0; l < LANES; l++) total += sum[l];
    return total;
}

/* y[i] += factor * x[i]. */
static inline void NAME(add_scaled)(real factor, const real *x, int64_t n, real *y)
{
    vec by = vec_splat(factor);
    for (int64_t i = 0; i < n; i += LANES) {
        int left = n - i < LANES ? (int)(n - i) : LANES;
        vec sum = vec_fma(by, vec_load_part(x + i, left), vec_load_part(y + i, left));
        vec_store_part(y + i, sum, left);
    }
}

static void NAME(local_places)(void *context, int64_t first, int64_t last)
{
    NAME(local) *o = context;
    size_t bytes = o->images * o->row * sizeof(real);
    real *windows = cache_allocate(bytes);
    if (!windows) o->failed = true;
    int64_t places = o->down * o->across;
    for (int64_t place = first; place < last && windows; place++) {
        NAME(gather)(o, place, windows);
        for (int64_t k = 0; k < o->outputs; k++) {
            int64_t weight = (place * o->outputs + k) * o->depth;
            for (int64_t n = 0; n < o->images; n++) {
                int64_t at = (n * o->outputs + k) * places + place;
                const real *x = windows + n * o->row;
                if (o->y) {
                    o->y[at] = o->bias[k * places + place] +
                               NAME(dot)(o->weight + weight, x, o->depth);
                } else {
                    real factor = o->scale * o->dy[at];
                    o->grad_bias[k * places + place] += factor;
                    NAME(add_scaled)(factor, x, o->depth, o->grad_weight + weight);
                }
            }
        }
    }
    cache_release(windows, bytes);
}

static cr_status NAME(run_places)(NAME(local) * o)
{
    int64_t work = o->images * o->depth * (1 + o->outputs);
    parallel_for(o->down * o->across, 1 + 65536 / work, NAME(local_places), o);
    REQUIRE(!atomic_load(&o->failed), CR_NO_MEMORY,
            "convolve_local: no memory for the windows");
    return CR_OK;
}

cr_status CPU(NAME(convolve_local))(cr_tensor *output, const cr_tensor *input,
                                    const cr_tensor *weight, const cr_tensor *bias,
                                    const window *w)
{
    NAME(local) o = NAME(local_of)(input, weight, w);
    o.x = first_of(input), o.bias = first_of(bias), o.y = first_of(output);
    return NAME(run_places)(&o);
}

cr_status CPU(NAME(convolve_local_backward_weight))(cr_tensor *grad_weight,
                                                    cr_tensor *grad_bias,
                                                    const cr_tensor *input,
                                                    const cr_tensor *grad_output,
                                                    double scale, const window *w)
{
    NAME(local) o = NAME(local_of)(input, grad_weight, w);
    o.x = first_of(input), o.dy = first_of(grad_output), o.scale = (real)scale;
    o.grad_weight = first_of(grad_weight), o.grad_bias = first_of(grad_bias);
    return NAME(run_places)(&o);
}

/* Add the gradients of one window's channels to the image they come from. */
static void NAME(scatter)(const NAME(local) * o, int64_t place, const real *from,
                          int64_t channels, real *dx)
{
    NAME(corner) c = NAME(corner_of)(o, place);
    int64_t kernel_w = o->w->kernel[1], area = o->w->kernel[0] * kernel_w;
    for (int64_t k = 0; k < channels; k++, dx += o->height * o->width, from += area)
        for (int64_t i = c.first[0]; i < c.last[0]; i++)
            for (int64_t j = c.first[1]; j < c.last[1]; j++)
                dx[(c.top + i) * o->width + c.left + j] += from[i * kernel_w + j];
}

/* Some channels of some images. */
static void NAME(local_piece)(const NAME(local) * o, int64_t n, int64_t images,
                              int64_t channel, int64_t channels, real *windows)
{
    int64_t plane = o->height * o->width, places = o->down * o->across;
    int64_t area = o->w->kernel[0] * o->w->kernel[1], depth = channels * area;
    for (int64_t i = 0; i < images; i++)
        memset(o->dx + ((n + i) * o->channels + channel) * plane, 0,
               channels * plane * sizeof(real));
    for (int64_t place = 0; place < places; place++) {
        memset(windows, 0, images * depth * sizeof *windows);
        for (int64_t k = 0; k < o->outputs; k++) {
            const real *weight =
                o->weight + (place * o->outputs + k) * o->depth + channel * area;
            for (int64_t i = 0; i < images; i++) NAME(add_scaled)
            (o->dy[((n + i) * o->outputs + k) * places + place], weight, depth,
             windows + i * depth);
        }
        for (int64_t i = 0; i < images; i++) NAME(scatter)
        (o, place, windows + i * depth, channels,
         o->dx + ((n + i) * o->channels + channel) * plane);
    }
}

static void NAME(local_pieces)(void *context, int64_t first, int64_t last)
{
    NAME(local) *o = context;
    int64_t parts = (o->channels + o->part - 1) / o->part;
    size_t bytes = NAME(LOCAL_IMAGES) * o->row * sizeof(real);
    real *windows = cache_allocate(bytes);
    if (!windows) o->failed = true;
    for (int64_t i = first; i < last && windows; i++) {
        int64_t n = i / parts * NAME(LOCAL_IMAGES), channel = i % parts * o->part;
        int64_t images = o->images - n, channels = o->channels - channel;
        if (images > NAME(LOCAL_IMAGES)) images = NAME(LOCAL_IMAGES);
        if (channels > o->part) channels = o->part;
        NAME(local_piece)(o, n, images, channel, channels, windows);
    }
    cache_release(windows, bytes);
}

cr_status CPU(NAME(convolve_local_backward_input))(cr_tensor *grad_input,
                                                   const cr_tensor *grad_output,
                                                   const cr_tensor *weight,
                                                   const window *w)
{
    NAME(local) o = NAME(local_of)(grad_input, weight, w);
    o.dy = first_of(grad_output), o.dx = first_of(grad_input);
    int64_t parts = (o.channels + o.part - 1) / o.part;
    int64_t groups = (o.images + NAME(LOCAL_IMAGES) - 1) / NAME(LOCAL_IMAGES);
    parallel_for(parts * groups, 1, NAME(local_pieces), &o);
    REQUIRE(!atomic_load(&o.failed), CR_NO_MEMORY,
            "convolve_local: no memory for the windows");
    return CR_OK;
}

#endif
