/* images.h - batches of images under sliding windows, for convolutions. Included once
 * per type. */
#include "vector.h"
#include "window.h"

/* Contiguous images with their padding, and the windows over them. */
typedef struct NAME(images) {
    const real *first;
    int64_t count, channels, height, width;
    int64_t down, across; /* windows: height and width of the output */
    window w;
} NAME(images);

static NAME(images) NAME(images_of)(const cr_tensor *tensor, const window *w)
{
    NAME(images)
    x = {.first = first_of(tensor),
         .count = tensor->sizes[0],
         .channels = tensor->sizes[1],
         .height = tensor->sizes[2],
         .width = tensor->sizes[3],
         .w = *w};
    const int64_t size[] = {x.height, x.width};
    int64_t windows[2];
    for (int d = 0; d < 2; d++)
        windows[d] = (size[d] + 2 * w->pad[d] - w->dilation[d] * (w->kernel[d] - 1) - 1) /
                         w->stride[d] +
                     1;
    x.down = windows[0], x.across = windows[1];
    return x;
}

/* Where element k = (channel, r, s) of a window lies, seen from the window's corner. */
static inline int64_t NAME(element_offset)(const NAME(images) * x, int64_t k)
{
    int64_t columns = x->w.kernel[1], rows = x->w.kernel[0];
    int64_t s = k % columns, r = k / columns % rows, channel = k / columns / rows;
    return (channel * x->height + r * x->w.dilation[0]) * x->width + s * x->w.dilation[1];
}

/* Where the corner of window j = (p, q) lies, seen from that of the image. */
static inline int64_t NAME(window_offset)(const NAME(images) * x, int64_t j)
{
    return j / x->across * x->w.stride[0] * x->width + j % x->across * x->w.stride[1];
}
