/* images.h - batches of images under sliding windows, for convolutions.
 *
 * Images are arranged so that windows next to each other begin at neighbours in memory:
 * with steps of more than 1, rows and columns are sorted by what is left of their number
 * divided by the step, their phase, and each pair of phases is a plane of its own. */
#pragma once
#include "kernel.h"
#include "window.h"

typedef struct images {
    const void *first;
    int64_t count, channels, height, width; /* images; of a plane */
    int64_t down, across;                   /* windows: height and width of the output */
    int64_t phases[2];                      /* planes of a channel */
    int64_t kernel[2], dilation[2];
} images;

/* Elements of one channel, of all its planes. */
static inline int64_t channel_area(const images *x)
{
    return x->phases[0] * x->phases[1] * x->height * x->width;
}

/* Where element k = (channel, r, s) of a window lies, seen from the window's corner. */
static inline int64_t element_offset(const images *x, int64_t k)
{
    int64_t s = k % x->kernel[1] * x->dilation[1];
    int64_t r = k / x->kernel[1] % x->kernel[0] * x->dilation[0];
    int64_t channel = k / x->kernel[1] / x->kernel[0];
    int64_t plane = (channel * x->phases[0] + r % x->phases[0]) * x->phases[1];
    plane += s % x->phases[1];
    return (plane * x->height + r / x->phases[0]) * x->width + s / x->phases[1];
}

/* Where the corner of window j = (p, q) lies, seen from that of the image. */
static inline int64_t window_offset(const images *x, int64_t j)
{
    return j / x->across * x->width + j % x->across;
}
