/* checks.c - describes tensors for messages, and the checks most ops share. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include "backend.h"
#include "fail.h"

static char *next_text(void)
{
    static _Thread_local char texts[4][512]; /* 16 sizes of 20 characters fit */
    static _Thread_local unsigned turn;
    return texts[turn++ % 4];
}

static int write_shape(char *text, const cr_tensor *tensor)
{
    int used = 0;
    if (tensor->ndim == 0) used = sprintf(text, "empty");
    for (int d = 0; d < tensor->ndim; d++)
        used += sprintf(text + used, d ? "x%" PRId64 : "%" PRId64, tensor->sizes[d]);
    text[used] = '\0';
    return used;
}

const char *shape_of(const cr_tensor *tensor)
{
    char *text = next_text();
    write_shape(text, tensor);
    return text;
}

const char *describe(const cr_tensor *tensor)
{
    char *text = next_text();
    const char *device = backend_of(tensor)->device;
    int used = sprintf(text, "%s ", cr_dtype_torch_name(tensor->dtype));
    used += write_shape(text + used, tensor);
    if (strcmp(device, "cpu")) sprintf(text + used, " on %s", device);
    return text;
}

cr_status valid(const char *op, const char *name, const cr_tensor *tensor)
{
    REQUIRE(tensor, CR_BAD_ARGUMENT, "%s: %s is nil, expected a tensor", op, name);
    REQUIRE(is_dtype(tensor->dtype) && tensor->ndim >= 0 && tensor->ndim <= CR_MAX_DIMS,
            CR_BAD_ARGUMENT, "%s: %s is not a valid tensor", op, name);
    return CR_OK;
}

cr_status floating(const char *op, const char *name, const cr_tensor *tensor)
{
    TRY(valid(op, name, tensor));
    REQUIRE(is_float(tensor->dtype), CR_BAD_DTYPE,
            "%s: %s is %s, expected a float type; convert it first", op, name,
            describe(tensor));
    return CR_OK;
}

cr_status compare_dtypes(const char *op, const char *a_name, const cr_tensor *a,
                         const char *b_name, const cr_tensor *b)
{
    TRY(valid(op, a_name, a));
    TRY(valid(op, b_name, b));
    cr_status status = a->dtype != b->dtype             ? CR_BAD_DTYPE
                       : backend_of(a) != backend_of(b) ? CR_BAD_DEVICE
                                                        : CR_OK;
    REQUIRE(!status, status, "%s: %s is %s but %s is %s", op, a_name, describe(a), b_name,
            describe(b));
    return CR_OK;
}

cr_status alike(const char *op, const char *a_name, const cr_tensor *a,
                const char *b_name, const cr_tensor *b)
{
    TRY(same_dtype(op, a_name, a, b_name, b));
    REQUIRE(cr_tensor_same_shape(a, b), CR_BAD_SHAPE, "%s: %s is %s but %s is %s", op,
            a_name, describe(a), b_name, describe(b));
    return CR_OK;
}

cr_status contiguous(const char *op, const char *name, const cr_tensor *tensor)
{
    TRY(valid(op, name, tensor));
    REQUIRE(cr_tensor_is_contiguous(tensor), CR_BAD_SHAPE,
            "%s: %s is not contiguous; call %s:contiguous() first", op, name, name);
    return CR_OK;
}

cr_status has_ndim(const char *op, const char *name, const cr_tensor *tensor, int ndim,
                   const char *expected)
{
    TRY(valid(op, name, tensor));
    REQUIRE(tensor->ndim == ndim, CR_BAD_SHAPE, "%s: %s is %s, expected %s", op, name,
            describe(tensor), expected);
    return CR_OK;
}

cr_status has_dimension(const char *op, const cr_tensor *tensor, int64_t dimension)
{
    REQUIRE(tensor->ndim > 0, CR_BAD_ARGUMENT,
            "%s: dimension is %lld, but the tensor is empty", op,
            (long long)dimension + 1);
    REQUIRE(dimension >= 0 && dimension < tensor->ndim, CR_BAD_ARGUMENT,
            "%s: dimension is %lld, expected 1 to %d for a %s", op,
            (long long)dimension + 1, tensor->ndim, describe(tensor));
    return CR_OK;
}

cr_status holds(const char *op, const char *name, const cr_tensor *tensor, double value)
{
    static const double limits[][2] = {
        [CR_U8] = {0, 255},           [CR_I8] = {-128, 127},
        [CR_I16] = {-32768, 32767},   [CR_I32] = {-2147483648.0, 2147483647.0},
        [CR_I64] = {-0x1p63, 0x1p63},
    };
    if (is_float(tensor->dtype)) return CR_OK;
    const double *limit = limits[tensor->dtype];
    bool whole = value >= limit[0] && value <= limit[1] && value < 0x1p63 &&
                 value == (double)(int64_t)value;
    REQUIRE(whole, CR_BAD_ARGUMENT, "%s: %s is %.17g, expected a whole number for %s", op,
            name, value, cr_dtype_torch_name(tensor->dtype));
    return CR_OK;
}
