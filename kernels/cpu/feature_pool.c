/* feature_pool.c - p-norms of windows over the channels of N x F x area. */
#define THIS_FILE "feature_pool.c"
#define KERNELS "ops/kernels/feature_pool.def"
#include "each_float.h"

#ifdef DTYPE

typedef struct NAME(features) {
    int64_t channels, windows, area, width, stride;
    accum p;
    const real *x, *given, *dy;
    real *y, *dx;
} NAME(features);

static inline accum NAME(to_power)(accum x, accum p)
{
    return p == 1 ? x : p == 2 ? x * x : power(x, p);
}

static void NAME(pool_samples)(void *context, int64_t first, int64_t last)
{
    const NAME(features) *o = context;
    for (int64_t n = first; n < last; n++)
        for (int64_t i = 0; i < o->windows * o->area; i++) {
            int64_t window = i / o->area, pixel = i % o->area;
            const real *x =
                o->x + (n * o->channels + window * o->stride) * o->area + pixel;
            accum sum = 0;
            for (int64_t k = 0; k < o->width; k++)
                sum += NAME(to_power)(load(x[k * o->area]), o->p);
            real *y = o->y + n * o->windows * o->area + i;
            *y = store(o->p == 2 ? sqrt(sum) : power(sum, 1 / o->p));
        }
}

static void NAME(return_samples)(void *context, int64_t first, int64_t last)
{
    const NAME(features) *o = context;
    for (int64_t n = first; n < last; n++) {
        int64_t from = n * o->windows * o->area, to = n * o->channels * o->area;
        memset(o->dx + to, 0, o->channels * o->area * sizeof(real));
        for (int64_t i = 0; i < o->windows * o->area; i++) {
            int64_t window = i / o->area, pixel = i % o->area;
            int64_t corner = to + window * o->stride * o->area + pixel;
            accum y = load(o->given[from + i]), dy = load(o->dy[from + i]);
            for (int64_t k = 0; k < o->width && y != 0; k++) {
                int64_t at = corner + k * o->area;
                accum part = dy * NAME(to_power)(load(o->x[at]) / y, o->p - 1);
                o->dx[at] = store(load(o->dx[at]) + part);
            }
        }
    }
}

static NAME(features)
    NAME(features_of)(const cr_tensor *features, const cr_tensor *windows, int64_t width,
                      int64_t stride, double p)
{
    return (NAME(features)){.channels = features->sizes[1],
                            .windows = windows->sizes[1],
                            .area = features->sizes[2] * features->sizes[3],
                            .width = width,
                            .stride = stride,
                            .p = (accum)p};
}

static cr_status NAME(feature_pool)(cr_tensor *output, const cr_tensor *input,
                                    int64_t width, int64_t stride, double p)
{
    NAME(features) o = NAME(features_of)(input, output, width, stride, p);
    o.x = first_of(input), o.y = first_of(output);
    parallel_for(input->sizes[0], 1 + 4096 / (o.channels * o.area + 1),
                 NAME(pool_samples), &o);
    return CR_OK;
}

static cr_status NAME(feature_pool_backward)(cr_tensor *grad_input,
                                             const cr_tensor *input,
                                             const cr_tensor *output,
                                             const cr_tensor *grad_output, int64_t width,
                                             int64_t stride, double p)
{
    NAME(features) o = NAME(features_of)(input, output, width, stride, p);
    o.x = first_of(input), o.given = first_of(output);
    o.dy = first_of(grad_output), o.dx = first_of(grad_input);
    parallel_for(input->sizes[0], 1 + 4096 / (o.channels * o.area + 1),
                 NAME(return_samples), &o);
    return CR_OK;
}

#else

cr_status CPU(feature_pool)(cr_tensor *output, const cr_tensor *input, int64_t width,
                            int64_t stride, double p)
{
    static feature_pool_kernel *const by_dtype[] = {EACH_FLOAT(ENTRY, feature_pool)};
    return by_dtype[input->dtype](output, input, width, stride, p);
}

cr_status CPU(feature_pool_backward)(cr_tensor *grad_input, const cr_tensor *input,
                                     const cr_tensor *output,
                                     const cr_tensor *grad_output, int64_t width,
                                     int64_t stride, double p)
{
    static feature_pool_backward_kernel *const by_dtype[] = {
        EACH_FLOAT(ENTRY, feature_pool_backward)};
    return by_dtype[input->dtype](grad_input, input, output, grad_output, width, stride,
                                  p);
}

#endif
