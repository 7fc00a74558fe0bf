/* slope.c - rectifiers with learned slopes. Sums over elements are over pieces with fixed
 * borders, added in their order, so they do not depend on threads. */
#define THIS_FILE "slope.c"
#define KERNELS "ops/kernels/slope.def"
#include "each_float.h"
#include "wide.h"

#ifdef DTYPE
#include "lanes.h"

enum {
    NAME(GRAIN) = 16384, /* elements that are worth a chunk */
    NAME(PIECE) = 8192,  /* elements of a row that are one sum */
    NAME(BLOCK) = 512,   /* elements that stay in the first cache */
};

/* outer x C x inner without gaps. */
typedef struct NAME(pass) {
    const real *x, *dy, *weight;
    real *result;
    int64_t outer, channels, inner, pieces;
    double *sums;
} NAME(pass);

/* y = x > 0 ? v : w v, v being x, or dy in the backward pass. */
INLINE void NAME(bend)(real *y, const real *x, const real *v, const real *w, int64_t step,
                       int64_t n)
{
    if (step)
        for (int64_t i = 0; i < n; i++)
            y[i] = store(load(x[i]) > 0 ? load(v[i]) : load(w[i]) * load(v[i]));
    else {
        accum slope = load(*w);
        for (int64_t i = 0; i < n; i++)
            y[i] = store(load(x[i]) > 0 ? load(v[i]) : slope * load(v[i]));
    }
}

/* Elements from `first` to `end`, run by run of one slope, or of slopes side by side. */
static void NAME(bend_all)(void *context, int64_t first, int64_t end)
{
    const NAME(pass) *p = context;
    int64_t along = p->inner > 1 ? p->inner : p->channels, step = p->inner == 1;
    for (int64_t i = first, n; i < end; i += n) {
        int64_t at = i % along, c = step ? at : i / along % p->channels;
        n = along - at < end - i ? along - at : end - i;
        NAME(bend)(p->result + i, p->x + i, p->dy + i, p->weight + c, step, n);
    }
}

static NAME(pass) NAME(pass_of)(const cr_tensor *input, int64_t channels, int64_t inner)
{
    int64_t outer = cr_tensor_count(input) / (channels * inner);
    return (NAME(pass)){
        .x = first_of(input), .outer = outer, .channels = channels, .inner = inner};
}

static cr_status NAME(slope)(cr_tensor *output, const cr_tensor *input,
                             const cr_tensor *weight, int64_t inner)
{
    NAME(pass) pass = NAME(pass_of)(input, cr_tensor_count(weight), inner);
    pass.dy = pass.x;
    pass.weight = first_of(weight);
    pass.result = first_of(output);
    parallel_for(cr_tensor_count(input), NAME(GRAIN), NAME(bend_all), &pass);
    return CR_OK;
}

static cr_status NAME(slope_backward_input)(cr_tensor *grad_input,
                                            const cr_tensor *grad_output,
                                            const cr_tensor *input,
                                            const cr_tensor *weight, int64_t inner)
{
    NAME(pass) pass = NAME(pass_of)(input, cr_tensor_count(weight), inner);
    pass.dy = first_of(grad_output);
    pass.weight = first_of(weight);
    pass.result = first_of(grad_input);
    parallel_for(cr_tensor_count(input), NAME(GRAIN), NAME(bend_all), &pass);
    return CR_OK;
}

/* A piece of the rows of one channel. */
static void NAME(sum_pieces)(void *context, int64_t from, int64_t to)
{
    const NAME(pass) *p = context;
    accum values[NAME(BLOCK)];
    for (int64_t k = from; k < to; k++) {
        int64_t c = k / p->pieces, first = k % p->pieces * NAME(PIECE);
        int64_t end = first + NAME(PIECE) < p->inner ? first + NAME(PIECE) : p->inner;
        double sum = 0;
        for (int64_t o = 0; o < p->outer; o++) {
            int64_t row = (o * p->channels + c) * p->inner;
            for (int64_t i = first; i < end; i += NAME(BLOCK)) {
                int64_t n = end - i < NAME(BLOCK) ? end - i : NAME(BLOCK);
                const real *x = p->x + row + i, *dy = p->dy + row + i;
                for (int64_t j = 0; j < n; j++)
                    values[j] = load(x[j]) > 0 ? 0 : load(x[j]) * load(dy[j]);
                sum += (double)NAME(lane_sum)(NAME(first), values, values, 0, n);
            }
        }
        p->sums[k] = sum;
    }
}

/* The same for channels that lie side by side. */
static void NAME(sum_columns)(void *context, int64_t from, int64_t to)
{
    const NAME(pass) *p = context;
    for (int64_t c = from; c < to; c++) p->sums[c] = 0;
    for (int64_t o = 0; o < p->outer; o++) {
        const real *x = p->x + o * p->channels, *dy = p->dy + o * p->channels;
        for (int64_t c = from; c < to; c++)
            p->sums[c] += load(x[c]) > 0 ? 0 : (double)(load(x[c]) * load(dy[c]));
    }
}

static cr_status NAME(slope_backward_weight)(cr_tensor *grad_weight,
                                             const cr_tensor *grad_output,
                                             const cr_tensor *input, int64_t inner,
                                             double scale)
{
    NAME(pass) pass = NAME(pass_of)(input, cr_tensor_count(grad_weight), inner);
    pass.dy = first_of(grad_output);
    pass.pieces = (inner + NAME(PIECE) - 1) / NAME(PIECE);
    pass.sums = malloc(sizeof(double) * (size_t)(pass.channels * pass.pieces));
    if (!pass.sums)
        return cr_fail(CR_NO_MEMORY, "PReLU: no memory for %lld sums",
                       (long long)(pass.channels * pass.pieces));
    if (inner == 1)
        parallel_for(pass.channels, NAME(BLOCK), NAME(sum_columns), &pass);
    else
        parallel_for(pass.channels * pass.pieces, 1, NAME(sum_pieces), &pass);
    real *dw = first_of(grad_weight);
    for (int64_t c = 0; c < pass.channels; c++) {
        double sum = 0;
        for (int64_t k = 0; k < pass.pieces; k++) sum += pass.sums[c * pass.pieces + k];
        dw[c] = store(load(dw[c]) + (accum)(scale * sum));
    }
    free(pass.sums);
    return CR_OK;
}

#else

cr_status CPU(slope)(cr_tensor *output, const cr_tensor *input, const cr_tensor *weight,
                     int64_t inner)
{
    static slope_kernel *const by_dtype[] = {EACH_FLOAT(ENTRY, slope)};
    return by_dtype[input->dtype](output, input, weight, inner);
}

cr_status CPU(slope_backward_input)(cr_tensor *grad_input, const cr_tensor *grad_output,
                                    const cr_tensor *input, const cr_tensor *weight,
                                    int64_t inner)
{
    static slope_backward_input_kernel *const by_dtype[] = {
        EACH_FLOAT(ENTRY, slope_backward_input)};
    return by_dtype[input->dtype](grad_input, grad_output, input, weight, inner);
}

cr_status CPU(slope_backward_weight)(cr_tensor *grad_weight, const cr_tensor *grad_output,
                                     const cr_tensor *input, int64_t inner, double scale)
{
    static slope_backward_weight_kernel *const by_dtype[] = {
        EACH_FLOAT(ENTRY, slope_backward_weight)};
    return by_dtype[input->dtype](grad_weight, grad_output, input, inner, scale);
}

#endif
