/* tensor.h - a strided view of a storage. Views share the storage; copies do not.
 * A tensor of no dimensions is empty. Lua sees the fields as const: cbind/library.lua. */
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include "status.h"
#include "dtype.h"
#include "storage.h"

enum { CR_MAX_DIMS = 16 };

typedef struct cr_tensor {
    cr_storage *owner; /* NULL: no storage yet */
    int64_t start;     /* of the first element, in elements of the storage */
    int32_t dtype;
    int32_t ndim;
    int64_t sizes[CR_MAX_DIMS];
    int64_t strides[CR_MAX_DIMS]; /* in elements, never negative */
} cr_tensor;

/* Make `tensor` an empty one of this type, without a storage. */
cr_status cr_tensor_init(cr_tensor *tensor, int dtype);

/* Point `tensor` at new uninitialised memory of the given shape, on the current device.
 * Errors: CR_BAD_SHAPE if a size is negative or the bytes exceed 63 bits, CR_NO_MEMORY.
 */
cr_status cr_tensor_create(cr_tensor *tensor, int dtype, int ndim, const int64_t *sizes);

/* Give `tensor` a shape; strides NULL means contiguous. The storage stays, and grows if
 * it is too small. Nothing changes if the shape is the same already. Errors: as
 * cr_tensor_create; CR_BAD_SHAPE if a stride is negative. */
cr_status cr_tensor_resize(cr_tensor *tensor, int ndim, const int64_t *sizes,
                           const int64_t *strides);
cr_status cr_tensor_resize_as(cr_tensor *tensor, const cr_tensor *source);

/* Let `tensor` view `storage` from element `start` on; strides NULL means contiguous.
 * The storage grows if it is too small. NULL storage: an empty tensor.
 * Errors: CR_BAD_DTYPE if the storage is of another type, and as cr_tensor_resize. */
cr_status cr_tensor_set(cr_tensor *tensor, cr_storage *storage, int64_t start, int ndim,
                        const int64_t *sizes, const int64_t *strides);

/* Let `tensor` be the same view as `source`, of the same type. */
cr_status cr_tensor_share(cr_tensor *tensor, const cr_tensor *source);

/* Drop this view; the last view frees the storage. */
void cr_tensor_release(cr_tensor *tensor);

int64_t cr_tensor_count(const cr_tensor *tensor); /* elements; 0 without dimensions */
bool cr_tensor_is_contiguous(const cr_tensor *tensor);
bool cr_tensor_same_shape(const cr_tensor *a, const cr_tensor *b);
