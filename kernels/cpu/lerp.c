/* lerp.c - a + weight * (b - a). */
#define THIS_FILE "lerp.c"
#define KERNELS "ops/kernels/arithmetic.def"
#include "each_float.h"
#include "units.h"

#ifdef DTYPE

static void NAME(each_lerp)(const void *context, int64_t n, char *const *at)
{
    accum weight = *(const accum *)context;
    real *y = (real *)at[0];
    const real *a = (const real *)at[1], *b = (const real *)at[2];
    UNITS y[i] = store(load(a[i]) + weight * (load(b[i]) - load(a[i])));
}

static cr_status NAME(lerp)(cr_tensor *output, const cr_tensor *a, const cr_tensor *b,
                            double weight)
{
    accum number = (accum)weight;
    EACH_UNIT(NAME(each_lerp), &number, output, a, b);
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
