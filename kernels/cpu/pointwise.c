/* pointwise.c - runs the formulas of ops/unary.def and ops/binary.def. */
#define THIS_FILE "pointwise.c"
#include "each_dtype.h"
#include "runs.h"

#ifdef DTYPE

/* Rows of y = f(x): the loop without strides becomes vector code. */
#define UNARY(name, dtypes, formula, ...)                                                \
    INLINE accum NAME(of_##name)(accum x)                                                \
    {                                                                                    \
        return formula;                                                                  \
    }                                                                                    \
    static void NAME(row_##name)(const void *context, int64_t n, char *const *at,        \
                                 const int64_t *stride)                                  \
    {                                                                                    \
        (void)context;                                                                   \
        real *y = (real *)at[0];                                                         \
        const real *x = (const real *)at[1];                                             \
        if (stride[0] == 1 && stride[1] == 1)                                            \
            for (int64_t i = 0; i < n; i++) y[i] = store(NAME(of_##name)(load(x[i])));   \
        else                                                                             \
            for (int64_t i = 0; i < n; i++)                                              \
                y[i * stride[0]] = store(NAME(of_##name)(load(x[i * stride[1]])));       \
    }
#include "ops/unary.def"
#undef UNARY

#if IS_FLOAT_DTYPE
/* Rows with an angle beyond the reach of the vector code: those angles one by one. */
#define FAR_ROW(name, wide)                                                              \
    static void NAME(far_##name)(const void *context, int64_t n, char *const *at,        \
                                 const int64_t *stride)                                  \
    {                                                                                    \
        int far = 0;                                                                     \
        const real *x = (const real *)at[1];                                             \
        for (int64_t i = 0; i < n; i++)                                                  \
            far |= magnitude(load(x[i * stride[1]])) >= (accum)FAR_F32;                  \
        if (!far) NAME(row_##name)(context, n, at, stride);                              \
        for (int64_t i = 0; far && i < n; i++) {                                         \
            accum v = load(x[i * stride[1]]);                                            \
            accum y = magnitude(v) >= (accum)FAR_F32 ? (accum)wide((double)v)            \
                                                     : NAME(of_##name)(v);               \
            ((real *)at[0])[i * stride[0]] = store(y);                                   \
        }                                                                                \
    }
FAR_ROW(sin, sin)
FAR_ROW(cos, cos)
FAR_ROW(tan, tan)
#undef FAR_ROW
#endif

static cr_status NAME(unary)(cr_tensor *output, const cr_tensor *input, int op)
{
    static row_function *const rows[] = {
#define UNARY(name, dtypes, ...) FITS(dtypes) ? NAME(row_##name) : NULL,
#include "ops/unary.def"
#undef UNARY
    };
    row_function *row = rows[op];
#if IS_FLOAT_DTYPE
    if (op == UNARY_sin) row = NAME(far_sin);
    if (op == UNARY_cos) row = NAME(far_cos);
    if (op == UNARY_tan) row = NAME(far_tan);
#endif
    EACH_ROW(row, NULL, output, input);
    return CR_OK;
}

/* Rows of y = f(a, b), of y = f(a, number) and of y = f(number, a). */
INLINE void NAME(both)(accum f(accum, accum), int64_t n, char *const *at,
                       const int64_t *stride)
{
    real *y = (real *)at[0];
    const real *x = (const real *)at[1], *z = (const real *)at[2];
    if (stride[0] == 1 && stride[1] == 1 && stride[2] == 1)
        for (int64_t i = 0; i < n; i++) y[i] = store(f(load(x[i]), load(z[i])));
    else
        for (int64_t i = 0; i < n; i++)
            y[i * stride[0]] = store(f(load(x[i * stride[1]]), load(z[i * stride[2]])));
}

INLINE void NAME(right)(accum f(accum, accum), accum number, int64_t n, char *const *at,
                        const int64_t *stride)
{
    real *y = (real *)at[0];
    const real *x = (const real *)at[1];
    if (stride[0] == 1 && stride[1] == 1)
        for (int64_t i = 0; i < n; i++) y[i] = store(f(load(x[i]), number));
    else
        for (int64_t i = 0; i < n; i++)
            y[i * stride[0]] = store(f(load(x[i * stride[1]]), number));
}

INLINE void NAME(left)(accum f(accum, accum), accum number, int64_t n, char *const *at,
                       const int64_t *stride)
{
    real *y = (real *)at[0];
    const real *x = (const real *)at[1];
    for (int64_t i = 0; i < n; i++)
        y[i * stride[0]] = store(f(number, load(x[i * stride[1]])));
}
#define BINARY(name, dtypes, formula, ...)                                               \
    INLINE accum NAME(of2_##name)(accum a, accum b)                                      \
    {                                                                                    \
        return formula;                                                                  \
    }                                                                                    \
    static void NAME(both_##name)(const void *context, int64_t n, char *const *at,       \
                                  const int64_t *stride)                                 \
    {                                                                                    \
        (void)context;                                                                   \
        NAME(both)(NAME(of2_##name), n, at, stride);                                     \
    }                                                                                    \
    static void NAME(right_##name)(const void *context, int64_t n, char *const *at,      \
                                   const int64_t *stride)                                \
    {                                                                                    \
        NAME(right)(NAME(of2_##name), *(const accum *)context, n, at, stride);           \
    }                                                                                    \
    static void NAME(left_##name)(const void *context, int64_t n, char *const *at,       \
                                  const int64_t *stride)                                 \
    {                                                                                    \
        NAME(left)(NAME(of2_##name), *(const accum *)context, n, at, stride);            \
    }
#include "ops/binary.def"
#undef BINARY

static cr_status NAME(binary)(cr_tensor *output, const cr_tensor *a, const cr_tensor *b,
                              int op)
{
    static row_function *const rows[] = {
#define BINARY(name, dtypes, ...) FITS(dtypes) ? NAME(both_##name) : NULL,
#include "ops/binary.def"
#undef BINARY
    };
    EACH_ROW(rows[op], NULL, output, a, b);
    return CR_OK;
}

static cr_status NAME(binary_value)(cr_tensor *output, const cr_tensor *a, double value,
                                    int op)
{
    static row_function *const rows[] = {
#define BINARY(name, dtypes, ...) FITS(dtypes) ? NAME(right_##name) : NULL,
#include "ops/binary.def"
#undef BINARY
    };
    accum number = (accum)value;
    EACH_ROW(rows[op], &number, output, a);
    return CR_OK;
}

static cr_status NAME(value_binary)(cr_tensor *output, double value, const cr_tensor *a,
                                    int op)
{
    static row_function *const rows[] = {
#define BINARY(name, dtypes, ...) FITS(dtypes) ? NAME(left_##name) : NULL,
#include "ops/binary.def"
#undef BINARY
    };
    accum number = (accum)value;
    EACH_ROW(rows[op], &number, output, a);
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
