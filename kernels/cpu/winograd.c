/* winograd.c - convolutions by Winograd's tiles. Where filters are few, their points are
 * computed once and blocks of patches pass by them, each in the second cache; where they
 * are many, the points of a large block of inputs are computed and filters pass by. */
#define DTYPE f32
#include "vector.h"
#include "cache.h"
#include "winograd.h"

enum {
    FILTERS_SMALL = 4 << 20, /* bytes of the points of few filters */
    BLOCK_SMALL = 768 << 10, /* of a block's inputs and outputs there */
    BLOCK_LARGE = 16 << 20,  /* of a block's inputs elsewhere */
};

typedef struct job {
    const winograd *w;
    const filters *filters;
    const float *images, *bias;
    float *outputs;
    int64_t block, tiles; /* patches and tiles of a block, at most */
    int64_t group;        /* output channels that pass by at a time */
    float *points;        /* of all filters, or of the block's inputs */
    int64_t first;        /* patch of the block */
    bool failed;
} job;

static int64_t filter_point(const winograd *w, int64_t outputs)
{
    return spaced(pieces_of(outputs, 2 * LANES) * 2 * LANES * w->channels);
}

static points inputs_of(const job *j, float *first)
{
    return CPU(winograd_layout)(first, j->w->channels, j->tiles,
                                CPU(winograd_piece)(j->tiles));
}

static void some_filters(void *context, int64_t first, int64_t last)
{
    const job *j = context;
    for (int64_t i = first; i < last; i++) CPU(winograd_filters)
    (j->w, j->filters, i * 2 * LANES, j->points + i * 2 * LANES * j->w->channels,
     filter_point(j->w, j->w->outputs));
}

/* From images to outputs, a block of patches at a time. */
static void some_blocks(void *context, int64_t first, int64_t last)
{
    job *j = context;
    const winograd *w = j->w;
    int64_t point = filter_point(w, w->outputs);
    points x = inputs_of(j, NULL),
           y = CPU(winograd_layout)(NULL, w->outputs, j->tiles, j->tiles);
    size_t bytes =
        (POINTS * (x.point + y.point) + CPU(winograd_scratch)(w)) * sizeof(float);
    x.first = cache_allocate(bytes);
    if (!x.first) {
        j->failed = true;
        return;
    }
    y.first = x.first + POINTS * x.point;
    float *scratch = y.first + POINTS * y.point;
    for (int64_t b = first; b < last; b++) {
        int64_t begin = b * j->block, end = begin + j->block;
        if (end > winograd_patches(w)) end = winograd_patches(w);
        int64_t before = CPU(winograd_before)(w, begin);
        for (int64_t p = begin; p < end; p++) CPU(winograd_input)
        (w, p, j->images, &x, CPU(winograd_before)(w, p) - before, scratch);
        CPU(winograd_product)
        (w, CPU(winograd_before)(w, end) - before, &x, j->points, point,
         2 * LANES * w->channels, w->outputs, &y);
        for (int64_t p = begin; p < end; p++) CPU(winograd_output)
        (w, p, &y, CPU(winograd_before)(w, p) - before, j->bias, 0, w->outputs,
         j->outputs, scratch);
    }
    cache_release(x.first, bytes);
}

static cr_status by_blocks(job *j)
{
    const winograd *w = j->w;
    size_t bytes = POINTS * filter_point(w, w->outputs) * sizeof(float);
    j->points = cache_allocate(bytes);
    j->failed = !j->points;
    if (!j->failed) {
        parallel_for(pieces_of(w->outputs, 2 * LANES), 1, some_filters, j);
        parallel_for(pieces_of(winograd_patches(w), j->block), 1, some_blocks, j);
    }
    cache_release(j->points, bytes);
    return CR_OK;
}

