/* distance.c - distances between samples and points. A sample, or a row of the gradient
 * of the points, is computed by one thread, so results do not depend on their number. */
#define THIS_FILE "distance.c"
#define KERNELS "ops/kernels/distance.def"
#include "each_float.h"
#include "wide.h"

#ifdef DTYPE
#include "lanes.h"

enum {
    NAME(POINTS) = 256, /* side by side */
    NAME(WORK) = 32768, /* elements that are worth a chunk */
};

/* N samples of D numbers and M points; scale may be NULL. */
typedef struct NAME(pass) {
    const real *input, *weight, *scale, *quotient;
    real *result, *grad_scale;
    int64_t samples, dimensions, points;
    accum factor;
} NAME(pass);

static NAME(pass) NAME(pass_of)(const cr_tensor *quotient, const cr_tensor *input,
                                const cr_tensor *weight, const cr_tensor *scale)
{
    return (NAME(pass)){.input = first_of(input),
                        .weight = first_of(weight),
                        .scale = scale ? first_of(scale) : NULL,
                        .quotient = quotient ? first_of(quotient) : NULL,
                        .samples = input->ndim == 2 ? input->sizes[0] : 1,
                        .dimensions = weight->sizes[0],
                        .points = weight->sizes[1]};
}

/* How many rows of `width` by `depth` are worth a chunk. */
static int64_t NAME(grain)(int64_t width, int64_t depth)
{
    int64_t work = width * depth;
    return work < NAME(WORK) ? NAME(WORK) / (work + 1) + 1 : 1;
}

/* sum[m] += (c (x - w[m]))^2 */
INLINE void NAME(add_squares)(accum *sum, accum x, const real *w, const real *c,
                              int64_t n)
{
    if (!c)
        for (int64_t m = 0; m < n; m++) {
            accum z = x - load(w[m]);
            sum[m] += z * z;
        }
    else
        for (int64_t m = 0; m < n; m++) {
            accum z = load(c[m]) * (x - load(w[m]));
            sum[m] += z * z;
        }
}

static void NAME(forward)(void *context, int64_t from, int64_t to)
{
    const NAME(pass) *p = context;
    accum sum[NAME(POINTS)];
    for (int64_t n = from; n < to; n++)
        for (int64_t m = 0; m < p->points; m += NAME(POINTS)) {
            int64_t left = p->points - m,
                    count = left < NAME(POINTS) ? left : NAME(POINTS);
            const real *x = p->input + n * p->dimensions;
            real *y = p->result + n * p->points + m;
            for (int64_t k = 0; k < count; k++) sum[k] = 0;
            for (int64_t d = 0; d < p->dimensions; d++) {
                int64_t at = d * p->points + m;
                NAME(add_squares)
                (sum, load(x[d]), p->weight + at, p->scale ? p->scale + at : NULL, count);
            }
            for (int64_t k = 0; k < count; k++) y[k] = store(sqrt(sum[k]));
        }
}

static cr_status NAME(distances)(cr_tensor *output, const cr_tensor *input,
                                 const cr_tensor *weight, const cr_tensor *scale)
{
    NAME(pass) pass = NAME(pass_of)(NULL, input, weight, scale);
    pass.result = first_of(output);
    parallel_for(pass.samples, NAME(grain)(pass.points, pass.dimensions), NAME(forward),
                 &pass);
    return CR_OK;
}

/* The sum over points of q c^2 (x - w). */
static accum NAME(pull)(accum x, const real *q, const real *w, const real *c, int64_t n)
{
    accum values[NAME(POINTS)], total = 0;
    for (int64_t first = 0; first < n; first += NAME(POINTS)) {
        int64_t left = n - first, count = left < NAME(POINTS) ? left : NAME(POINTS);
        for (int64_t m = 0; m < count; m++)
            values[m] = load(q[first + m]) * (x - load(w[first + m]));
        if (c)
            for (int64_t m = 0; m < count; m++)
                values[m] *= load(c[first + m]) * load(c[first + m]);
        total += NAME(lane_sum)(NAME(first), values, values, 0, count);
    }
    return total;
}

static void NAME(backward_input)(void *context, int64_t from, int64_t to)
{
    const NAME(pass) *p = context;
    for (int64_t n = from; n < to; n++)
        for (int64_t d = 0; d < p->dimensions; d++) {
            int64_t i = n * p->dimensions + d, at = d * p->points;
            p->result[i] = store(NAME(pull)(load(p->input[i]),
                                            p->quotient + n * p->points, p->weight + at,
                                            p->scale ? p->scale + at : NULL, p->points));
        }
}

