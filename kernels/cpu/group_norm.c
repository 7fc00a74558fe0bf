/* group_norm.c - normalisation of each sample by itself, over groups of channels. One
 * thread computes a group of a sample, and one the gradients of a channel. */
#define THIS_FILE "group_norm.c"
#define KERNELS "ops/kernels/group_norm.def"
#include "each_float.h"
#include "wide.h"

#ifdef DTYPE
#include "lanes.h"

enum {
    NAME(PIECE) = 1024, /* elements that stay in the first cache */
    NAME(WORK) = 32768, /* elements that are worth a chunk */
    NAME(SAMPLES) = 16, /* summed before the sum is widened */
};

/* N x C x S in groups of `width` channels; a row is a group: width * S elements. */
typedef struct NAME(pass) {
    const real *input, *grad_output, *weight, *bias;
    real *result, *mean, *deviation, *grad_weight, *grad_bias;
    int64_t samples, channels, spatial, groups, width;
    double epsilon, scale;
} NAME(pass);

static NAME(pass) NAME(pass_of)(const cr_tensor *input, const cr_tensor *mean,
                                const cr_tensor *deviation)
{
    NAME(pass)
    p = {.input = first_of(input),
         .mean = first_of(mean),
         .deviation = first_of(deviation),
         .samples = input->sizes[0],
         .channels = input->sizes[1],
         .groups = mean->sizes[1]};
    p.width = p.channels / p.groups;
    p.spatial = cr_tensor_count(input) / (p.samples * p.channels);
    return p;
}

/* v[i] = x[i] * by[channel of i], n elements from the first on; by NULL stands for 1. */
INLINE void NAME(times)(accum *v, const real *x, const real *by, int64_t spatial,
                        int64_t first, int64_t n)
{
    if (!by)
        for (int64_t i = 0; i < n; i++) v[i] = load(x[first + i]);
    else if (spatial == 1)
        for (int64_t i = 0; i < n; i++) v[i] = load(x[first + i]) * load(by[first + i]);
    else
        for (int64_t i = 0, run; i < n; i += run) {
            int64_t left = spatial - (first + i) % spatial;
            accum factor = load(by[(first + i) / spatial]);
            run = left < n - i ? left : n - i;
            for (int64_t j = i; j < i + run; j++) v[j] = load(x[first + j]) * factor;
        }
}

/* The sums of u and of u (x - middle) over a row; u is dy * weight, or x - middle where
 * dy is NULL. */
static void NAME(sums)(const NAME(pass) * p, const real *x, const real *dy,
                       const real *weight, accum middle, double *a, double *b)
{
    accum away[NAME(PIECE)], other[NAME(PIECE)];
    int64_t length = p->width * p->spatial;
    *a = *b = 0;
    for (int64_t i = 0; i < length; i += NAME(PIECE)) {
        int64_t n = length - i < NAME(PIECE) ? length - i : NAME(PIECE);
        for (int64_t j = 0; j < n; j++) away[j] = load(x[i + j]) - middle;
        if (dy) NAME(times)(other, dy, weight, p->spatial, i, n);
        const accum *u = dy ? other : away;
        *a += (double)NAME(lane_sum)(NAME(first), u, u, 0, n);
        *b += (double)NAME(lane_sum)(NAME(product), u, away, 0, n);
    }
}

/* y = (x - mean) * slope * weight + bias over a row. */
static void NAME(write_row)(const NAME(pass) * p, real *y, const real *x,
                            const real *weight, const real *bias, accum mean, accum slope)
{
    int64_t spatial = p->spatial;
    if (!weight && !bias) {
        for (int64_t i = 0; i < p->width * spatial; i++)
            y[i] = store((load(x[i]) - mean) * slope);
        return;
    }
    if (spatial == 1 && weight && bias) {
        for (int64_t i = 0; i < p->width; i++)
            y[i] = store((load(x[i]) - mean) * slope * load(weight[i]) + load(bias[i]));
        return;
    }
    for (int64_t c = 0; c < p->width; c++) {
        accum factor = weight ? slope * load(weight[c]) : slope;
        accum shift = bias ? load(bias[c]) : 0;
        for (int64_t i = c * spatial; i < (c + 1) * spatial; i++)
            y[i] = store((load(x[i]) - mean) * factor + shift);
    }
}

