/* arithmetic.c - sums of tensors with factors, limits and mixtures. */
#define THIS_FILE "arithmetic.c"
#include "each_dtype.h"
#include "runs.h"

#ifdef DTYPE

#define ROW(name)                                                                        \
    static void NAME(name)(const void *context, int64_t n, char *const *at,              \
                           const int64_t *stride)

/* The numbers of one call, in the type that is computed in. */
typedef struct NAME(numbers) {
    accum a, b;
} NAME(numbers);

ROW(add_value_row)
{
    accum value = ((const NAME(numbers) *)context)->a;
    real *y = (real *)at[0];
    const real *x = (const real *)at[1];
    if (stride[0] == 1 && stride[1] == 1)
        for (int64_t i = 0; i < n; i++) y[i] = store(plus(load(x[i]), value));
    else
        for (int64_t i = 0; i < n; i++)
            y[i * stride[0]] = store(plus(load(x[i * stride[1]]), value));
}

static cr_status NAME(add_value)(cr_tensor *output, const cr_tensor *input, double value)
{
    NAME(numbers) numbers = {(accum)value, 0};
    EACH_ROW(NAME(add_value_row), &numbers, output, input);
    return CR_OK;
}

ROW(add_row)
{
    accum scale = ((const NAME(numbers) *)context)->a;
    real *z = (real *)at[0];
    const real *x = (const real *)at[1], *y = (const real *)at[2];
    if (stride[0] == 1 && stride[1] == 1 && stride[2] == 1)
        for (int64_t i = 0; i < n; i++)
            z[i] = store(plus(load(x[i]), multiply(scale, load(y[i]))));
    else
        for (int64_t i = 0; i < n; i++)
            z[i * stride[0]] = store(
                plus(load(x[i * stride[1]]), multiply(scale, load(y[i * stride[2]]))));
}

static cr_status NAME(add)(cr_tensor *output, const cr_tensor *input, double scale,
                           const cr_tensor *other)
{
    NAME(numbers) numbers = {(accum)scale, 0};
    EACH_ROW(NAME(add_row), &numbers, output, input, other);
    return CR_OK;
}

#define SCALED(name, formula)                                                            \
    ROW(name##_row)                                                                      \
    {                                                                                    \
        accum scale = ((const NAME(numbers) *)context)->a;                               \
        for (int64_t i = 0; i < n; i++) {                                                \
            accum x = load(((const real *)at[1])[i * stride[1]]);                        \
            accum a = load(((const real *)at[2])[i * stride[2]]);                        \
            accum b = load(((const real *)at[3])[i * stride[3]]);                        \
            ((real *)at[0])[i * stride[0]] = store(formula);                             \
        }                                                                                \
    }                                                                                    \
    ROW(name##_packed)                                                                   \
    {                                                                                    \
        static const int64_t ones[] = {1, 1, 1, 1};                                      \
        if (stride[0] == 1 && stride[1] == 1 && stride[2] == 1 && stride[3] == 1)        \
            NAME(name##_row)(context, n, at, ones);                                      \
        else                                                                             \
            NAME(name##_row)(context, n, at, stride);                                    \
    }                                                                                    \
    static cr_status NAME(name)(cr_tensor * output, const cr_tensor *input,              \
                                double scale, const cr_tensor *a, const cr_tensor *b)    \
    {                                                                                    \
        NAME(numbers) numbers = {(accum)scale, 0};                                       \
        EACH_ROW(NAME(name##_packed), &numbers, output, input, a, b);                    \
        return CR_OK;                                                                    \
    }
SCALED(addcmul, plus(x, multiply(multiply(scale, a), b)))
SCALED(addcdiv, plus(x, divide(multiply(scale, a), b)))
#undef SCALED

ROW(clamp_row)
{
    const NAME(numbers) *limit = context;
    accum low = limit->a, high = limit->b;
    for (int64_t i = 0; i < n; i++) {
        accum x = load(((const real *)at[1])[i * stride[1]]);
        x = x < low ? low : x;
        ((real *)at[0])[i * stride[0]] = store(x > high ? high : x);
    }
}

/* A limit beyond an integer type is the type's own. */
static cr_status NAME(clamp)(cr_tensor *output, const cr_tensor *input, double low,
                             double high)
{
    NAME(numbers) numbers = {(accum)low, (accum)high};
    if (!FITS(FLOAT)) {
        double least = -0x1p63, most = 0x1p63 - 1024;
        low = low > least ? ceil(low) : least;
        high = high < most ? floor(high) : most;
        numbers.a =
            sizeof(accum) == 8 ? (accum)low : (accum)(low > -0x1p31 ? low : -0x1p31);
        numbers.b = sizeof(accum) == 8 ? (accum)high
                                       : (accum)(high < 0x1p31 - 1 ? high : 0x1p31 - 1);
    }
    EACH_ROW(NAME(clamp_row), &numbers, output, input);
    return CR_OK;
}

#undef ROW
#else

cr_status CPU(add_value)(cr_tensor *output, const cr_tensor *input, double value)
{
    static add_value_kernel *const by_dtype[] = {EACH_DTYPE(ENTRY, add_value)};
    return by_dtype[input->dtype](output, input, value);
}

cr_status CPU(add)(cr_tensor *output, const cr_tensor *input, double scale,
                   const cr_tensor *other)
{
    static add_kernel *const by_dtype[] = {EACH_DTYPE(ENTRY, add)};
    return by_dtype[input->dtype](output, input, scale, other);
}

cr_status CPU(addcmul)(cr_tensor *output, const cr_tensor *input, double scale,
                       const cr_tensor *a, const cr_tensor *b)
{
    static addcmul_kernel *const by_dtype[] = {EACH_DTYPE(ENTRY, addcmul)};
    return by_dtype[input->dtype](output, input, scale, a, b);
}

cr_status CPU(addcdiv)(cr_tensor *output, const cr_tensor *input, double scale,
                       const cr_tensor *a, const cr_tensor *b)
{
    static addcdiv_kernel *const by_dtype[] = {EACH_DTYPE(ENTRY, addcdiv)};
    return by_dtype[input->dtype](output, input, scale, a, b);
}

cr_status CPU(clamp)(cr_tensor *output, const cr_tensor *input, double low, double high)
{
    static clamp_kernel *const by_dtype[] = {EACH_DTYPE(ENTRY, clamp)};
    return by_dtype[input->dtype](output, input, low, high);
}

#endif
