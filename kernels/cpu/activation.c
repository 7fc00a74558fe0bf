/* activation.c - runs the formulas of ops/activation.def. */
#define THIS_FILE "activation.c"
#define KERNELS "ops/kernels/activation.def"
#include "each_float.h"
#include "runs.h"

#ifdef DTYPE

typedef struct NAME(numbers) {
    accum p, q;
} NAME(numbers);

INLINE accum NAME(square_of)(accum x)
{
    return x * x;
}

/* log(1 + exp(p x)) / p, and x itself where p x > q: the rest is below rounding. */
INLINE accum NAME(soft_plus_of)(accum x, accum p, accum q)
{
    return x * p > q ? x : log1p(exp(x * p)) / p;
}

/* log(1 / (1 + exp(-x))), without overflow. */
INLINE accum NAME(log_sigmoid_of)(accum x)
{
    accum below = x < 0 ? x : 0;
    return below - log1p(exp(-magnitude(x)));
}

/* The standard normal distribution: P(X <= x) and its density. */
INLINE accum NAME(normal_of)(accum x)
{
    return (accum)0.5 + (accum)0.5 * erf(x * (accum)0.70710678118654752440);
}

INLINE accum NAME(bell_of)(accum x)
{
    return (accum)0.39894228040143267794 * exp(x * x * (accum)-0.5);
}

/* The derivative of x s(p x), s being the sigmoid of p x. */
INLINE accum NAME(swish_slope_of)(accum x, accum s, accum p)
{
    return s + p * x * s * (1 - s);
}

#define normal NAME(normal_of)
#define bell NAME(bell_of)
#define swish_slope NAME(swish_slope_of)
#define square NAME(square_of)
#define soft_plus NAME(soft_plus_of)
#define log_sigmoid NAME(log_sigmoid_of)

/* Rows of y = f(x) and of dx = dy f'(x): without strides the loops become vector code. */
#define ACTIVATION(name, y_formula, dx_formula)                                          \
    INLINE accum NAME(value_##name)(accum x, accum p, accum q)                           \
    {                                                                                    \
        (void)p, (void)q;                                                                \
        return y_formula;                                                                \
    }                                                                                    \
    INLINE accum NAME(slope_##name)(accum x, accum y, accum dy, accum p, accum q)        \
    {                                                                                    \
        (void)x, (void)y, (void)p, (void)q;                                              \
        return dx_formula;                                                               \
    }                                                                                    \
    static void NAME(forward_##name)(const void *context, int64_t n, char *const *at,    \
                                     const int64_t *stride)                              \
    {                                                                                    \
        accum p = ((const NAME(numbers) *)context)->p;                                   \
        accum q = ((const NAME(numbers) *)context)->q;                                   \
        real *y = (real *)at[0];                                                         \
        const real *x = (const real *)at[1];                                             \
        int64_t dy = stride[0], dx = stride[1];                                          \
        if (dy == 1 && dx == 1)                                                          \
            for (int64_t i = 0; i < n; i++)                                              \
                y[i] = store(NAME(value_##name)(load(x[i]), p, q));                      \
        else                                                                             \
            for (int64_t i = 0; i < n; i++)                                              \
                y[i * dy] = store(NAME(value_##name)(load(x[i * dx]), p, q));            \
    }                                                                                    \
    INLINE void NAME(slopes_##name)(const NAME(numbers) * numbers, int64_t n,            \
                                    char *const *at, int64_t d, int64_t a, int64_t b,    \
                                    int64_t c)                                           \
    {                                                                                    \
        accum p = numbers->p, q = numbers->q;                                            \
        real *dx = (real *)at[0];                                                        \
        const real *x = (const real *)at[1], *y = (const real *)at[2];                   \
        const real *dy = (const real *)at[3];                                            \
        for (int64_t i = 0; i < n; i++)                                                  \
            dx[i * d] = store(NAME(slope_##name)(load(x[i * a]), load(y[i * b]),         \
                                                 load(dy[i * c]), p, q));                \
    }                                                                                    \
    static void NAME(backward_##name)(const void *context, int64_t n, char *const *at,   \
                                      const int64_t *stride)                             \
    {                                                                                    \
        const int64_t *s = stride;                                                       \
        if (s[0] == 1 && s[1] == 1 && s[2] == 1 && s[3] == 1)                            \
            NAME(slopes_##name)(context, n, at, 1, 1, 1, 1);                             \
        else                                                                             \
            NAME(slopes_##name)(context, n, at, s[0], s[1], s[2], s[3]);                 \
    }
#include "ops/activation.def"
#undef ACTIVATION

static cr_status NAME(activate)(cr_tensor *output, const cr_tensor *input, int op,
                                double p, double q)
{
    static row_function *const rows[] = {
#define ACTIVATION(name, ...) NAME(forward_##name),
#include "ops/activation.def"
#undef ACTIVATION
    };
    NAME(numbers) numbers = {(accum)p, (accum)q};
    EACH_ROW(rows[op], &numbers, output, input);
    return CR_OK;
}

static cr_status NAME(activate_backward)(cr_tensor *grad_input, const cr_tensor *input,
                                         const cr_tensor *output,
                                         const cr_tensor *grad_output, int op, double p,
                                         double q)
{
    static row_function *const rows[] = {
#define ACTIVATION(name, ...) NAME(backward_##name),
#include "ops/activation.def"
#undef ACTIVATION
    };
    NAME(numbers) numbers = {(accum)p, (accum)q};
    EACH_ROW(rows[op], &numbers, grad_input, input, output, grad_output);
    return CR_OK;
}

#undef normal
#undef bell
#undef swish_slope
#undef square
#undef soft_plus
#undef log_sigmoid
#else

cr_status CPU(activate)(cr_tensor *output, const cr_tensor *input, int op, double p,
                        double q)
{
    static activate_kernel *const by_dtype[] = {EACH_FLOAT(ENTRY, activate)};
    return by_dtype[input->dtype](output, input, op, p, q);
}

cr_status CPU(activate_backward)(cr_tensor *grad_input, const cr_tensor *input,
                                 const cr_tensor *output, const cr_tensor *grad_output,
                                 int op, double p, double q)
{
    static activate_backward_kernel *const by_dtype[] = {
        EACH_FLOAT(ENTRY, activate_backward)};
    return by_dtype[input->dtype](grad_input, input, output, grad_output, op, p, q);
}

#endif
