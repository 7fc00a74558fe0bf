/* normalize.c - batch normalisation, a few channels at a time. Statistics are summed in
 * lanes within a block and in double beyond it; a chunk of channels is one piece of
 * shared work, so results do not depend on threads. */
#define THIS_FILE "normalize.c"
#define KERNELS "ops/kernels/normalize.def"
#include "each_float.h"
#include "norm.h"
#include "wide.h"

#ifdef DTYPE
#include "lanes.h"

enum {
    NAME(CHANNELS) = 512, /* of a chunk at most */
    NAME(PIECE) = 1024,   /* elements that stay in the first cache */
    NAME(WORK) = 32768,   /* elements that are worth a chunk */
};

/* N x C x S without gaps, and what one pass over it needs for each channel. */
typedef struct NAME(pass) {
    const real *input, *grad_output;
    real *result;
    int64_t samples, channels, spatial;
    cr_tensor *grad_weight, *grad_bias;
    const norm *layer;
} NAME(pass);

INLINE const accum *NAME(as_accum)(const real *x, int64_t n, accum *buffer)
{
    if (sizeof(real) == sizeof(accum)) return (const accum *)(const void *)x;
    for (int64_t i = 0; i < n; i++) buffer[i] = load(x[i]);
    return buffer;
}

/* Add to *a the sum of u and to *b that of u (x - middle), over n elements of a channel;
 * u is y, or x - middle where y is NULL. */
static void NAME(row_sums)(const real *x, const real *y, accum middle, int64_t n,
                           double *a, double *b)
{
    accum x_buffer[NAME(PIECE)], y_buffer[NAME(PIECE)], away[NAME(PIECE)];
    for (int64_t i = 0; i < n; i += NAME(PIECE)) {
        int64_t count = n - i < NAME(PIECE) ? n - i : NAME(PIECE);
        const accum *v = NAME(as_accum)(x + i, count, x_buffer);
        for (int64_t j = 0; j < count; j++) away[j] = v[j] - middle;
        const accum *u = y ? NAME(as_accum)(y + i, count, y_buffer) : away;
        *a += (double)NAME(lane_sum)(NAME(first), u, u, 0, count);
        *b += (double)NAME(lane_sum)(NAME(product), u, away, 0, count);
    }
}

/* The same for a block of channels that lie side by side, as spatial is 1. */
static void NAME(column_sums)(const NAME(pass) * p, const real *y, const accum *middle,
                              int64_t first, int64_t count, double *a, double *b)
{
    for (int64_t n = 0; n < p->samples; n++) {
        const real *x = p->input + n * p->channels + first;
        const real *u = y ? y + n * p->channels + first : NULL;
        if (u)
            for (int64_t c = 0; c < count; c++) {
                double other = (double)load(u[c]);
                a[c] += other;
                b[c] += other * ((double)load(x[c]) - (double)middle[c]);
            }
        else
            for (int64_t c = 0; c < count; c++) {
                double away = (double)load(x[c]) - (double)middle[c];
                a[c] += away;
                b[c] += away * away;
            }
    }
}

static void NAME(sums)(const NAME(pass) * p, const real *y, const accum *middle,
                       int64_t first, int64_t count, double *a, double *b)
{
    for (int64_t c = 0; c < count; c++) a[c] = b[c] = 0;
    if (p->spatial == 1) {
        NAME(column_sums)(p, y, middle, first, count, a, b);
        return;
    }
    for (int64_t c = 0; c < count; c++)
        for (int64_t n = 0; n < p->samples; n++) {
            int64_t at = (n * p->channels + first + c) * p->spatial;
            NAME(row_sums)
            (p->input + at, y ? y + at : NULL, middle[c], p->spatial, a + c, b + c);
        }
}

/* result = (x - middle) * slope + shift + dy * factor, for each channel. */
typedef struct NAME(line) {
    accum middle[NAME(CHANNELS)], slope[NAME(CHANNELS)], shift[NAME(CHANNELS)],
        factor[NAME(CHANNELS)];
} NAME(line);

