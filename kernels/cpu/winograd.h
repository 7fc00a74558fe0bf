/* winograd.h - convolutions of 3 x 3 and stride 1 by Winograd's minimal filtering, for
 * f32: the 4 x 4 outputs of a tile take 36 products, its points, instead of 144.
 *
 * Tiles of all images lie in patches, rectangles of tiles of one image; a block of
 * patches is transformed, multiplied and transformed back while it is in a cache.
 * Layouts with channels in lanes exist in scratch memory only. */
#pragma once
#include "kernel.h"

enum { TILE = 4, SIDE = TILE + 2, POINTS = SIDE * SIDE };

/* One direction: from `channels` of height x width to `outputs` of down x across. */
typedef struct winograd {
    int64_t images, channels, height, width, outputs, down, across;
    int64_t above, left;                  /* zeros around the input; below 0 it is cut */
    int64_t tiles_down, tiles_across;     /* of an image */
    int64_t patch_down, patch_across;     /* tiles of a patch; the last ones have fewer */
    int64_t patches_down, patches_across; /* of an image */
} winograd;

/* A rectangle of tiles, and how many tiles of all images lie before it. */
typedef struct patch {
    int64_t image, y, x, down, across, before;
} patch;

/* Numbers of all points of some tiles: [point][piece][channel / LANES][tile of the
 * piece][LANES], where `point` is the distance between points, in elements. */
typedef struct points {
    float *first;
    int64_t point, piece, blocks;
} points;

static inline int64_t pieces_of(int64_t size, int64_t most)
{
    return (size + most - 1) / most;
}

/* The longest piece when size is cut into equal pieces of at most `most`. */
static inline int64_t piece_of(int64_t size, int64_t most)
{
    return pieces_of(size, pieces_of(size, most));
}

/* An odd number of lines, so that points lie in different sets of the cache. */
static inline int64_t spaced(int64_t elements)
{
    return (elements / 16 | 1) * 16 + 16;
}

static inline int64_t winograd_patches(const winograd *w)
{
    return w->images * w->patches_down * w->patches_across;
}

/* Where the points of so many channels and tiles lie, in pieces. */
points CPU(winograd_layout)(float *first, int64_t channels, int64_t tiles, int64_t piece);

/* Tiles of the patches before this one. */
int64_t CPU(winograd_before)(const winograd *w, int64_t patch);

/* Tiles and patches of about `most` tiles, for sizes that are set already. */
void CPU(winograd_cut)(winograd *w, int64_t most);

/* Elements of scratch memory that the transforms of a patch need. */
int64_t CPU(winograd_scratch)(const winograd *w);

/* The points of one patch's inputs: channels of its image, tiles from `tile` on. */
void CPU(winograd_input)(const winograd *w, int64_t patch, const float *images,
                         const points *to, int64_t tile, float *scratch);

/* The points of gradients of its outputs. */
void CPU(winograd_gradient)(const winograd *w, int64_t patch, const float *images,
                            const points *to, int64_t tile, float *scratch);

/* Its outputs of `count` channels from `first` on, a multiple of LANES, from points
 * whose block 0 is that of `first`; bias may be NULL. */
void CPU(winograd_output)(const winograd *w, int64_t patch, const points *from,
                          int64_t tile, const float *bias, int64_t first, int64_t count,
                          float *images, float *scratch);

/* Where filters of 3 x 3 lie: steps between the channels that become lanes and between
 * those that are summed over; `turned` by half a turn. */
typedef struct filters {
    const float *weight;
    int64_t lane, depth;
    bool turned;
} filters;

/* The points of the filters of two vectors of output channels, from `first` on:
 * to[point][channel][2 LANES], `point` elements between points. */
void CPU(winograd_filters)(const winograd *w, const filters *f, int64_t first, float *to,
                           int64_t point);

/* Tiles of a piece of so many tiles. */
int64_t CPU(winograd_piece)(int64_t tiles);

/* outputs = filters x inputs at each point, for `count` output channels. Filters lie in
 * pairs of vectors, `pair` elements apart. */
void CPU(winograd_product)(const winograd *w, int64_t tiles, const points *inputs,
                           const float *filters, int64_t point, int64_t pair,
                           int64_t count, const points *outputs);

/* A convolution by tiles. */
cr_status CPU(winograd)(winograd *w, const filters *f, const float *images,
                        const float *bias, float *outputs);

/* grad_weight += scale * the gradient of the filters; gradients are those of outputs. */
cr_status CPU(winograd_weight)(winograd *w, const float *images, const float *gradients,
                               float scale, float *grad_weight);
