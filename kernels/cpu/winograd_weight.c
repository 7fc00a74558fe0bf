/* winograd_weight.c - gradients of 3 x 3 filters by Winograd's tiles: at each point the
 * products of inputs and gradients of outputs are summed over all tiles, and the sums are
 * transformed once. Patches are cut into groups that depend on the shape alone; each has
 * sums of its own, added up in order. */
#define DTYPE f32
#include "winograd_points.h"
#include "cache.h"
#include "winograd.h"

enum {
    CHANNELS = VECTOR_REGISTERS == 32 ? 8 : 4, /* of inputs in a tile of the product */
    RUN = 168,      /* tiles whose gradients the first cache holds */
    SUMS = 5 << 20, /* bytes of all groups' sums, if above one */
    GROUPS = 8,
    BLOCK_SMALL = 768 << 10, /* bytes of a block's points, for groups and for one group */
    BLOCK_LARGE = 16 << 20,
};

typedef struct weights {
    const winograd *w;
    const float *images, *gradients;
    float *grad_weight, scale;
    int64_t groups, patches; /* of a group */
    int64_t block, tiles;    /* patches and tiles of a block, at most */
    int64_t channels, point; /* rows of the sums; elements between points */
    float *sums; /* or NULL where one block holds all patches; [group][point][outputs / 2
                    LANES][channel][2 LANES] */
    bool failed;
} weights;

/* One block of patches of a group. */
typedef struct summing {
    weights *s;
    points inputs, gradients;
    float *sums;
    int64_t begin, tiles; /* first patch; tiles */
    bool is_first, failed;
} summing;

/* CHANNELS x `lines` vectors of outputs: x and y step by LANES from tile to tile. */
INLINE void sum_tile(int lines, int64_t tiles, const float *x, const float *y,
                     int64_t line, float *sums, bool is_first)
{
    vec sum[CHANNELS][2];
#pragma GCC unroll 8
    for (int c = 0; c < CHANNELS; c++)
        for (int l = 0; l < lines; l++)
            sum[c][l] = is_first ? (vec){0} : vec_load(sums + (2 * c + l) * LANES);
    for (int64_t t = 0; t < tiles; t++, x += LANES, y += LANES) {
        vec a = vec_load(y), b = lines > 1 ? vec_load(y + line) : a;
#pragma GCC unroll 8
        for (int c = 0; c < CHANNELS; c++) {
            vec value = vec_splat(x[c]);
            sum[c][0] = vec_fma(value, a, sum[c][0]);
            if (lines > 1) sum[c][1] = vec_fma(value, b, sum[c][1]);
        }
    }
#pragma GCC unroll 8
    for (int c = 0; c < CHANNELS; c++)
        for (int l = 0; l < lines; l++) vec_store(sums + (2 * c + l) * LANES, sum[c][l]);
}

/* The sums of one point for two vectors of outputs over a block's tiles. */
static void sum_pair(const summing *b, int e, int64_t pair, float *sums)
{
    int64_t line = b->gradients.piece * LANES, k = pair * 2 * LANES;
    bool both = b->s->w->outputs - k > LANES;
    for (int64_t t = 0; t < b->tiles; t += RUN) {
        int64_t tiles = b->tiles - t < RUN ? b->tiles - t : RUN;
        bool is_first = b->is_first && t == 0;
        const float *x = b->inputs.first + e * b->inputs.point + t * LANES;
        const float *y =
            b->gradients.first + e * b->gradients.point + 2 * pair * line + t * LANES;
        for (int64_t c = 0; c < b->s->channels; c += CHANNELS) {
            const float *at = x + c / LANES * b->inputs.piece * LANES + c % LANES;
            if (both)
                sum_tile(2, tiles, at, y, line, sums + 2 * c * LANES, is_first);
            else
                sum_tile(1, tiles, at, y, line, sums + 2 * c * LANES, is_first);
        }
    }
}

/* All sums of some points. */
static void sum_points(void *context, int64_t first, int64_t last)
{
    const summing *b = context;
    int64_t pairs = pieces_of(b->s->w->outputs, 2 * LANES);
    for (int64_t e = first; e < last; e++)
        for (int64_t pair = 0; pair < pairs; pair++)
            sum_pair(b, (int)e, pair,
                     b->sums + e * b->s->point + pair * b->s->channels * 2 * LANES);
}

static void take_patches(void *context, int64_t first, int64_t last)
{
    summing *b = context;
    const winograd *w = b->s->w;
    int64_t before = CPU(winograd_before)(w, b->begin);
    size_t bytes = CPU(winograd_scratch)(w) * sizeof(float);
    float *scratch = cache_allocate(bytes);
    if (!scratch) b->failed = true;
    for (int64_t p = b->begin + first; p < b->begin + last && scratch; p++) {
        int64_t tile = CPU(winograd_before)(w, p) - before;
        CPU(winograd_input)(w, p, b->s->images, &b->inputs, tile, scratch);
        CPU(winograd_gradient)(w, p, b->s->gradients, &b->gradients, tile, scratch);
    }
    cache_release(scratch, bytes);
}

/* Add 9 taps, [tap][LANES], to the filters in the lanes. */
static void add_taps(const float *taps, int lanes, float scale, float *to, int64_t lane)
{
    for (int i = 0; i < 9; i += LANES) {
        int n = 9 - i < LANES ? 9 - i : LANES;
        vec rows[LANES];
#pragma GCC unroll 16
        for (int j = 0; j < LANES; j++)
            rows[j] = i + j < 9 ? vec_load(taps + (i + j) * LANES) : (vec){0};
        vec_transpose(rows);
        for (int l = 0; l < lanes; l++) {
            float *at = to + l * lane + i;
            vec old = vec_load_part(at, n);
            vec_store_part(at, vec_fma(vec_splat(scale), rows[l], old), n);
        }
    }
}

