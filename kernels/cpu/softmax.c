/* softmax.c - normalised exponentials along a dimension. A tensor is seen as outer x C x
 * inner; without inner dimensions a row is contiguous, else up to COLUMNS rows that lie
 * side by side are computed together. */
#define THIS_FILE "softmax.c"
#define KERNELS "ops/kernels/softmax.def"
#include "each_float.h"
#include "wide.h"

#ifdef DTYPE
#include "lanes.h"

enum {
    NAME(PIECE) = 512,  /* elements that stay in the first cache */
    NAME(COLUMNS) = 64, /* rows side by side */
    NAME(WORK) = 8192,  /* elements that are worth a chunk */
};

typedef struct NAME(pass) {
    real *result;
    const real *x, *dy; /* forward: the input; backward: the output and its gradient */
    int64_t classes, inner, blocks; /* blocks: of columns in one of the outer parts */
    int is_log;
} NAME(pass);

/* The largest element; a NaN is left to the sum. One running maximum would wait for
 * itself at every element, so there are several. */
INLINE accum NAME(largest)(const real *x, int64_t n)
{
    enum { SEVERAL = 64 };
    accum several[SEVERAL], most = -INFINITY;
    int64_t i = 0;
    for (int l = 0; l < SEVERAL; l++) several[l] = most;
    for (; i + SEVERAL <= n; i += SEVERAL)
        for (int l = 0; l < SEVERAL; l++)
            several[l] = load(x[i + l]) > several[l] ? load(x[i + l]) : several[l];
    for (int l = 0; l < SEVERAL; l++) most = several[l] > most ? several[l] : most;
    for (; i < n; i++) most = load(x[i]) > most ? load(x[i]) : most;
    return most > -INFINITY ? most : 0;
}

static void NAME(row)(const NAME(pass) * p, real *y, const real *x)
{
    accum values[NAME(PIECE)], most = NAME(largest)(x, p->classes);
    double sum = 0;
    for (int64_t first = 0; first < p->classes; first += NAME(PIECE)) {
        int64_t left = p->classes - first, n = left < NAME(PIECE) ? left : NAME(PIECE);
        for (int64_t i = 0; i < n; i++) values[i] = exp(load(x[first + i]) - most);
        sum += (double)NAME(lane_sum)(NAME(first), values, values, 0, n);
        if (!p->is_log)
            for (int64_t i = 0; i < n; i++) y[first + i] = store(values[i]);
    }
    accum shift = most + (accum)log(sum), factor = (accum)(1 / sum);
    if (p->is_log)
        for (int64_t i = 0; i < p->classes; i++) y[i] = store(load(x[i]) - shift);
    else
        for (int64_t i = 0; i < p->classes; i++) y[i] = store(load(y[i]) * factor);
}

static void NAME(columns)(const NAME(pass) * p, real *y, const real *x, int64_t n)
{
    accum most[NAME(COLUMNS)];
    double sum[NAME(COLUMNS)] = {0};
    for (int64_t j = 0; j < n; j++) most[j] = load(x[j]);
    for (int64_t c = 1; c < p->classes; c++)
        for (int64_t j = 0; j < n; j++) {
            accum value = load(x[c * p->inner + j]);
            most[j] = value > most[j] ? value : most[j];
        }
    for (int64_t c = 0; c < p->classes; c++)
        for (int64_t j = 0; j < n; j++) {
            accum value = exp(load(x[c * p->inner + j]) - most[j]);
            sum[j] += (double)value;
            if (!p->is_log) y[c * p->inner + j] = store(value);
        }
    for (int64_t j = 0; j < n; j++) {
        accum shift = most[j] + (accum)log(sum[j]), factor = (accum)(1 / sum[j]);
        for (int64_t c = 0; c < p->classes; c++) {
            int64_t i = c * p->inner + j;
            y[i] = p->is_log ? store(load(x[i]) - shift) : store(load(y[i]) * factor);
        }
    }
}