static void some_inputs(void *context, int64_t first, int64_t last)
{
    job *j = context;
    size_t bytes = CPU(winograd_scratch)(j->w) * sizeof(float);
    float *scratch = cache_allocate(bytes);
    points x = inputs_of(j, j->points);
    int64_t before = CPU(winograd_before)(j->w, j->first);
    if (!scratch) j->failed = true;
    for (int64_t p = j->first + first; p < j->first + last && scratch; p++)
        CPU(winograd_input)
    (j->w, p, j->images, &x, CPU(winograd_before)(j->w, p) - before, scratch);
    cache_release(scratch, bytes);
}

/* From the inputs' points to some channels of the outputs. */
static void some_groups(void *context, int64_t first, int64_t last)
{
    job *j = context;
    const winograd *w = j->w;
    int64_t point = filter_point(w, j->group);
    int64_t before = CPU(winograd_before)(w, j->first), end = j->first + j->block;
    if (end > winograd_patches(w)) end = winograd_patches(w);
    points x = inputs_of(j, j->points),
           y = CPU(winograd_layout)(NULL, j->group, j->tiles, j->tiles);
    size_t bytes =
        (POINTS * (point + y.point) + CPU(winograd_scratch)(w)) * sizeof(float);
    float *filters = cache_allocate(bytes);
    if (!filters) {
        j->failed = true;
        return;
    }
    y.first = filters + POINTS * point;
    for (int64_t g = first; g < last; g++) {
        int64_t k = g * j->group, left = w->outputs - k;
        int64_t size = left < j->group ? left : j->group;
        for (int64_t i = 0; i < size; i += 2 * LANES) CPU(winograd_filters)
        (w, j->filters, k + i, filters + i * w->channels, point);
        CPU(winograd_product)
        (w, CPU(winograd_before)(w, end) - before, &x, filters, point,
         2 * LANES * w->channels, size, &y);
        for (int64_t p = j->first; p < end; p++) CPU(winograd_output)
        (w, p, &y, CPU(winograd_before)(w, p) - before, j->bias, k, size, j->outputs,
         y.first + POINTS * y.point);
    }
    cache_release(filters, bytes);
}

static cr_status by_groups(job *j)
{
    const winograd *w = j->w;
    size_t bytes = POINTS * inputs_of(j, NULL).point * sizeof(float);
    int64_t patches = winograd_patches(w);
    j->group = 2 * LANES;
    j->points = cache_allocate(bytes);
    j->failed = !j->points;
    for (j->first = 0; j->first < patches && !j->failed; j->first += j->block) {
        int64_t left = patches - j->first, here = left < j->block ? left : j->block;
        parallel_for(here, 1, some_inputs, j);
        if (!j->failed) parallel_for(pieces_of(w->outputs, j->group), 1, some_groups, j);
    }
    cache_release(j->points, bytes);
    return CR_OK;
}

cr_status CPU(winograd)(winograd *w, const filters *f, const float *images,
                        const float *bias, float *outputs)
{
    job j = {.w = w, .filters = f, .images = images, .bias = bias, .outputs = outputs};
    int64_t bytes = POINTS * sizeof(float);
    bool few = bytes * w->channels * w->outputs <= FILTERS_SMALL;
    int64_t most = few ? BLOCK_SMALL / (bytes * (w->channels + w->outputs))
                       : BLOCK_LARGE / (bytes * w->channels);
    if (most < 14) most = 14;
    CPU(winograd_cut)(w, most < 64 ? most : 64);
    int64_t tiles = w->patch_down * w->patch_across;
    j.block = most / tiles < 1 ? 1 : most / tiles;
    if (j.block > winograd_patches(w)) j.block = winograd_patches(w);
    j.tiles = j.block * tiles;
    if (few)
        by_blocks(&j);
    else
        by_groups(&j);
    REQUIRE(!j.failed, CR_NO_MEMORY,
            "convolve: no memory for the tiles of %lldx%lld images", (long long)w->height,
            (long long)w->width);
    return CR_OK;
}