INLINE void NAME(row_line)(real *y, const real *x, const real *dy, int64_t n,
                           accum middle, accum slope, accum shift, accum factor)
{
    if (dy)
        for (int64_t i = 0; i < n; i++)
            y[i] = store((load(x[i]) - middle) * slope + shift + load(dy[i]) * factor);
    else
        for (int64_t i = 0; i < n; i++)
            y[i] = store((load(x[i]) - middle) * slope + shift);
}

static void NAME(apply)(const NAME(pass) * p, const NAME(line) * l, int64_t first,
                        int64_t count)
{
    for (int64_t n = 0; n < p->samples; n++) {
        int64_t at = (n * p->channels + first) * p->spatial;
        const real *x = p->input + at;
        const real *dy = p->grad_output ? p->grad_output + at : NULL;
        real *y = p->result + at;
        if (p->spatial > 1) {
            for (int64_t c = 0, i = 0; c < count; c++, i += p->spatial) NAME(row_line)
            (y + i, x + i, dy ? dy + i : NULL, p->spatial, l->middle[c], l->slope[c],
             l->shift[c], l->factor[c]);
            continue;
        }
        if (dy)
            for (int64_t c = 0; c < count; c++)
                y[c] = store((load(x[c]) - l->middle[c]) * l->slope[c] + l->shift[c] +
                             load(dy[c]) * l->factor[c]);
        else
            for (int64_t c = 0; c < count; c++)
                y[c] = store((load(x[c]) - l->middle[c]) * l->slope[c] + l->shift[c]);
    }
}

INLINE double NAME(element)(const cr_tensor *tensor, int64_t channel, double otherwise)
{
    return tensor ? (double)load(((const real *)first_of(tensor))[channel]) : otherwise;
}

INLINE void NAME(set)(cr_tensor *tensor, int64_t channel, double value)
{
    ((real *)first_of(tensor))[channel] = store((accum)value);
}

/* Mean and 1 / deviation of the batch, kept and moved into the running ones. a and b
 * become these two without rounding to the element type. */
static void NAME(learn)(const NAME(pass) * p, int64_t first, int64_t count, double *a,
                        double *b)
{
    const norm *layer = p->layer;
    double values = (double)(p->samples * p->spatial);
    accum middle[NAME(CHANNELS)] = {0};
    NAME(sums)(p, NULL, middle, first, count, a, b);
    for (int64_t c = 0; c < count; c++) middle[c] = (accum)(a[c] / values);
    NAME(sums)(p, NULL, middle, first, count, a, b);
    for (int64_t c = 0; c < count; c++) {
        int64_t channel = first + c;
        double away = a[c] / values, mean = (double)middle[c] + away;
        double squares = b[c] - away * a[c], move = layer->momentum;
        double variance = squares / values + layer->epsilon;
        a[c] = mean;
        b[c] = variance > 0 ? 1 / sqrt(variance) : 0;
        NAME(set)(layer->mean, channel, a[c]);
        NAME(set)(layer->deviation, channel, b[c]);
        NAME(set)
        (layer->running_mean, channel,
         move * mean + (1 - move) * NAME(element)(layer->running_mean, channel, 0));
        NAME(set)
        (layer->running_var, channel,
         move * squares / (values - 1) +
             (1 - move) * NAME(element)(layer->running_var, channel, 0));
    }
}

INLINE double NAME(mean_of)(const norm *layer, int64_t channel)
{
    return NAME(element)(layer->train ? layer->mean : layer->running_mean, channel, 0);
}

INLINE double NAME(deviation_of)(const norm *layer, int64_t channel)
{
    if (layer->train) return NAME(element)(layer->deviation, channel, 1);
    return 1 / sqrt(NAME(element)(layer->running_var, channel, 1) + layer->epsilon);
}

static void NAME(forward_channels)(void *context, int64_t from, int64_t to)
{
    const NAME(pass) *p = context;
    const norm *layer = p->layer;
    double mean[NAME(CHANNELS)], deviation[NAME(CHANNELS)];
    NAME(line) l;
    for (int64_t first = from; first < to; first += NAME(CHANNELS)) {
        int64_t count = to - first < NAME(CHANNELS) ? to - first : NAME(CHANNELS);
        if (layer->train) NAME(learn)(p, first, count, mean, deviation);
        for (int64_t c = 0; c < count; c++) {
            if (!layer->train) {
                mean[c] = NAME(mean_of)(layer, first + c);
                deviation[c] = NAME(deviation_of)(layer, first + c);
            }
            l.middle[c] = (accum)mean[c];
            l.slope[c] =
                (accum)(deviation[c] * NAME(element)(layer->weight, first + c, 1));
            l.shift[c] = (accum)NAME(element)(layer->bias, first + c, 0);
            l.factor[c] = 0;
        }
        NAME(apply)(p, &l, first, count);
    }
}

