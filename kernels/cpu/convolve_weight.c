/* convolve_weight.c - gradients of convolutions with respect to weights.
 * Images are cut into groups that depend on the shape alone; each group has sums of its
 * own, added up in order. */
#define THIS_FILE "convolve_weight.c"
#define KERNELS "ops/kernels/convolve.def"
#include "each_wide.h"
#include "cache.h"
#include "convolve.h"
#include "convolve_choose.h"

#ifdef DTYPE

#include "arrange.h"

enum {
    NAME(GROUPS) = 8,     /* of images, at most */
    NAME(SUMS) = 1 << 20, /* elements of all groups' sums, if above one */
    NAME(PANEL) = 2 * LANES,
    NAME(ROWS) = VECTOR_REGISTERS == 32 ? 8 : 4, /* outputs of a tile */
    NAME(RUN) = 256,                             /* windows of a run */
    NAME(COLUMNS) = 512,                         /* elements of a block */
};

typedef struct NAME(weights) {
    images x;
    const cr_tensor *gradients;
    const int64_t *offset; /* of the elements of a window */
    const real *grad_output;
    real *sums, *grad_weight;
    real scale;
    int64_t outputs, elements;         /* of one group of channels */
    int64_t most, groups, of_channels; /* images of a group; groups */
    bool is_flat, failed;
} NAME(weights);

/* One image group and channel group; columns of a block of elements. */
typedef struct NAME(sum) {
    NAME(weights) * s;
    const real *x, *dy;
    real *result;
    int64_t count, columns; /* images */
} NAME(sum);

/* Windows of one image, `length` of them from `first` on, without a break in dy. */
typedef struct NAME(segment) {
    int64_t image, first, length;
} NAME(segment);

/* Two vectors of elements for some windows: [window][PANEL]. */
static void NAME(pack_elements)(const images *x, const real *from, const int64_t *offset,
                                int n, const NAME(segment) * segment, real *to)
{
    const real *corner[NAME(PANEL)];
    for (int j = 0; j < NAME(PANEL); j++) corner[j] = from + offset[j < n ? j : 0];
    int64_t end = segment->first + segment->length;
    for (int64_t k = segment->first, run; k < end; k += run) {
        int64_t at = window_offset(x, k), left = x->across - k % x->across;
        if (x->across == x->width) left = end - k;
        run = left < end - k ? left : end - k;
        for (int64_t i = 0; i < run; i += LANES, to += LANES * NAME(PANEL)) {
            int have = run - i < LANES ? (int)(run - i) : LANES;
#pragma GCC unroll 2
            for (int j = 0; j < NAME(PANEL); j += LANES) {
                vec rows[LANES];
#pragma GCC unroll 16
                for (int l = 0; l < LANES; l++)
                    rows[l] = vec_load_part(corner[j + l] + at + i, have);
                vec_transpose(rows);
#pragma GCC unroll 16
                for (int l = 0; l < LANES; l++)
                    if (l < have) vec_store(to + l * NAME(PANEL) + j, rows[l]);
            }
            to -= (LANES - have) * NAME(PANEL);
        }
    }
}

/* The sums of `rows` outputs and two vectors of elements over some segments; `rows` is a
 * constant where this is called. Gradients are read where they lie. */
INLINE void NAME(weight_tile)(int rows, const NAME(segment) * segments, int count,
                              const real *dy, int64_t image, int64_t area, const real *x,
                              real *result, int64_t row, int n, bool is_first)
{
    vec sum[8][2];
#pragma GCC unroll 8
    for (int i = 0; i < rows; i++) sum[i][0] = sum[i][1] = (vec){0};
    for (int s = 0; s < count; s++) {
        const real *a[8];
#pragma GCC unroll 8
        for (int i = 0; i < rows; i++)
            a[i] = dy + segments[s].image * image + i * area + segments[s].first;
        for (int64_t k = 0; k < segments[s].length; k++, x += NAME(PANEL)) {
            vec left = vec_load(x), right = vec_load(x + LANES);
#pragma GCC unroll 8
            for (int i = 0; i < rows; i++) {
                vec w = vec_splat(a[i][k]);
                sum[i][0] = vec_fma(w, left, sum[i][0]);
                sum[i][1] = vec_fma(w, right, sum[i][1]);
            }
        }
    }
#pragma GCC unroll 8
    for (int i = 0; i < rows; i++, result += row)
#pragma GCC unroll 2
        for (int v = 0; v < 2; v++) {
            int lanes = n - v * LANES < LANES ? n - v * LANES : LANES;
            if (lanes <= 0) continue;
            real *to = result + v * LANES;
            if (!is_first) sum[i][v] += vec_load_part(to, lanes);
            vec_store_part(to, sum[i][v], lanes);
        }
}