/* The gradients of the filters of some outputs from their sums of all groups. */
static void finish(const weights *s, const float *from, int64_t k)
{
    const winograd *w = s->w;
    int64_t left = w->outputs - k;
    float sums[POINTS * LANES] __attribute__((aligned(64)));
    vec taps[9];
    for (int64_t c = 0; c < w->channels && left > 0; c++, from += 2 * LANES) {
        for (int64_t e = 0; e < POINTS; e++) {
            vec sum = vec_load(from + e * s->point);
            for (int64_t g = 1; g < s->groups; g++)
                sum += vec_load(from + (g * POINTS + e) * s->point);
            vec_store(sums + e * LANES, sum);
        }
        square_points(filter_gradient_points, SIDE, 3, sums, SIDE * LANES, LANES, taps);
        add_taps((const float *)taps, left < LANES ? (int)left : LANES, s->scale,
                 s->grad_weight + (k * w->channels + c) * 9, w->channels * 9);
    }
}

static void finish_outputs(void *context, int64_t first, int64_t last)
{
    const weights *s = context;
    for (int64_t i = first; i < last; i++)
        finish(s, s->sums + (i / 2 * s->channels * 2 + i % 2) * LANES, i * LANES);
}

/* All of it for some pairs of outputs, whose sums never leave the caches. */
static void finish_pairs(void *context, int64_t first, int64_t last)
{
    const summing *b = context;
    weights *s = b->s;
    size_t bytes = POINTS * s->point * sizeof(float);
    float *sums = cache_allocate(bytes);
    if (!sums) s->failed = true;
    for (int64_t pair = first; pair < last && sums; pair++) {
        for (int e = 0; e < POINTS; e++) sum_pair(b, e, pair, sums + e * s->point);
        finish(s, sums, 2 * pair * LANES);
        finish(s, sums + LANES, (2 * pair + 1) * LANES);
    }
    cache_release(sums, bytes);
}

static void sum_group(weights *s, int64_t group)
{
    const winograd *w = s->w;
    int64_t last = (group + 1) * s->patches;
    summing b = {.s = s, .is_first = true};
    if (s->sums) b.sums = s->sums + group * POINTS * s->point;
    b.inputs = CPU(winograd_layout)(NULL, w->channels, s->tiles, s->tiles);
    b.gradients = CPU(winograd_layout)(NULL, w->outputs, s->tiles, s->tiles);
    size_t bytes = POINTS * (b.inputs.point + b.gradients.point) * sizeof(float);
    b.inputs.first = cache_allocate(bytes);
    b.gradients.first = b.inputs.first + POINTS * b.inputs.point;
    b.failed = !b.inputs.first;
    if (last > winograd_patches(w)) last = winograd_patches(w);
    for (b.begin = group * s->patches; b.begin < last && !b.failed; b.begin += s->block) {
        int64_t patches = last - b.begin < s->block ? last - b.begin : s->block;
        b.tiles =
            CPU(winograd_before)(w, b.begin + patches) - CPU(winograd_before)(w, b.begin);
        parallel_for(patches, 1, take_patches, &b);
        if (b.failed) break;
        if (s->sums)
            parallel_for(POINTS, 1, sum_points, &b);
        else
            parallel_for(pieces_of(w->outputs, 2 * LANES), 1, finish_pairs, &b);
        b.is_first = false;
    }
    cache_release(b.inputs.first, bytes);
    if (b.failed) s->failed = true;
}

static void sum_groups(void *context, int64_t first, int64_t last)
{
    for (int64_t g = first; g < last; g++) sum_group(context, g);
}

cr_status CPU(winograd_weight)(winograd *w, const float *images, const float *gradients,
                               float scale, float *grad_weight)
{
    weights s = {.w = w,
                 .images = images,
                 .gradients = gradients,
                 .scale = scale,
                 .grad_weight = grad_weight};
    int64_t pairs = pieces_of(w->outputs, 2 * LANES);
    s.channels = pieces_of(w->channels, LANES) * LANES;
    s.point = (pairs * s.channels * 2 + 1) * LANES;
    int64_t room = SUMS / (POINTS * s.point * (int64_t)sizeof(float));
    s.groups = room < 1 ? 1 : room < GROUPS ? room : GROUPS;
    int64_t tile_bytes = POINTS * (w->channels + w->outputs) * sizeof(float);
    int64_t most = (s.groups > 1 ? BLOCK_SMALL : BLOCK_LARGE) / tile_bytes;
    if (most < 14) most = 14;
    CPU(winograd_cut)(w, most < 64 ? most : 64);
    int64_t tiles = w->patch_down * w->patch_across, patches = winograd_patches(w);
    s.patches = pieces_of(patches, s.groups);
    s.groups = pieces_of(patches, s.patches);
    s.block = most / tiles < 1 ? 1 : most / tiles;
    if (s.block > s.patches) s.block = s.patches;
    s.tiles = s.block * tiles;
    bool at_once = s.groups == 1 && s.block == patches;
    if (at_once) s.point = spaced(s.channels * 2 * LANES);
    size_t bytes = at_once ? 0 : s.groups * POINTS * s.point * sizeof(float);
    if (bytes) s.sums = cache_allocate(bytes);
    s.failed = bytes && !s.sums;
    if (!s.failed) parallel_for(s.groups, 1, sum_groups, &s);
    if (!s.failed && bytes)
        parallel_for(pieces_of(w->outputs, LANES), 1, finish_outputs, &s);
    cache_release(s.sums, bytes);
    REQUIRE(!s.failed, CR_NO_MEMORY, "convolve: no memory for the gradient of weights");
    return CR_OK;
}
