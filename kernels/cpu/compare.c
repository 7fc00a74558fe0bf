/* compare.c - runs the conditions of ops/compare.def. */
#define THIS_FILE "compare.c"
#define KERNELS "ops/kernels/compare.def"
#include "each_dtype.h"
#include "units.h"

#ifdef DTYPE

/* Comparisons into u8, and into the type compared. A number is compared as it is: 0.5
 * with whole numbers too. */
#define COMPARE(name, condition)                                                         \
    static void NAME(truth_##name)(const void *context, int64_t n, char *const *at)      \
    {                                                                                    \
        (void)context;                                                                   \
        uint8_t *y = (uint8_t *)at[0];                                                   \
        const real *p = (const real *)at[1], *q = (const real *)at[2];                   \
        UNITS                                                                            \
        {                                                                                \
            accum a = load(p[i]), b = load(q[i]);                                        \
            y[i] = condition;                                                            \
        }                                                                                \
    }                                                                                    \
    static void NAME(same_##name)(const void *context, int64_t n, char *const *at)       \
    {                                                                                    \
        (void)context;                                                                   \
        real *y = (real *)at[0];                                                         \
        const real *p = (const real *)at[1], *q = (const real *)at[2];                   \
        UNITS                                                                            \
        {                                                                                \
            accum a = load(p[i]), b = load(q[i]);                                        \
            y[i] = store((accum)(condition));                                            \
        }                                                                                \
    }                                                                                    \
    static void NAME(truth_value_##name)(const void *context, int64_t n,                 \
                                         char *const *at)                                \
    {                                                                                    \
        uint8_t *y = (uint8_t *)at[0];                                                   \
        const real *p = (const real *)at[1];                                             \
        double b = *(const double *)context;                                             \
        UNITS                                                                            \
        {                                                                                \
            double a = (double)load(p[i]);                                               \
            y[i] = condition;                                                            \
        }                                                                                \
    }                                                                                    \
    static void NAME(same_value_##name)(const void *context, int64_t n, char *const *at) \
    {                                                                                    \
        real *y = (real *)at[0];                                                         \
        const real *p = (const real *)at[1];                                             \
        double b = *(const double *)context;                                             \
        UNITS                                                                            \
        {                                                                                \
            double a = (double)load(p[i]);                                               \
            y[i] = store((accum)(condition));                                            \
        }                                                                                \
    }
#include "ops/compare.def"
#undef COMPARE

static cr_status NAME(compare)(cr_tensor *output, const cr_tensor *a, const cr_tensor *b,
                               int op)
{
    static unit_function *const works[][2] = {
#define COMPARE(name, ...) {NAME(same_##name), NAME(truth_##name)},
#include "ops/compare.def"
#undef COMPARE
    };
    EACH_UNIT(works[op][output->dtype == CR_U8], NULL, output, a, b);
    return CR_OK;
}

static cr_status NAME(compare_value)(cr_tensor *output, const cr_tensor *a, double value,
                                     int op)
{
    static unit_function *const works[][2] = {
#define COMPARE(name, ...) {NAME(same_value_##name), NAME(truth_value_##name)},
#include "ops/compare.def"
#undef COMPARE
    };
    EACH_UNIT(works[op][output->dtype == CR_U8], &value, output, a);
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
