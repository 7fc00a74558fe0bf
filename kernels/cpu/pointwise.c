/* pointwise.c - runs the formulas of ops/unary.def and ops/binary.def. */
#define THIS_FILE "pointwise.c"
#define KERNELS "ops/kernels/pointwise.def"
#include "each_dtype.h"
#include "ops.h"
#include "units.h"

#ifdef DTYPE

/* y = f(x). */
#define UNARY(name, dtypes, formula, ...)                                                \
    INLINE accum NAME(of_##name)(accum x)                                                \
    {                                                                                    \
        return formula;                                                                  \
    }                                                                                    \
    static void NAME(each_##name)(const void *context, int64_t n, char *const *at)       \
    {                                                                                    \
        (void)context;                                                                   \
        real *y = (real *)at[0];                                                         \
        const real *x = (const real *)at[1];                                             \
        UNITS y[i] = store(NAME(of_##name)(load(x[i])));                                 \
    }
#include "ops/unary.def"
#undef UNARY

#if IS_FLOAT_DTYPE
/* With an angle beyond the reach of the vector code: those angles one by one. */
#define FAR(name)                                                                        \
    static void NAME(far_##name)(const void *context, int64_t n, char *const *at)        \
    {                                                                                    \
        int far = 0;                                                                     \
        const real *x = (const real *)at[1];                                             \
        for (int64_t i = 0; i < n; i++) far |= magnitude(load(x[i])) >= (accum)FAR_F32;  \
        if (!far) NAME(each_##name)(context, n, at);                                     \
        for (int64_t i = 0; far && i < n; i++) {                                         \
            accum v = load(x[i]);                                                        \
            accum y = magnitude(v) >= (accum)FAR_F32 ? (accum)name((double)v)            \
                                                     : NAME(of_##name)(v);               \
            ((real *)at[0])[i] = store(y);                                               \
        }                                                                                \
    }
FAR(sin)
FAR(cos)
FAR(tan)
#undef FAR
#endif

static cr_status NAME(unary)(cr_tensor *output, const cr_tensor *input, int op)
{
    static unit_function *const works[] = {
#define UNARY(name, dtypes, ...) FITS(dtypes) ? NAME(each_##name) : NULL,
#include "ops/unary.def"
#undef UNARY
    };
    unit_function *work = works[op];
#if IS_FLOAT_DTYPE
    if (op == UNARY_sin) work = NAME(far_sin);
    if (op == UNARY_cos) work = NAME(far_cos);
    if (op == UNARY_tan) work = NAME(far_tan);
#endif
    EACH_UNIT(work, NULL, output, input);
    return CR_OK;
}

/* y = f(a, b), y = f(a, number), y = f(number, b). The number is spread over an array,
 * for a condition on it must not become a branch around the loop. */
#define BINARY(name, dtypes, formula, ...)                                               \
    INLINE accum NAME(of2_##name)(accum a, accum b)                                      \
    {                                                                                    \
        return formula;                                                                  \
    }                                                                                    \
    static void NAME(both_##name)(const void *context, int64_t n, char *const *at)       \
    {                                                                                    \
        (void)context;                                                                   \
        real *y = (real *)at[0];                                                         \
        const real *a = (const real *)at[1], *b = (const real *)at[2];                   \
        UNITS y[i] = store(NAME(of2_##name)(load(a[i]), load(b[i])));                    \
    }                                                                                    \
    static void NAME(right_##name)(const void *context, int64_t n, char *const *at)      \
    {                                                                                    \
        const accum *number = context;                                                   \
        real *y = (real *)at[0];                                                         \
        const real *a = (const real *)at[1];                                             \
        for (int64_t left = n; left > 0; left -= PACK, y += PACK, a += PACK) {           \
            n = left < PACK ? left : PACK;                                               \
            UNITS y[i] = store(NAME(of2_##name)(load(a[i]), number[i]));                 \
        }                                                                                \
    }                                                                                    \
    static void NAME(left_##name)(const void *context, int64_t n, char *const *at)       \
    {                                                                                    \
        const accum *number = context;                                                   \
        real *y = (real *)at[0];                                                         \
        const real *b = (const real *)at[1];                                             \
        for (int64_t left = n; left > 0; left -= PACK, y += PACK, b += PACK) {           \
            n = left < PACK ? left : PACK;                                               \
            UNITS y[i] = store(NAME(of2_##name)(number[i], load(b[i])));                 \
        }                                                                                \
    }
#include "ops/binary.def"
#undef BINARY

static cr_status NAME(binary)(cr_tensor *output, const cr_tensor *a, const cr_tensor *b,
                              int op)
{
    static unit_function *const works[] = {
#define BINARY(name, dtypes, ...) FITS(dtypes) ? NAME(both_##name) : NULL,
#include "ops/binary.def"
#undef BINARY
    };
    EACH_UNIT(works[op], NULL, output, a, b);
    return CR_OK;
}

/* A number as often as one stretch of a loop needs it. */
static void NAME(spread)(accum *numbers, double value, const cr_tensor *tensor)
{
    int64_t count = cr_tensor_count(tensor);
    for (int64_t i = 0; i < PACK && i < count; i++) numbers[i] = (accum)value;
}

static cr_status NAME(binary_value)(cr_tensor *output, const cr_tensor *a, double value,
                                    int op)
{
    static unit_function *const works[] = {
#define BINARY(name, dtypes, ...) FITS(dtypes) ? NAME(right_##name) : NULL,
#include "ops/binary.def"
#undef BINARY
    };
    accum numbers[PACK];
    NAME(spread)(numbers, value, a);
    EACH_UNIT(works[op], numbers, output, a);
    return CR_OK;
}

static cr_status NAME(value_binary)(cr_tensor *output, double value, const cr_tensor *a,
                                    int op)
{
    static unit_function *const works[] = {
#define BINARY(name, dtypes, ...) FITS(dtypes) ? NAME(left_##name) : NULL,
#include "ops/binary.def"
#undef BINARY
    };
    accum numbers[PACK];
    NAME(spread)(numbers, value, a);
    EACH_UNIT(works[op], numbers, output, a);
    return CR_OK;
}

#else

cr_status CPU(unary)(cr_tensor *output, const cr_tensor *input, int op)
{
    static unary_kernel *const by_dtype[] = {EACH_DTYPE(ENTRY, unary)};
    return by_dtype[input->dtype](output, input, op);
}

cr_status CPU(binary)(cr_tensor *output, const cr_tensor *a, const cr_tensor *b, int op)
{
    static binary_kernel *const by_dtype[] = {EACH_DTYPE(ENTRY, binary)};
    return by_dtype[a->dtype](output, a, b, op);
}

cr_status CPU(binary_value)(cr_tensor *output, const cr_tensor *a, double value, int op)
{
    static binary_value_kernel *const by_dtype[] = {EACH_DTYPE(ENTRY, binary_value)};
    return by_dtype[a->dtype](output, a, value, op);
}

cr_status CPU(value_binary)(cr_tensor *output, double value, const cr_tensor *a, int op)
{
    static value_binary_kernel *const by_dtype[] = {EACH_DTYPE(ENTRY, value_binary)};
    return by_dtype[a->dtype](output, value, a, op);
}

#endif
