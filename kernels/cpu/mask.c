/* mask.c - moves the elements that a mask chooses. */
#define THIS_FILE "mask.c"
#define KERNELS "ops/kernels/mask.def"
#include "each_size.h"
#include "runs.h"

#ifdef DTYPE

/* One side that is read or written element after element. */
typedef struct NAME(cursor) {
    real *next, *end;
} NAME(cursor);

static void NAME(fill_row)(const void *context, int64_t n, char *const *at,
                           const int64_t *stride)
{
    real value = *(const real *)context, *y = (real *)at[0];
    const uint8_t *mask = (const uint8_t *)at[1];
    if (stride[0] == 1 && stride[1] == 1)
        for (int64_t i = 0; i < n; i++) y[i] = mask[i] ? value : y[i];
    else
        for (int64_t i = 0; i < n; i++)
            if (mask[i * stride[1]]) y[i * stride[0]] = value;
}

static cr_status NAME(masked_fill)(cr_tensor *tensor, const cr_tensor *mask,
                                   const cr_tensor *value)
{
    EACH_ROW(NAME(fill_row), first_of(value), tensor, mask);
    return CR_OK;
}

static void NAME(copy_row)(const void *context, int64_t n, char *const *at,
                           const int64_t *stride)
{
    NAME(cursor) *from = *(NAME(cursor) *const *)context;
    real *y = (real *)at[0];
    const uint8_t *mask = (const uint8_t *)at[1];
    for (int64_t i = 0; i < n; i++)
        if (mask[i * stride[1]]) y[i * stride[0]] = *from->next++;
}

static cr_status NAME(masked_copy)(cr_tensor *tensor, const cr_tensor *mask,
                                   const cr_tensor *source)
{
    NAME(cursor) from = {.next = first_of(source)}, *context = &from;
    EACH_ROW_IN_ORDER(NAME(copy_row), &context, tensor, mask);
    return CR_OK;
}

/* Every element is written, and overwritten by the next unless it is chosen. */
static void NAME(select_row)(const void *context, int64_t n, char *const *at,
                             const int64_t *stride)
{
    NAME(cursor) *to = *(NAME(cursor) *const *)context;
    const real *x = (const real *)at[0];
    const uint8_t *mask = (const uint8_t *)at[1];
    real *y = to->next;
    for (int64_t i = 0; i < n && y < to->end; i++) {
        *y = x[i * stride[0]];
        y += mask[i * stride[1]];
    }
    to->next = y;
}

static cr_status NAME(masked_select)(cr_tensor *output, const cr_tensor *input,
                                     const cr_tensor *mask)
{
    NAME(cursor) to = {.next = first_of(output)}, *context = &to;
    to.end = to.next + output->sizes[0];
    EACH_ROW_IN_ORDER(NAME(select_row), &context, input, mask);
    return CR_OK;
}

#else

cr_status CPU(masked_fill)(cr_tensor *tensor, const cr_tensor *mask,
                           const cr_tensor *value)
{
    static masked_fill_kernel *const by_dtype[] = {BY_SIZE(masked_fill)};
    return by_dtype[tensor->dtype](tensor, mask, value);
}

cr_status CPU(masked_copy)(cr_tensor *tensor, const cr_tensor *mask,
                           const cr_tensor *source)
{
    static masked_copy_kernel *const by_dtype[] = {BY_SIZE(masked_copy)};
    return by_dtype[tensor->dtype](tensor, mask, source);
}

cr_status CPU(masked_select)(cr_tensor *output, const cr_tensor *input,
                             const cr_tensor *mask)
{
    static masked_select_kernel *const by_dtype[] = {BY_SIZE(masked_select)};
    return by_dtype[output->dtype](output, input, mask);
}

#endif