#define WEIGHT_CASE(R)                                                                   \
    case R:                                                                              \
        NAME(weight_tile)                                                                \
        (R, segments, count, dy, image, area, x, result, row, n, is_first);              \
        return;

static void NAME(any_weight)(int64_t rows, const NAME(segment) * segments, int count,
                             const real *dy, int64_t image, int64_t area, const real *x,
                             real *result, int64_t row, int n, bool is_first)
{
    switch (rows) {
        WEIGHT_CASE(1)
        WEIGHT_CASE(2)
        WEIGHT_CASE(3)
        WEIGHT_CASE(4)
#if defined __AVX512F__
        WEIGHT_CASE(5)
        WEIGHT_CASE(6)
        WEIGHT_CASE(7)
        WEIGHT_CASE(8)
#endif
    }
}
#undef WEIGHT_CASE

/* The next run of at most RUN windows, in segments; returns how many. */
static int NAME(next_segments)(int64_t area, int64_t images, int64_t *at,
                               NAME(segment) * segments)
{
    int count = 0;
    for (int64_t room = NAME(RUN); room > 0 && *at < images * area && count < 64;) {
        NAME(segment) s = {.image = *at / area, .first = *at % area};
        s.length = area - s.first < room ? area - s.first : room;
        room -= s.length, *at += s.length;
        segments[count++] = s;
    }
    return count;
}

/* Some blocks of elements: all sums of their columns. */
static void NAME(sum_columns)(void *context, int64_t first, int64_t last)
{
    const NAME(sum) *c = context;
    NAME(weights) *s = c->s;
    const images *x = &s->x;
    int64_t area = x->down * x->across, step = s->of_channels * s->outputs * area;
    int64_t image = x->channels * channel_area(x);
    size_t bytes = c->columns * NAME(RUN) * sizeof(real);
    real *packed = cache_allocate(bytes);
    if (!packed) s->failed = true;
    for (int64_t b = first; b < last && packed; b++) {
        int64_t begin = b * c->columns, end = begin + c->columns;
        if (end > s->elements) end = s->elements;
        for (int64_t at = 0; at < c->count * area;) {
            NAME(segment) segments[64];
            bool is_first = at == 0;
            int count = NAME(next_segments)(area, c->count, &at, segments);
            for (int64_t j = begin; j < end; j += NAME(PANEL)) {
                int n = end - j < NAME(PANEL) ? (int)(end - j) : NAME(PANEL);
                real *to = packed + (j - begin) * NAME(RUN);
                for (int i = 0; i < count; to += segments[i++].length * NAME(PANEL))
                    NAME(pack_elements)
                (x, c->x + segments[i].image * image, s->offset + j, n, segments + i, to);
            }
            for (int64_t k = 0; k < s->outputs; k += NAME(ROWS)) {
                int64_t rows = s->outputs - k < NAME(ROWS) ? s->outputs - k : NAME(ROWS);
                for (int64_t j = begin; j < end; j += NAME(PANEL)) NAME(any_weight)
                (rows, segments, count, c->dy + k * area, step, area,
                 packed + (j - begin) * NAME(RUN), c->result + k * s->elements + j,
                 s->elements, end - j < NAME(PANEL) ? (int)(end - j) : NAME(PANEL),
                 is_first);
            }
        }
    }
    cache_release(packed, bytes);
}

