/* convolve_weight.c - gradients of convolutions with respect to weights.
 * Images are cut into groups that depend on the shape alone; each group has sums of its
 * own, added up in order. */
#define THIS_FILE "convolve_weight.c"
#define KERNELS "ops/kernels/convolve.def"
#include "each_wide.h"
#include "cache.h"
#include "convolve.h"
#include "gemm.h"

#ifdef DTYPE

#include "images.h"
#include "pad.h"

enum { NAME(GROUPS) = 8, NAME(SUMS) = 1 << 22 /* elements of all groups' sums */ };

/* The transpose of a window panel: row k is a window, columns are its elements. */
static void NAME(element_panel)(const void *context, const void *b, int64_t first,
                                int64_t depth, int64_t column, int n, void *panel)
{
    const NAME(images) *x = context;
    const real *corner[2 * LANES];
    real *to = panel;
    for (int j = 0; j < n; j++)
        corner[j] = (const real *)b + NAME(element_offset)(x, column + j);
    for (int64_t k = first, run; k < first + depth; k += run) {
        int64_t at = NAME(window_offset)(x, k), left = x->across - k % x->across;
        int64_t step = x->w.stride[1], i = 0;
        run = left < first + depth - k ? left : first + depth - k;
        for (; step == 1 && i + LANES <= run; i += LANES)
            for (int j = 0; j < n; j += LANES) {
                vec rows[LANES];
#pragma GCC unroll 16
                for (int l = 0; l < LANES; l++)
                    rows[l] = j + l < n ? vec_load(corner[j + l] + at + i) : (vec){0};
                vec_transpose(rows);
#pragma GCC unroll 16
                for (int l = 0; l < LANES; l++)
                    vec_store(to + (i + l) * NAME(PANEL) + j, rows[l]);
            }
        for (; i < run; i++)
            for (int j = 0; j < n; j++)
                to[i * NAME(PANEL) + j] = corner[j][at + i * step];
        to += run * NAME(PANEL);
    }
}

typedef struct NAME(weights) {
    NAME(images) x;
    const cr_tensor *padded, *gradients;
    const real *grad_output;
    real *sums, *grad_weight;
    real scale;
    int64_t outputs, channels, images, groups; /* of one channel group; of images */
    bool is_flat, failed;
} NAME(weights);

/* The products of one image group and channel group. */
static cr_status NAME(sum_group)(const NAME(weights) * s, int64_t image_group,
                                 int64_t group)
{
    int64_t windows = s->x.down * s->x.across, plane = s->x.height * s->x.width;
    int64_t elements = s->channels * s->x.w.kernel[0] * s->x.w.kernel[1];
    int64_t weights = s->outputs * elements, first = image_group * s->images;
    int64_t last = first + s->images < s->x.count ? first + s->images : s->x.count;
    bool alone = s->groups == 1;
    if (s->is_flat)
        return CPU(NAME(convolve_weight_flat))(s->padded, s->gradients, &s->x.w, first,
                                               last - first,
                                               s->sums + image_group * weights);
    gemm g = {.rows = s->outputs,
              .columns = elements,
              .depth = windows,
              .alpha = alone ? s->scale : 1,
              .beta = 1,
              .result_row = elements,
              .added_row = elements,
              .added_column = 1,
              .a_row = windows,
              .a_column = 1,
              .panel = NAME(element_panel),
              .context = &s->x};
    g.result = alone ? s->grad_weight + group * weights
                     : s->sums + (image_group * s->x.w.groups + group) * weights;
    for (int64_t i = first; i < last; i++) {
        g.added = i > first || alone ? g.result : NULL;
        g.a = s->grad_output + (i * s->x.w.groups + group) * s->outputs * windows;
        g.b = s->x.first + (i * s->x.channels + group * s->channels) * plane;
        TRY(CPU(NAME(gemm))(&g));
    }
    return CR_OK;
}

static void NAME(sum_groups)(void *context, int64_t first, int64_t last)
{
    NAME(weights) *s = context;
    for (int64_t i = first; i < last; i++)
        if (NAME(sum_group)(s, i / s->x.w.groups, i % s->x.w.groups)) s->failed = true;
}

static void NAME(add_sums)(void *context, int64_t first, int64_t last)
{
    const NAME(weights) *s = context;
    int64_t count =
        s->x.w.groups * s->outputs * s->channels * s->x.w.kernel[0] * s->x.w.kernel[1];
    for (int64_t g = 1; g < s->groups; g++)
        for (int64_t i = first; i < last; i++) s->sums[i] += s->sums[g * count + i];
    for (int64_t i = first; i < last; i++) s->grad_weight[i] += s->scale * s->sums[i];
}

static cr_status NAME(sum_weights)(NAME(weights) * s, int64_t count)
{
    bool summed = s->groups > 1 || s->is_flat;
    size_t bytes = summed ? s->groups * count * sizeof(real) : 0;
    if (bytes) s->sums = cache_allocate(bytes);
    s->failed = bytes && !s->sums;
    if (!s->failed) parallel_for(s->groups * s->x.w.groups, 1, NAME(sum_groups), s);
    if (!s->failed && bytes) parallel_for(count, 16384, NAME(add_sums), s);
    cache_release(s->sums, bytes);
    REQUIRE(!s->failed, CR_NO_MEMORY, "convolve: no memory for the gradient of weights");
    return CR_OK;
}

cr_status CPU(NAME(convolve_backward_weight))(cr_tensor *grad_weight,
                                              const cr_tensor *input,
                                              const cr_tensor *grad_output, double scale,
                                              const window *w)
{
    cr_tensor padded = {.dtype = input->dtype};
    window inner = *w;
    TRY(NAME(pad)(&padded, input, &inner));
    int64_t count = cr_tensor_count(grad_weight);
    NAME(weights)
    s = {.x = NAME(images_of)(&padded, &inner),
         .padded = &padded,
         .gradients = grad_output,
         .grad_output = first_of(grad_output),
         .grad_weight = first_of(grad_weight),
         .scale = (real)scale,
         .outputs = grad_weight->sizes[0] / w->groups,
         .channels = grad_weight->sizes[1]};
    s.is_flat = grad_weight->sizes[0] <= 32 &&
                CPU(NAME(convolve_suits_flat))(grad_weight->sizes[0], s.x.channels,
                                               s.x.height, s.x.width, &inner);
    s.groups = s.x.count < NAME(GROUPS) ? s.x.count : NAME(GROUPS);
    while (s.groups > 1 && s.groups * count > NAME(SUMS)) s.groups--;
    s.images = (s.x.count + s.groups - 1) / s.groups;
    s.groups = (s.x.count + s.images - 1) / s.images;
    cr_status status = NAME(sum_weights)(&s, count);
    cr_tensor_release(&padded);
    return status;
}

#endif