static void NAME(backward_channels)(void *context, int64_t from, int64_t to)
{
    const NAME(pass) *p = context;
    const norm *layer = p->layer;
    double a[NAME(CHANNELS)], b[NAME(CHANNELS)],
        values = (double)(p->samples * p->spatial);
    NAME(line) l;
    for (int64_t first = from; first < to; first += NAME(CHANNELS)) {
        int64_t count = to - first < NAME(CHANNELS) ? to - first : NAME(CHANNELS);
        for (int64_t c = 0; c < count; c++)
            l.middle[c] = (accum)NAME(mean_of)(layer, first + c);
        NAME(sums)(p, p->grad_output, l.middle, first, count, a, b);
        for (int64_t c = 0; c < count; c++) {
            int64_t channel = first + c;
            double deviation = NAME(deviation_of)(layer, channel);
            double factor = deviation * NAME(element)(layer->weight, channel, 1);
            double part = layer->train ? factor / values : 0;
            l.factor[c] = (accum)factor;
            l.slope[c] = (accum)(-part * b[c] * deviation * deviation);
            l.shift[c] = (accum)(-part * a[c]);
            if (p->grad_weight) NAME(set)
            (p->grad_weight, channel,
             NAME(element)(p->grad_weight, channel, 0) + layer->scale * b[c] * deviation);
            if (p->grad_bias) NAME(set)
            (p->grad_bias, channel,
             NAME(element)(p->grad_bias, channel, 0) + layer->scale * a[c]);
        }
        if (p->result) NAME(apply)(p, &l, first, count);
    }
}

/* Chunks of channels, from the shape alone. */
static void NAME(run)(NAME(pass) * p, const cr_tensor *input, range_function *work)
{
    p->samples = input->sizes[0];
    p->channels = input->sizes[1];
    p->spatial = cr_tensor_count(input) / (p->samples * p->channels);
    int64_t grain = NAME(WORK) / (p->samples * p->spatial);
    if (grain < 1) grain = 1;
    if (p->spatial == 1 && grain < NAME(CHANNELS)) grain = NAME(CHANNELS);
    parallel_for(p->channels, grain, work, p);
}

static cr_status NAME(batch_norm)(cr_tensor *output, const cr_tensor *input,
                                  const norm *layer)
{
    NAME(pass) p = {.input = first_of(input), .result = first_of(output), .layer = layer};
    NAME(run)(&p, input, NAME(forward_channels));
    return CR_OK;
}

static cr_status NAME(batch_norm_backward)(cr_tensor *grad_input, cr_tensor *grad_weight,
                                           cr_tensor *grad_bias, const cr_tensor *input,
                                           const cr_tensor *grad_output,
                                           const norm *layer)
{
    NAME(pass)
    p = {.input = first_of(input),
         .grad_output = first_of(grad_output),
         .result = grad_input ? first_of(grad_input) : NULL,
         .grad_weight = grad_weight,
         .grad_bias = grad_bias,
         .layer = layer};
    NAME(run)(&p, input, NAME(backward_channels));
    return CR_OK;
}

#else

cr_status CPU(batch_norm)(cr_tensor *output, const cr_tensor *input, const norm *layer)
{
    static batch_norm_kernel *const by_dtype[] = {EACH_FLOAT(ENTRY, batch_norm)};
    return by_dtype[input->dtype](output, input, layer);
}

cr_status CPU(batch_norm_backward)(cr_tensor *grad_input, cr_tensor *grad_weight,
                                   cr_tensor *grad_bias, const cr_tensor *input,
                                   const cr_tensor *grad_output, const norm *layer)
{
    static batch_norm_backward_kernel *const by_dtype[] = {
        EACH_FLOAT(ENTRY, batch_norm_backward)};
    return by_dtype[input->dtype](grad_input, grad_weight, grad_bias, input, grad_output,
                                  layer);
}

#endif