static void NAME(sum_groups)(void *context, int64_t first, int64_t last)
{
    NAME(weights) *s = context;
    int64_t weights = s->outputs * s->elements, area = s->x.down * s->x.across;
    for (int64_t i = first; i < last; i++) {
        int64_t group = i % s->of_channels, image = i / s->of_channels * s->most;
        int64_t left = s->x.count - image, count = left < s->most ? left : s->most;
        real *result = s->sums + i * weights;
        if (s->is_flat) {
            if (CPU(NAME(convolve_weight_flat))(&s->x, s->gradients, image, count,
                                                result))
                s->failed = true;
            continue;
        }
        int64_t channels = s->x.channels / s->of_channels;
        NAME(sum)
        c = {.s = s,
             .x = (const real *)s->x.first +
                  (image * s->x.channels + group * channels) * channel_area(&s->x),
             .dy = s->grad_output + (image * s->of_channels + group) * s->outputs * area,
             .result = result,
             .count = count,
             .columns = NAME(COLUMNS)};
        parallel_for((s->elements + c.columns - 1) / c.columns, 1, NAME(sum_columns), &c);
    }
}

static void NAME(add_sums)(void *context, int64_t first, int64_t last)
{
    const NAME(weights) *s = context;
    int64_t count = s->of_channels * s->outputs * s->elements;
    for (int64_t g = 1; g < s->groups; g++)
        for (int64_t i = first; i < last; i++) s->sums[i] += s->sums[g * count + i];
    for (int64_t i = first; i < last; i++) s->grad_weight[i] += s->scale * s->sums[i];
}

static cr_status NAME(sum_weights)(NAME(weights) * s, int64_t count)
{
    size_t size = s->elements * sizeof(int64_t);
    size_t bytes = size + s->groups * count * sizeof(real);
    int64_t *offset = cache_allocate(bytes);
    s->offset = offset;
    s->failed = !offset;
    if (!s->failed) {
        s->sums = (real *)(offset + s->elements);
        for (int64_t k = 0; k < s->elements; k++) offset[k] = element_offset(&s->x, k);
        parallel_for(s->groups * s->of_channels, 1, NAME(sum_groups), s);
    }
    if (!s->failed) parallel_for(count, 16384, NAME(add_sums), s);
    cache_release(offset, bytes);
    REQUIRE(!s->failed, CR_NO_MEMORY, "convolve: no memory for the gradient of weights");
    return CR_OK;
}

cr_status CPU(NAME(convolve_backward_weight))(cr_tensor *grad_weight,
                                              const cr_tensor *input,
                                              const cr_tensor *grad_output, double scale,
                                              const window *w)
{
    if (suits_depthwise(w, grad_weight))
        return CPU(NAME(convolve_depthwise_backward_weight))(grad_weight, input,
                                                             grad_output, scale, w);
    cr_tensor arranged;
    int64_t count = cr_tensor_count(grad_weight);
    NAME(weights)
    s = {.gradients = grad_output,
         .grad_output = first_of(grad_output),
         .grad_weight = first_of(grad_weight),
         .scale = (real)scale,
         .outputs = grad_weight->sizes[0] / w->groups,
         .elements = grad_weight->sizes[1] * w->kernel[0] * w->kernel[1],
         .of_channels = w->groups};
    TRY(NAME(arrange_windows)(&s.x, &arranged, input, w));
    s.is_flat = w->groups == 1 && CPU(NAME(convolve_weight_suits_flat))(&s.x, s.outputs);
    s.groups = s.x.count < NAME(GROUPS) ? s.x.count : NAME(GROUPS);
    while (s.groups > 1 && s.groups * count > NAME(SUMS)) s.groups--;
    s.most = (s.x.count + s.groups - 1) / s.groups;
    s.groups = (s.x.count + s.most - 1) / s.most;
    cr_status status = NAME(sum_weights)(&s, count);
    cr_tensor_release(&arranged);
    return status;
}

#endif