static cr_status NAME(distance_backward_input)(cr_tensor *grad_input,
                                               const cr_tensor *quotient,
                                               const cr_tensor *input,
                                               const cr_tensor *weight,
                                               const cr_tensor *scale)
{
    NAME(pass) pass = NAME(pass_of)(quotient, input, weight, scale);
    pass.result = first_of(grad_input);
    parallel_for(pass.samples, NAME(grain)(pass.points, pass.dimensions),
                 NAME(backward_input), &pass);
    return CR_OK;
}

/* A block of one row: the sums over samples of q (x - w), and of q (x - w)^2, then the
 * gradients. The row of the points is read before that of the gradient is written. */
static void NAME(gather)(const NAME(pass) * p, int64_t d, int64_t first, int64_t count)
{
    accum sum[NAME(POINTS)] = {0}, square[NAME(POINTS)] = {0};
    int64_t at = d * p->points + first;
    const real *w = p->weight + at, *c = p->scale ? p->scale + at : NULL;
    for (int64_t n = 0; n < p->samples; n++) {
        const real *q = p->quotient + n * p->points + first;
        accum x = load(p->input[n * p->dimensions + d]);
        for (int64_t m = 0; m < count; m++) {
            accum away = x - load(w[m]), term = load(q[m]) * away;
            sum[m] += term;
            square[m] += term * away;
        }
    }
    real *dw = p->result + at, *dc = p->grad_scale ? p->grad_scale + at : NULL;
    for (int64_t m = 0; m < count; m++) {
        accum by = c ? load(c[m]) : 1;
        dw[m] = store(load(dw[m]) - p->factor * by * by * sum[m]);
        if (dc) dc[m] = store(load(dc[m]) + p->factor * by * square[m]);
    }
}

static void NAME(backward_weight)(void *context, int64_t from, int64_t to)
{
    const NAME(pass) *p = context;
    for (int64_t d = from; d < to; d++)
        for (int64_t m = 0; m < p->points; m += NAME(POINTS)) {
            int64_t left = p->points - m;
            NAME(gather)(p, d, m, left < NAME(POINTS) ? left : NAME(POINTS));
        }
}

static cr_status NAME(distance_backward_weight)(cr_tensor *grad_weight,
                                                cr_tensor *grad_scale,
                                                const cr_tensor *quotient,
                                                const cr_tensor *input,
                                                const cr_tensor *weight,
                                                const cr_tensor *scale, double factor)
{
    NAME(pass) pass = NAME(pass_of)(quotient, input, weight, scale);
    pass.result = first_of(grad_weight);
    pass.grad_scale = grad_scale ? first_of(grad_scale) : NULL;
    pass.factor = (accum)factor;
    parallel_for(pass.dimensions, NAME(grain)(pass.points, pass.samples),
                 NAME(backward_weight), &pass);
    return CR_OK;
}

#else

cr_status CPU(distance)(cr_tensor *output, const cr_tensor *input,
                        const cr_tensor *weight, const cr_tensor *scale)
{
    static distance_kernel *const by_dtype[] = {EACH_FLOAT(ENTRY, distances)};
    return by_dtype[input->dtype](output, input, weight, scale);
}

cr_status CPU(distance_backward_input)(cr_tensor *grad_input, const cr_tensor *quotient,
                                       const cr_tensor *input, const cr_tensor *weight,
                                       const cr_tensor *scale)
{
    static distance_backward_input_kernel *const by_dtype[] = {
        EACH_FLOAT(ENTRY, distance_backward_input)};
    return by_dtype[input->dtype](grad_input, quotient, input, weight, scale);
}

cr_status CPU(distance_backward_weight)(cr_tensor *grad_weight, cr_tensor *grad_scale,
                                        const cr_tensor *quotient, const cr_tensor *input,
                                        const cr_tensor *weight, const cr_tensor *scale,
                                        double factor)
{
    static distance_backward_weight_kernel *const by_dtype[] = {
        EACH_FLOAT(ENTRY, distance_backward_weight)};
    return by_dtype[input->dtype](grad_weight, grad_scale, quotient, input, weight, scale,
                                  factor);
}

#endif
