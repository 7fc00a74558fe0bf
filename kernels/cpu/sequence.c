/* sequence.c - y[i] = first + i * step, or 10 to the power of that. */
#define THIS_FILE "sequence.c"
#define KERNELS "ops/kernels/sequence.def"
#include "each_dtype.h"
#include "runs.h"

#ifdef DTYPE

INLINE real NAME(rounded)(double x)
{
    if (FITS(FLOAT)) return store((accum)x);
    return store((accum)whole_part_double(x));
}

static cr_status NAME(sequence)(cr_tensor *output, double first, double step, int power)
{
    real *y = (real *)first_of(output);
    int64_t n = output->sizes[0], stride = output->strides[0];
    if (power)
        for (int64_t i = 0; i < n; i++)
            y[i * stride] = NAME(rounded)(pow(10.0, first + (double)i * step));
    else
        for (int64_t i = 0; i < n; i++)
            y[i * stride] = NAME(rounded)(first + (double)i * step);
    return CR_OK;
}

#else

cr_status CPU(sequence)(cr_tensor *output, double first, double step, int power)
{
    static sequence_kernel *const by_dtype[] = {EACH_DTYPE(ENTRY, sequence)};
    return by_dtype[output->dtype](output, first, step, power);
}

#endif
