/* loss.c - runs the formulas of ops/loss.def. The sum is over pieces with fixed borders,
 * added in their order, so it does not depend on threads. */
#define THIS_FILE "loss.c"
#define KERNELS "ops/kernels/loss.def"
#include "each_float.h"
#include "runs.h"
#include "wide.h"

#ifdef DTYPE
#include "lanes.h"

enum {
    NAME(BLOCK) = 512,
    NAME(LEAST) = 8192, /* elements of a piece */
    NAME(PIECES) = 256, /* of a sum at most */
};

#define SMALL (accum)1e-12

INLINE accum NAME(positive_of)(accum x)
{
    return x > 0 ? x : 0;
}

/* Huber's loss: a parabola near 0, straight lines beyond 1. */
INLINE accum NAME(smooth_of)(accum z)
{
    accum distance = magnitude(z);
    return distance < 1 ? z * z / 2 : distance - (accum)0.5;
}

INLINE accum NAME(slope_of)(accum z)
{
    return z < -1 ? -1 : z > 1 ? 1 : z;
}

INLINE accum NAME(cross_entropy_of)(accum x, accum t)
{
    return -(t * log(x + SMALL) + (1 - t) * log(1 - x + SMALL));
}

/* -(1 - s)^p log s, s being the sigmoid of z, and its derivative. */
INLINE accum NAME(focal_of)(accum z, accum p)
{
    accum below = z < 0 ? -z : 0;
    return pow(sigmoid(-z), p) * (below + log1p(exp(-magnitude(z))));
}

INLINE accum NAME(focal_slope_of)(accum z, accum p)
{
    accum below = z < 0 ? -z : 0, wrong = sigmoid(-z);
    accum loss = below + log1p(exp(-magnitude(z)));
    return -pow(wrong, p) * (p * (1 - wrong) * loss + wrong);
}

#define focal NAME(focal_of)
#define focal_slope NAME(focal_slope_of)
#define positive NAME(positive_of)
#define smooth NAME(smooth_of)
#define slope NAME(slope_of)
#define cross_entropy NAME(cross_entropy_of)

/* The numbers of one call, and where its pieces put their sums. */
typedef struct NAME(terms) {
    const real *input, *target, *weights;
    int64_t count, piece;
    accum p, scale;
    void (*block)(const struct NAME(terms) *, int64_t first, int64_t n, accum *values);
    double *sums;
} NAME(terms);