static void NAME(forward)(void *context, int64_t from, int64_t to)
{
    const NAME(pass) *p = context;
    int64_t length = p->width * p->spatial;
    for (int64_t k = from; k < to; k++) {
        const real *x = p->input + k * length;
        int64_t c = k % p->groups * p->width;
        double a, b;
        NAME(sums)(p, x, NULL, NULL, 0, &a, &b);
        accum middle = (accum)(a / (double)length);
        NAME(sums)(p, x, NULL, NULL, middle, &a, &b);
        double away = a / (double)length, mean = (double)middle + away;
        double variance = (b - away * a) / (double)length + p->epsilon;
        double deviation = variance > 0 ? 1 / sqrt(variance) : 0;
        p->mean[k] = store((accum)mean);
        p->deviation[k] = store((accum)deviation);
        NAME(write_row)
        (p, p->result + k * length, x, p->weight ? p->weight + c : NULL,
         p->bias ? p->bias + c : NULL, (accum)mean, (accum)deviation);
    }
}

static int64_t NAME(grain)(int64_t length)
{
    return length < NAME(WORK) ? NAME(WORK) / length : 1;
}

static cr_status NAME(group_norm)(cr_tensor *output, cr_tensor *mean,
                                  cr_tensor *deviation, const cr_tensor *input,
                                  const cr_tensor *weight, const cr_tensor *bias,
                                  double epsilon)
{
    NAME(pass) p = NAME(pass_of)(input, mean, deviation);
    p.result = first_of(output);
    p.weight = weight ? first_of(weight) : NULL;
    p.bias = bias ? first_of(bias) : NULL;
    p.epsilon = epsilon;
    parallel_for(p.samples * p.groups, NAME(grain)(p.width * p.spatial), NAME(forward),
                 &p);
    return CR_OK;
}

/* dx = deviation * (u - mean of u - (x - mean) deviation^2 * mean of u (x - mean)), where
 * u is dy * weight. */
static void NAME(backward)(void *context, int64_t from, int64_t to)
{
    const NAME(pass) *p = context;
    int64_t length = p->width * p->spatial;
    accum u[NAME(PIECE)];
    for (int64_t k = from; k < to; k++) {
        const real *x = p->input + k * length, *dy = p->grad_output + k * length;
        const real *weight = p->weight ? p->weight + k % p->groups * p->width : NULL;
        real *dx = p->result + k * length;
        accum mean = load(p->mean[k]), deviation = load(p->deviation[k]);
        double a, b;
        NAME(sums)(p, x, dy, weight, mean, &a, &b);
        accum shift = (accum)(a / (double)length);
        accum slope = (accum)(b / (double)length * (double)deviation * (double)deviation);
        for (int64_t i = 0; i < length; i += NAME(PIECE)) {
            int64_t n = length - i < NAME(PIECE) ? length - i : NAME(PIECE);
            NAME(times)(u, dy, weight, p->spatial, i, n);
            for (int64_t j = 0; j < n; j++)
                dx[i + j] =
                    store(deviation * (u[j] - shift - (load(x[i + j]) - mean) * slope));
        }
    }
}

static cr_status NAME(group_norm_backward)(cr_tensor *grad_input,
                                           const cr_tensor *grad_output,
                                           const cr_tensor *input, const cr_tensor *mean,
                                           const cr_tensor *deviation,
                                           const cr_tensor *weight)
{
    NAME(pass) p = NAME(pass_of)(input, mean, deviation);
    p.result = first_of(grad_input);
    p.grad_output = first_of(grad_output);
    p.weight = weight ? first_of(weight) : NULL;
    parallel_for(p.samples * p.groups, NAME(grain)(p.width * p.spatial), NAME(backward),
                 &p);
    return CR_OK;
}

/* A channel's sums of dy and of dy (x - mean) deviation, row by row. */
static void NAME(sum_rows)(const NAME(pass) * p, int64_t c, double *a, double *b)
{
    NAME(pass) row = *p;
    row.width = 1;
    *a = *b = 0;
    for (int64_t n = 0; n < p->samples; n++) {
        int64_t at = (n * p->channels + c) * p->spatial;
        int64_t k = n * p->groups + c / p->width;
        double s, t;
        NAME(sums)
        (&row, p->input + at, p->grad_output + at, NULL, load(p->mean[k]), &s, &t);
        *a += s;
        *b += t * (double)load(p->deviation[k]);
    }
}

