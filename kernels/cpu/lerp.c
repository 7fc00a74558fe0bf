/* lerp.c - a + weight * (b - a). */
#define THIS_FILE "lerp.c"
#include "each_float.h"
#include "runs.h"

#ifdef DTYPE

static void NAME(lerp_row)(const void *context, int64_t n, char *const *at,
                           const int64_t *stride)
{
    accum weight = *(const accum *)context;
    for (int64_t i = 0; i < n; i++) {
        accum a = load(((const real *)at[1])[i * stride[1]]);
        accum b = load(((const real *)at[2])[i * stride[2]]);
        ((real *)at[0])[i * stride[0]] = store(a + weight * (b - a));
    }
}

static cr_status NAME(lerp)(cr_tensor *output, const cr_tensor *a, const cr_tensor *b,
                            double weight)
{
    accum number = (accum)weight;
    EACH_ROW(NAME(lerp_row), &number, output, a, b);
    return CR_OK;
}

#else

cr_status CPU(lerp)(cr_tensor *output, const cr_tensor *a, const cr_tensor *b,
                    double weight)
{
    static lerp_kernel *const by_dtype[] = {EACH_FLOAT(ENTRY, lerp)};
    return by_dtype[a->dtype](output, a, b, weight);
}

#endif
