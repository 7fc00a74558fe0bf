/* lrn.c - local response normalisation between channels, some pixels of an image at a
 * time so that their channels stay in cache. */
#define THIS_FILE "lrn.c"
#define KERNELS "ops/kernels/lrn.def"
#include "each_float.h"
#include <stdatomic.h>
#include "cache.h"

#ifdef DTYPE

typedef struct NAME(responses) {
    int64_t channels, area, block, blocks; /* pixels of a block, blocks of an image */
    int64_t reach;                         /* channels on either side */
    accum slope, beta, k;                  /* alpha / size */
    const real *x, *dy, *given, *scales;
    real *y, *dx, *scale;
    atomic_bool failed;
} NAME(responses);

static NAME(responses) NAME(responses_of)(const cr_tensor *input, int64_t size,
                                          double alpha, double beta, double k)
{
    int64_t area = input->sizes[2] * input->sizes[3], channels = input->sizes[1];
    int64_t block = 32768 / channels / 16 * 16;
    if (block < 16) block = 16;
    return (NAME(responses)){.channels = channels,
                             .area = area,
                             .block = block,
                             .blocks = (area + block - 1) / block,
                             .reach = (size - 1) / 2,
                             .slope = (accum)(alpha / (double)size),
                             .beta = (accum)beta,
                             .k = (accum)k,
                             .x = first_of(input)};
}

/* factor[i] = scale[i]^-beta. */
static void NAME(factors)(accum beta, const real *scale, int64_t n, accum *factor)
{
    if (beta == (accum)0.75)
        for (int64_t i = 0; i < n; i++) {
            accum root = sqrt(load(scale[i]));
            factor[i] = 1 / (root * sqrt(root));
        }
    else
        for (int64_t i = 0; i < n; i++) factor[i] = power(load(scale[i]), -beta);
}

/* The channels first <= c < last around channel c. */
static inline void NAME(around)(const NAME(responses) * o, int64_t c, int64_t *first,
                                int64_t *last)
{
    *first = c > o->reach ? c - o->reach : 0;
    *last = c + o->reach + 1 < o->channels ? c + o->reach + 1 : o->channels;
}

static void NAME(normalize)(const NAME(responses) * o, int64_t at, int64_t n,
                            accum *factor)
{
    for (int64_t c = 0; c < o->channels; c++) {
        int64_t first, last;
        NAME(around)(o, c, &first, &last);
        accum *sum = factor;
        memset(sum, 0, n * sizeof *sum);
        for (int64_t d = first; d < last; d++) {
            const real *x = o->x + at + d * o->area;
            for (int64_t i = 0; i < n; i++) sum[i] += load(x[i]) * load(x[i]);
        }
        real *scale = o->scale + at + c * o->area, *y = o->y + at + c * o->area;
        const real *x = o->x + at + c * o->area;
        for (int64_t i = 0; i < n; i++) scale[i] = store(o->k + o->slope * sum[i]);
        NAME(factors)(o->beta, scale, n, factor);
        for (int64_t i = 0; i < n; i++) y[i] = store(load(x[i]) * factor[i]);
    }
}

static void NAME(differentiate)(const NAME(responses) * o, int64_t at, int64_t n,
                                accum *factor, accum *ratio)
{
    for (int64_t c = 0; c < o->channels; c++) {
        int64_t from = at + c * o->area;
        const real *y = o->given + from, *dy = o->dy + from, *scale = o->scales + from;
        for (int64_t i = 0; i < n; i++)
            ratio[c * n + i] = load(dy[i]) * load(y[i]) / load(scale[i]);
    }
    for (int64_t c = 0; c < o->channels; c++) {
        int64_t from = at + c * o->area, first, last;
        NAME(around)(o, c, &first, &last);
        accum *sum = factor + n, slope = 2 * o->slope * o->beta;
        memset(sum, 0, n * sizeof *sum);
        for (int64_t d = first; d < last; d++)
            for (int64_t i = 0; i < n; i++) sum[i] += ratio[d * n + i];
        const real *x = o->x + from, *dy = o->dy + from;
        real *dx = o->dx + from;
        NAME(factors)(o->beta, o->scales + from, n, factor);
        for (int64_t i = 0; i < n; i++)
            dx[i] = store(load(dy[i]) * factor[i] - slope * load(x[i]) * sum[i]);
    }
}

static void NAME(blocks)(void *context, int64_t first, int64_t last)
{
    NAME(responses) *o = context;
    size_t bytes = (2 + (o->dx ? o->channels : 0)) * o->block * sizeof(accum);
    accum *scratch = cache_allocate(bytes);
    if (!scratch) o->failed = true;
    for (int64_t b = first; b < last && scratch; b++) {
        int64_t begin = b % o->blocks * o->block, n = o->area - begin;
        int64_t at = b / o->blocks * o->channels * o->area + begin;
        if (n > o->block) n = o->block;
        if (o->dx)
            NAME(differentiate)(o, at, n, scratch, scratch + 2 * o->block);
        else
            NAME(normalize)(o, at, n, scratch);
    }
    cache_release(scratch, bytes);
}

static cr_status NAME(run)(NAME(responses) * o, int64_t images)
{
    int64_t grain = 1 + 8192 / (o->channels * o->block);
    parallel_for(images * o->blocks, grain, NAME(blocks), o);
    REQUIRE(!atomic_load(&o->failed), CR_NO_MEMORY, "lrn: no memory for a block");
    return CR_OK;
}

static cr_status NAME(lrn)(cr_tensor *output, cr_tensor *scale, const cr_tensor *input,
                           int64_t size, double alpha, double beta, double k)
{
    NAME(responses) o = NAME(responses_of)(input, size, alpha, beta, k);
    o.y = first_of(output), o.scale = first_of(scale);
    return NAME(run)(&o, input->sizes[0]);
}

static cr_status NAME(lrn_backward)(cr_tensor *grad_input, const cr_tensor *input,
                                    const cr_tensor *output, const cr_tensor *scale,
                                    const cr_tensor *grad_output, int64_t size,
                                    double alpha, double beta)
{
    NAME(responses) o = NAME(responses_of)(input, size, alpha, beta, 0);
    o.given = first_of(output), o.scales = first_of(scale);
    o.dy = first_of(grad_output), o.dx = first_of(grad_input);
    return NAME(run)(&o, input->sizes[0]);
}

#else

cr_status CPU(lrn)(cr_tensor *output, cr_tensor *scale, const cr_tensor *input,
                   int64_t size, double alpha, double beta, double k)
{
    static lrn_kernel *const by_dtype[] = {EACH_FLOAT(ENTRY, lrn)};
    return by_dtype[input->dtype](output, scale, input, size, alpha, beta, k);
}

cr_status CPU(lrn_backward)(cr_tensor *grad_input, const cr_tensor *input,
                            const cr_tensor *output, const cr_tensor *scale,
                            const cr_tensor *grad_output, int64_t size, double alpha,
                            double beta)
{
    static lrn_backward_kernel *const by_dtype[] = {EACH_FLOAT(ENTRY, lrn_backward)};
    return by_dtype[input->dtype](grad_input, input, output, scale, grad_output, size,
                                  alpha, beta);
}

#endif
