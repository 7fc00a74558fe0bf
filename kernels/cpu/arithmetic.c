/* arithmetic.c - sums of tensors with factors, limits and mixtures. */
#define THIS_FILE "arithmetic.c"
#define KERNELS "ops/kernels/arithmetic.def"
#include "each_dtype.h"
#include "units.h"

#ifdef DTYPE

/* The numbers of one call, in the type that is computed in. */
typedef struct NAME(numbers) {
    accum a, b;
} NAME(numbers);

/* y = formula in the numbers and in x1 to x3, which are inputs. */
#define INPUT(t) const real *x##t = (const real *)at[t];
#define FORMULA(name, inputs, formula)                                                   \
    static void NAME(name)(const void *context, int64_t n, char *const *at)              \
    {                                                                                    \
        const NAME(numbers) numbers = *(const NAME(numbers) *)context;                   \
        real *y = (real *)at[0];                                                         \
        inputs UNITS y[i] = store(formula);                                              \
    }
FORMULA(each_add_value, INPUT(1), plus(load(x1[i]), numbers.a))
FORMULA(each_add, INPUT(1) INPUT(2), plus(load(x1[i]), multiply(numbers.a, load(x2[i]))))
FORMULA(each_addcmul, INPUT(1) INPUT(2) INPUT(3),
        plus(load(x1[i]), multiply(multiply(numbers.a, load(x2[i])), load(x3[i]))))
FORMULA(each_addcdiv, INPUT(1) INPUT(2) INPUT(3),
        plus(load(x1[i]), divide(multiply(numbers.a, load(x2[i])), load(x3[i]))))
#undef FORMULA
#undef INPUT

static void NAME(each_clamp)(const void *context, int64_t n, char *const *at)
{
    const NAME(numbers) limit = *(const NAME(numbers) *)context;
    real *y = (real *)at[0];
    const real *x = (const real *)at[1];
    UNITS
    {
        accum v = load(x[i]);
        v = v < limit.a ? limit.a : v;
        y[i] = store(v > limit.b ? limit.b : v);
    }
}

static cr_status NAME(add_value)(cr_tensor *output, const cr_tensor *input, double value)
{
    NAME(numbers) numbers = {(accum)value, 0};
    EACH_UNIT(NAME(each_add_value), &numbers, output, input);
    return CR_OK;
}

static cr_status NAME(add)(cr_tensor *output, const cr_tensor *input, double scale,
                           const cr_tensor *other)
{
    NAME(numbers) numbers = {(accum)scale, 0};
    EACH_UNIT(NAME(each_add), &numbers, output, input, other);
    return CR_OK;
}

static cr_status NAME(addcmul)(cr_tensor *output, const cr_tensor *input, double scale,
                               const cr_tensor *a, const cr_tensor *b)
{
    NAME(numbers) numbers = {(accum)scale, 0};
    EACH_UNIT(NAME(each_addcmul), &numbers, output, input, a, b);
    return CR_OK;
}

static cr_status NAME(addcdiv)(cr_tensor *output, const cr_tensor *input, double scale,
                               const cr_tensor *a, const cr_tensor *b)
{
    NAME(numbers) numbers = {(accum)scale, 0};
    EACH_UNIT(NAME(each_addcdiv), &numbers, output, input, a, b);
    return CR_OK;
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
    EACH_UNIT(NAME(each_clamp), &numbers, output, input);
    return CR_OK;
}

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
