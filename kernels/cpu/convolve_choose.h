/* convolve_choose.h - which algorithm convolves: by shape and CPU level alone, so that
 * results do not depend on threads or on timing. */
#pragma once
#include "cresset/tensor.h"
#include "window.h"
#include "winograd.h"

/* Filters of 3 x 3 and stride 1, and channels enough to fill vectors. */
static inline bool suits_tiles(const window *w, const winograd *t)
{
    for (int d = 0; d < 2; d++)
        if (w->kernel[d] != 3 || w->stride[d] != 1 || w->dilation[d] != 1) return false;
    return !w->exact && w->groups == 1 && t->channels >= 16 && t->outputs >= 16 &&
           t->down >= 2 && t->across >= 2;
}

/* For gradients of weights, which are transformed back once for all tiles: as many tiles
 * as pay for that. */
static inline bool suits_tiles_weight(const window *w, const winograd *t)
{
    return suits_tiles(w, t) &&
           t->images * pieces_of(t->down, TILE) * pieces_of(t->across, TILE) >= 8;
}

/* Gradients of inputs by adding those of windows: where channels are too few to fill a
 * tile, or most taps of a gradient's windows would lie outside. */
static inline bool suits_spread(const window *w, const cr_tensor *grad_input,
                                const cr_tensor *grad_output)
{
    const int64_t *dx = grad_input->sizes, *dy = grad_output->sizes;
    double taps = (double)dx[2] * dx[3] / (w->stride[0] * w->stride[1]);
    bool single = w->kernel[0] * w->kernel[1] == 1;
    return !single && (dx[1] / w->groups < 8 || taps > 1.25 * dy[2] * dy[3]);
}

/* Groups of one channel with few outputs each. */
static inline bool suits_depthwise(const window *w, const cr_tensor *weight)
{
    return w->groups > 1 && weight->sizes[1] == 1 && weight->sizes[0] <= 4 * w->groups;
}
