/* plane.h - one channel of one image under pooling windows. */
#pragma once
#include "kernel.h"

typedef struct planes {
    const window *w;
    int64_t count, height, width, down, across; /* images; windows */
} planes;

static inline planes planes_of(const cr_tensor *images, const cr_tensor *windows,
                               const window *w)
{
    return (planes){.w = w,
                    .count = images->sizes[0] * images->sizes[1],
                    .height = images->sizes[2],
                    .width = images->sizes[3],
                    .down = windows->sizes[2],
                    .across = windows->sizes[3]};
}

/* How many planes make a piece of shared work. */
static inline int64_t planes_grain(const planes *p)
{
    return 1 + 32768 / (p->height * p->width + p->down * p->across);
}

/* first <= i < last: the part of window `number` that lies on the image; `counted`
 * becomes the size of the window with its padding. */
typedef struct span {
    int64_t first, last, counted;
} span;

static inline span span_of(const window *w, int d, int64_t number, int64_t size)
{
    int64_t first = number * w->stride[d] - w->pad[d], last = first + w->kernel[d];
    if (last > size + w->pad[d]) last = size + w->pad[d];
    int64_t counted = last - first;
    return (span){first < 0 ? 0 : first, last > size ? size : last, counted};
}

/* Whether all windows are of 2 x 2, two apart, and on the image. */
static inline bool planes_are_pairs(const planes *p)
{
    for (int d = 0; d < 2; d++)
        if (p->w->kernel[d] != 2 || p->w->stride[d] != 2 || p->w->pad[d]) return false;
    return 2 * p->down <= p->height && 2 * p->across <= p->width;
}
