/* copy.c - moves elements between types and strides. */
#define THIS_FILE "copy.c"
#include "each_dtype.h"
#include "runs.h"
#include "transpose.h"

#ifdef DTYPE

/* From every type into the current one. Floats become integers by way of 64 bits, so that
 * numbers out of range wrap around instead of being undefined. */
#define NARROW_INTEGER(x) store((accum)(x))
#define FROM(ID, name, type, wide, ...)                                                  \
    static void NAME(from_##name)(const void *context, int64_t n, char *const *at,       \
                                  const int64_t *stride)                                 \
    {                                                                                    \
        (void)context;                                                                   \
        real *y = (real *)at[0];                                                         \
        const type *x = (const type *)at[1];                                             \
        if (stride[0] == 1 && stride[1] == 1)                                            \
            for (int64_t i = 0; i < n; i++) y[i] = NAME(convert_##name)(x[i]);           \
        else                                                                             \
            for (int64_t i = 0; i < n; i++)                                              \
                y[i * stride[0]] = NAME(convert_##name)(x[i * stride[1]]);               \
    }

#define CONVERT_INTEGER(ID, name, type, wide, ...)                                       \
    INLINE real NAME(convert_##name)(type x)                                             \
    {                                                                                    \
        return store((accum)x);                                                          \
    }
#define CONVERT_FLOAT(ID, name, type, wide, ...)                                         \
    INLINE real NAME(convert_##name)(type x)                                             \
    {                                                                                    \
        wide value = PASTE(load, name)(x);                                               \
        return FITS(FLOAT) ? store((accum)value) : store((accum)whole_part(value));      \
    }
EACH_INTEGER(CONVERT_INTEGER, )
EACH_FLOAT(CONVERT_FLOAT, )
EACH_DTYPE(FROM, )
#undef FROM
#undef CONVERT_INTEGER
#undef CONVERT_FLOAT
#undef NARROW_INTEGER

static cr_status NAME(copy)(cr_tensor *output, const cr_tensor *input)
{
#define FROM(ID, name, ...) [CR_##ID] = NAME(from_##name),
    static row_function *const rows[] = {EACH_DTYPE(FROM, )};
#undef FROM
    EACH_ROW(rows[input->dtype], NULL, output, input);
    return CR_OK;
}

static void NAME(fill_row)(const void *context, int64_t n, char *const *at,
                           const int64_t *stride)
{
    real *y = (real *)at[0], value = *(const real *)context;
    if (stride[0] == 1)
        for (int64_t i = 0; i < n; i++) y[i] = value;
    else
        for (int64_t i = 0; i < n; i++) y[i * stride[0]] = value;
}

static cr_status NAME(fill)(cr_tensor *output, double value)
{
    real element = store((accum)value);
    EACH_ROW(NAME(fill_row), &element, output);
    return CR_OK;
}

#else

cr_status CPU(copy)(cr_tensor *output, const cr_tensor *input)
{
    static copy_kernel *const by_dtype[] = {EACH_DTYPE(ENTRY, copy)};
    bool packed = cr_tensor_is_contiguous(output) && cr_tensor_is_contiguous(input);
    bool same = !packed && output->dtype == input->dtype;
    if (same && CPU(copy_across)(output, input)) return CR_OK;
    return by_dtype[output->dtype](output, input);
}

cr_status CPU(fill)(cr_tensor *output, double value)
{
    static fill_kernel *const by_dtype[] = {EACH_DTYPE(ENTRY, fill)};
    return by_dtype[output->dtype](output, value);
}

#endif
