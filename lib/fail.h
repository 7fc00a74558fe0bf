/* fail.h - how the library reports errors, and the checks most ops share. */
#pragma once
#include "cresset/status.h"
#include "cresset/tensor.h"

/* Record the message for cr_message() and return `status`. Exported for backends. */
cr_status cr_fail(cr_status status, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#define REQUIRE(condition, ...)                                                          \
    do {                                                                                 \
        if (__builtin_expect(!(condition), 0)) return cr_fail(__VA_ARGS__);              \
    } while (0)
#define TRY(call)                                                                        \
    do {                                                                                 \
        cr_status status_ = (call);                                                      \
        if (__builtin_expect(status_ != CR_OK, 0)) return status_;                       \
    } while (0)

/* "3x224x224" and "torch.FloatTensor 3x224x224 on cuda", for messages; four results stay
 * valid. */
const char *shape_of(const cr_tensor *tensor);
const char *describe(const cr_tensor *tensor);

/* A tensor that exists, of a known dtype: LuaJIT passes nil as NULL. */
cr_status valid(const char *op, const char *name, const cr_tensor *tensor);

/* Two tensors of one dtype and device; names are those the user knows. */
cr_status compare_dtypes(const char *op, const char *a_name, const cr_tensor *a,
                         const char *b_name, const cr_tensor *b);
static inline cr_status same_dtype(const char *op, const char *a_name, const cr_tensor *a,
                                   const char *b_name, const cr_tensor *b)
{
    if (a && a == b && a->owner) return CR_OK; /* in place: the common case, at once */
    return compare_dtypes(op, a_name, a, b_name, b);
}

/* The same, and of one shape. */
cr_status alike(const char *op, const char *a_name, const cr_tensor *a,
                const char *b_name, const cr_tensor *b);

/* A tensor without gaps, in row-major order. */
cr_status contiguous(const char *op, const char *name, const cr_tensor *tensor);

/* A tensor of a float dtype. */
cr_status floating(const char *op, const char *name, const cr_tensor *tensor);

/* A tensor with this many dimensions, `expected` says which: "N x C x H x W". */
cr_status has_ndim(const char *op, const char *name, const cr_tensor *tensor, int ndim,
                   const char *expected);

/* A dimension, counted from 0, that `tensor` has. */
cr_status has_dimension(const char *op, const cr_tensor *tensor, int64_t dimension);

/* A number that the element type holds: integer types take whole numbers in range. */
cr_status holds(const char *op, const char *name, const cr_tensor *tensor, double value);

bool is_dtype(int dtype);
bool is_float(int dtype);
