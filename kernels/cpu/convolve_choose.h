/* convolve_choose.h - which algorithm convolves: by shape and CPU level alone, so that
 * results do not depend on threads or on timing. */
#pragma once
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