/* The sum of dy, or of y dy, is all that one class needs of the others. */
static void NAME(row_back)(const NAME(pass) * p, real *dx, const real *y, const real *dy)
{
    accum values[NAME(PIECE)];
    double sum = 0;
    for (int64_t first = 0; first < p->classes; first += NAME(PIECE)) {
        int64_t left = p->classes - first, n = left < NAME(PIECE) ? left : NAME(PIECE);
        for (int64_t i = 0; i < n; i++)
            values[i] = load(dy[first + i]) * (p->is_log ? 1 : load(y[first + i]));
        sum += (double)NAME(lane_sum)(NAME(first), values, values, 0, n);
    }
    accum total = (accum)sum;
    if (p->is_log)
        for (int64_t i = 0; i < p->classes; i++)
            dx[i] = store(load(dy[i]) - exp(load(y[i])) * total);
    else
        for (int64_t i = 0; i < p->classes; i++)
            dx[i] = store(load(y[i]) * (load(dy[i]) - total));
}

static void NAME(columns_back)(const NAME(pass) * p, real *dx, const real *y,
                               const real *dy, int64_t n)
{
    double sum[NAME(COLUMNS)] = {0};
    for (int64_t c = 0; c < p->classes; c++)
        for (int64_t j = 0; j < n; j++) {
            int64_t i = c * p->inner + j;
            sum[j] += (double)(load(dy[i]) * (p->is_log ? 1 : load(y[i])));
        }
    for (int64_t c = 0; c < p->classes; c++)
        for (int64_t j = 0; j < n; j++) {
            int64_t i = c * p->inner + j;
            accum value = load(y[i]), total = (accum)sum[j];
            dx[i] = store(p->is_log ? load(dy[i]) - exp(value) * total
                                    : value * (load(dy[i]) - total));
        }
}

static void NAME(blocks)(void *context, int64_t from, int64_t to)
{
    const NAME(pass) *p = context;
    for (int64_t k = from; k < to; k++) {
        int64_t j = k % p->blocks * NAME(COLUMNS);
        int64_t at = k / p->blocks * p->classes * p->inner + j;
        int64_t left = p->inner - j, n = left < NAME(COLUMNS) ? left : NAME(COLUMNS);
        if (p->dy && p->inner == 1)
            NAME(row_back)(p, p->result + at, p->x + at, p->dy + at);
        else if (p->dy)
            NAME(columns_back)(p, p->result + at, p->x + at, p->dy + at, n);
        else if (p->inner == 1)
            NAME(row)(p, p->result + at, p->x + at);
        else
            NAME(columns)(p, p->result + at, p->x + at, n);
    }
}

static cr_status NAME(run)(NAME(pass) * p, const cr_tensor *shape, int64_t dimension)
{
    int64_t outer = 1;
    p->classes = shape->sizes[dimension];
    p->inner = 1;
    for (int64_t d = 0; d < dimension; d++) outer *= shape->sizes[d];
    for (int64_t d = dimension + 1; d < shape->ndim; d++) p->inner *= shape->sizes[d];
    p->blocks = (p->inner + NAME(COLUMNS) - 1) / NAME(COLUMNS);
    int64_t width = p->inner < NAME(COLUMNS) ? p->inner : NAME(COLUMNS);
    int64_t grain = NAME(WORK) / (p->classes * width);
    parallel_for(outer * p->blocks, grain > 1 ? grain : 1, NAME(blocks), p);
    return CR_OK;
}

static cr_status NAME(softmax)(cr_tensor *output, const cr_tensor *input,
                               int64_t dimension, int is_log)
{
    NAME(pass) p = {.result = first_of(output), .x = first_of(input), .is_log = is_log};
    return NAME(run)(&p, input, dimension);
}

static cr_status NAME(softmax_backward)(cr_tensor *grad_input, const cr_tensor *output,
                                        const cr_tensor *grad_output, int64_t dimension,
                                        int is_log)
{
    NAME(pass)
    p = {.result = first_of(grad_input),
         .x = first_of(output),
         .dy = first_of(grad_output),
         .is_log = is_log};
    return NAME(run)(&p, output, dimension);
}

#else

cr_status CPU(softmax)(cr_tensor *output, const cr_tensor *input, int64_t dimension,
                       int is_log)
{
    static softmax_kernel *const by_dtype[] = {EACH_FLOAT(ENTRY, softmax)};
    return by_dtype[input->dtype](output, input, dimension, is_log);
}

cr_status CPU(softmax_backward)(cr_tensor *grad_input, const cr_tensor *output,
                                const cr_tensor *grad_output, int64_t dimension,
                                int is_log)
{
    static softmax_backward_kernel *const by_dtype[] = {
        EACH_FLOAT(ENTRY, softmax_backward)};
    return by_dtype[output->dtype](grad_input, output, grad_output, dimension, is_log);
}

#endif