#define LOSS(name, formula, derivative)                                                  \
    INLINE accum NAME(loss_##name)(accum x, accum t, accum p)                            \
    {                                                                                    \
        (void)p;                                                                         \
        return formula;                                                                  \
    }                                                                                    \
    INLINE accum NAME(slope_##name)(accum x, accum t, accum p)                           \
    {                                                                                    \
        (void)x, (void)t, (void)p;                                                       \
        return derivative;                                                               \
    }                                                                                    \
    static void NAME(block_##name)(const NAME(terms) * terms, int64_t first, int64_t n,  \
                                   accum * values)                                       \
    {                                                                                    \
        const real *x = terms->input + first, *t = terms->target + first;                \
        accum p = terms->p;                                                              \
        for (int64_t i = 0; i < n; i++)                                                  \
            values[i] = NAME(loss_##name)(load(x[i]), load(t[i]), p);                    \
    }                                                                                    \
    static void NAME(row_##name)(const void *context, int64_t n, char *const *at,        \
                                 const int64_t *stride)                                  \
    {                                                                                    \
        accum p = ((const NAME(terms) *)context)->p;                                     \
        accum scale = ((const NAME(terms) *)context)->scale;                             \
        real *dx = (real *)at[0];                                                        \
        const real *x = (const real *)at[1], *t = (const real *)at[2];                   \
        int64_t a = stride[0], b = stride[1], c = stride[2];                             \
        if (a == 1 && b == 1 && c == 1)                                                  \
            for (int64_t i = 0; i < n; i++)                                              \
                dx[i] = store(scale * NAME(slope_##name)(load(x[i]), load(t[i]), p));    \
        else                                                                             \
            for (int64_t i = 0; i < n; i++)                                              \
                dx[i * a] = store(                                                       \
                    scale * NAME(slope_##name)(load(x[i * b]), load(t[i * c]), p));      \
    }
#include "ops/loss.def"
#undef LOSS

static void NAME(sum_pieces)(void *context, int64_t from, int64_t to)
{
    const NAME(terms) *terms = context;
    accum values[NAME(BLOCK)];
    for (int64_t k = from; k < to; k++) {
        int64_t end = (k + 1) * terms->piece;
        if (end > terms->count) end = terms->count;
        double sum = 0;
        for (int64_t i = k * terms->piece; i < end; i += NAME(BLOCK)) {
            int64_t n = end - i < NAME(BLOCK) ? end - i : NAME(BLOCK);
            terms->block(terms, i, n, values);
            if (terms->weights)
                for (int64_t j = 0; j < n; j++) values[j] *= load(terms->weights[i + j]);
            sum += (double)NAME(lane_sum)(NAME(first), values, values, 0, n);
        }
        terms->sums[k] = sum;
    }
}

static cr_status NAME(loss)(cr_tensor *value, const cr_tensor *input,
                            const cr_tensor *target, const cr_tensor *weights,
                            double scale, int op, double p)
{
#define LOSS(name, ...) NAME(block_##name),
    static void (*const blocks[])(const NAME(terms) *, int64_t, int64_t, accum *) = {
#include "ops/loss.def"
    };
#undef LOSS
    double sums[NAME(PIECES)], total = 0;
    int64_t count = cr_tensor_count(input),
            piece = (count + NAME(PIECES) - 1) / NAME(PIECES);
    if (piece < NAME(LEAST)) piece = NAME(LEAST);
    NAME(terms)
    terms = {.input = first_of(input),
             .target = first_of(target),
             .weights = weights ? first_of(weights) : NULL,
             .count = count,
             .piece = piece,
             .p = (accum)p,
             .block = blocks[op],
             .sums = sums};
    int64_t pieces = (count + piece - 1) / piece;
    parallel_for(pieces, 1, NAME(sum_pieces), &terms);
    for (int64_t k = 0; k < pieces; k++) total += sums[k];
    *(real *)first_of(value) = store((accum)(count ? total * scale : 0));
    return CR_OK;
}

static void NAME(weigh)(const void *context, int64_t n, char *const *at,
                        const int64_t *stride)
{
    (void)context;
    for (int64_t i = 0; i < n; i++) {
        real *y = (real *)at[0] + i * stride[0];
        *y = store(load(*y) * load(((const real *)at[1])[i * stride[1]]));
    }
}

static cr_status NAME(loss_backward)(cr_tensor *grad_input, const cr_tensor *input,
                                     const cr_tensor *target, const cr_tensor *weights,
                                     double scale, int op, double p)
{
#define LOSS(name, ...) NAME(row_##name),
    static row_function *const rows[] = {
#include "ops/loss.def"
    };
#undef LOSS
    NAME(terms) terms = {.p = (accum)p, .scale = (accum)scale};
    EACH_ROW(rows[op], &terms, grad_input, input, target);
    if (weights) EACH_ROW(NAME(weigh), NULL, grad_input, weights);
    return CR_OK;
}

#undef SMALL
#undef focal
#undef focal_slope
#undef positive
#undef smooth
#undef slope
#undef cross_entropy
#else

cr_status CPU(loss)(cr_tensor *value, const cr_tensor *input, const cr_tensor *target,
                    const cr_tensor *weights, double scale, int op, double p)
{
    static loss_kernel *const by_dtype[] = {EACH_FLOAT(ENTRY, loss)};
    return by_dtype[input->dtype](value, input, target, weights, scale, op, p);
}

cr_status CPU(loss_backward)(cr_tensor *grad_input, const cr_tensor *input,
                             const cr_tensor *target, const cr_tensor *weights,
                             double scale, int op, double p)
{
    static loss_backward_kernel *const by_dtype[] = {EACH_FLOAT(ENTRY, loss_backward)};
    return by_dtype[input->dtype](grad_input, input, target, weights, scale, op, p);
}

#endif
