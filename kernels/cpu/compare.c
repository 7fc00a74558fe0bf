/* compare.c - runs the conditions of ops/compare.def. */
#define THIS_FILE "compare.c"
#include "each_dtype.h"
#include "runs.h"

#ifdef DTYPE

/* Comparisons into u8, and into the type compared. A number is compared as it is: 0.5
 * with whole numbers too. */
#define COMPARE(name, condition)                                                         \
    static void NAME(truth_##name)(const void *context, int64_t n, char *const *at,      \
                                   const int64_t *stride)                                \
    {                                                                                    \
        (void)context;                                                                   \
        uint8_t *y = (uint8_t *)at[0];                                                   \
        const real *x = (const real *)at[1], *z = (const real *)at[2];                   \
        for (int64_t i = 0; i < n; i++) {                                                \
            accum a = load(x[i * stride[1]]), b = load(z[i * stride[2]]);                \
            y[i * stride[0]] = condition;                                                \
        }                                                                                \
    }                                                                                    \
    static void NAME(same_##name)(const void *context, int64_t n, char *const *at,       \
                                  const int64_t *stride)                                 \
    {                                                                                    \
        (void)context;                                                                   \
        real *y = (real *)at[0];                                                         \
        const real *x = (const real *)at[1], *z = (const real *)at[2];                   \
        for (int64_t i = 0; i < n; i++) {                                                \
            accum a = load(x[i * stride[1]]), b = load(z[i * stride[2]]);                \
            y[i * stride[0]] = store((accum)(condition));                                \
        }                                                                                \
    }                                                                                    \
    static void NAME(truth_value_##name)(const void *context, int64_t n,                 \
                                         char *const *at, const int64_t *stride)         \
    {                                                                                    \
        uint8_t *y = (uint8_t *)at[0];                                                   \
        const real *x = (const real *)at[1];                                             \
        double b = *(const double *)context;                                             \
        for (int64_t i = 0; i < n; i++) {                                                \
            double a = (double)load(x[i * stride[1]]);                                   \
            y[i * stride[0]] = condition;                                                \
        }                                                                                \
    }                                                                                    \
    static void NAME(same_value_##name)(const void *context, int64_t n, char *const *at, \
                                        const int64_t *stride)                           \
    {                                                                                    \
        real *y = (real *)at[0];                                                         \
        const real *x = (const real *)at[1];                                             \
        double b = *(const double *)context;                                             \
        for (int64_t i = 0; i < n; i++) {                                                \
            double a = (double)load(x[i * stride[1]]);                                   \
            y[i * stride[0]] = store((accum)(condition));                                \
        }                                                                                \
    }
#include "ops/compare.def"
#undef COMPARE

static cr_status NAME(compare)(cr_tensor *output, const cr_tensor *a, const cr_tensor *b,
                               int op)
{
    static row_function *const rows[][2] = {
#define COMPARE(name, ...) {NAME(same_##name), NAME(truth_##name)},
#include "ops/compare.def"
#undef COMPARE
    };
    EACH_ROW(rows[op][output->dtype == CR_U8], NULL, output, a, b);
    return CR_OK;
}

static cr_status NAME(compare_value)(cr_tensor *output, const cr_tensor *a, double value,
                                     int op)
{
    static row_function *const rows[][2] = {
#define COMPARE(name, ...) {NAME(same_value_##name), NAME(truth_value_##name)},
#include "ops/compare.def"
#undef COMPARE
    };
    EACH_ROW(rows[op][output->dtype == CR_U8], &value, output, a);
    return CR_OK;
}

#else

cr_status CPU(compare)(cr_tensor *output, const cr_tensor *a, const cr_tensor *b, int op)
{
    static compare_kernel *const by_dtype[] = {EACH_DTYPE(ENTRY, compare)};
    return by_dtype[a->dtype](output, a, b, op);
}

cr_status CPU(compare_value)(cr_tensor *output, const cr_tensor *a, double value, int op)
{
    static compare_value_kernel *const by_dtype[] = {EACH_DTYPE(ENTRY, compare_value)};
    return by_dtype[a->dtype](output, a, value, op);
}

#endif