/* Add dy and dy (x - mean) deviation of `count` channels of a sample to a and b. */
static void NAME(add_columns)(const NAME(pass) * p, int64_t n, int64_t first,
                              int64_t count, accum *a, accum *b)
{
    for (int64_t c = 0, run, at = n * p->channels + first; c < count; c += run) {
        int64_t left = p->width - (first + c) % p->width;
        int64_t k = n * p->groups + (first + c) / p->width;
        accum mean = load(p->mean[k]), deviation = load(p->deviation[k]);
        run = left < count - c ? left : count - c;
        for (int64_t j = c; j < c + run; j++) {
            accum dy = load(p->grad_output[at + j]);
            a[j] += dy;
            b[j] += dy * (load(p->input[at + j]) - mean) * deviation;
        }
    }
}

/* The same for channels side by side, as spatial is 1; sums are widened now and then. */
static void NAME(sum_columns)(const NAME(pass) * p, int64_t first, int64_t count,
                              double *a, double *b)
{
    accum sum[NAME(PIECE)], product[NAME(PIECE)];
    for (int64_t c = 0; c < count; c++) a[c] = b[c] = sum[c] = product[c] = 0;
    for (int64_t n = 0; n < p->samples; n++) {
        NAME(add_columns)(p, n, first, count, sum, product);
        if ((n + 1) % NAME(SAMPLES) && n + 1 < p->samples) continue;
        for (int64_t c = 0; c < count; c++) {
            a[c] += (double)sum[c];
            b[c] += (double)product[c];
            sum[c] = product[c] = 0;
        }
    }
}

static void NAME(backward_weight)(void *context, int64_t from, int64_t to)
{
    const NAME(pass) *p = context;
    double a[NAME(PIECE)], b[NAME(PIECE)];
    for (int64_t first = from; first < to; first += NAME(PIECE)) {
        int64_t count = to - first < NAME(PIECE) ? to - first : NAME(PIECE);
        if (p->spatial == 1)
            NAME(sum_columns)(p, first, count, a, b);
        else
            for (int64_t c = 0; c < count; c++)
                NAME(sum_rows)(p, first + c, a + c, b + c);
        for (int64_t c = 0; c < count; c++) {
            real *dw = p->grad_weight, *db = p->grad_bias;
            int64_t i = first + c;
            if (dw) dw[i] = store(load(dw[i]) + (accum)(p->scale * b[c]));
            if (db) db[i] = store(load(db[i]) + (accum)(p->scale * a[c]));
        }
    }
}

static cr_status
NAME(group_norm_backward_weight)(cr_tensor *grad_weight, cr_tensor *grad_bias,
                                 const cr_tensor *grad_output, const cr_tensor *input,
                                 const cr_tensor *mean, const cr_tensor *deviation,
                                 double scale)
{
    NAME(pass) p = NAME(pass_of)(input, mean, deviation);
    p.grad_output = first_of(grad_output);
    p.grad_weight = grad_weight ? first_of(grad_weight) : NULL;
    p.grad_bias = grad_bias ? first_of(grad_bias) : NULL;
    p.scale = scale;
    int64_t grain = NAME(grain)(p.samples * p.spatial);
    if (p.spatial == 1 && grain < 256) grain = 256; /* whole pages of memory */
    parallel_for(p.channels, grain, NAME(backward_weight), &p);
    return CR_OK;
}

#else

cr_status CPU(group_norm)(cr_tensor *output, cr_tensor *mean, cr_tensor *deviation,
                          const cr_tensor *input, const cr_tensor *weight,
                          const cr_tensor *bias, double epsilon)
{
    static group_norm_kernel *const by_dtype[] = {EACH_FLOAT(ENTRY, group_norm)};
    return by_dtype[input->dtype](output, mean, deviation, input, weight, bias, epsilon);
}

cr_status CPU(group_norm_backward)(cr_tensor *grad_input, const cr_tensor *grad_output,
                                   const cr_tensor *input, const cr_tensor *mean,
                                   const cr_tensor *deviation, const cr_tensor *weight)
{
    static group_norm_backward_kernel *const by_dtype[] = {
        EACH_FLOAT(ENTRY, group_norm_backward)};
    return by_dtype[input->dtype](grad_input, grad_output, input, mean, deviation,
                                  weight);
}

cr_status CPU(group_norm_backward_weight)(cr_tensor *grad_weight, cr_tensor *grad_bias,
                                          const cr_tensor *grad_output,
                                          const cr_tensor *input, const cr_tensor *mean,
                                          const cr_tensor *deviation, double scale)
{
    static group_norm_backward_weight_kernel *const by_dtype[] = {
        EACH_FLOAT(ENTRY, group_norm_backward_weight)};
    return by_dtype[input->dtype](grad_weight, grad_bias, grad_output, input, mean,
                                  deviation, scale);
}

#endif
