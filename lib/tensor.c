/* tensor.c - creating, resizing and releasing tensors. */
#include <string.h>
#include "backend.h"
#include "storage.h"

/* Check a shape and put it into `tensor`; `extent` becomes the elements that it spans. */
static cr_status lay_out(const char *op, cr_tensor *tensor, int ndim,
                         const int64_t *sizes, const int64_t *strides, int64_t *extent)
{
    REQUIRE(ndim >= 0 && ndim <= CR_MAX_DIMS, CR_BAD_SHAPE,
            "%s: %d dimensions, expected 0 to %d", op, ndim, CR_MAX_DIMS);
    REQUIRE(sizes || ndim == 0, CR_BAD_ARGUMENT, "%s: sizes is NULL", op);
    int64_t packed = 1, last = 0, element = (int64_t)cr_dtype_size(tensor->dtype);
    int64_t limit = (INT64_MAX >> 4) / element;
    bool empty = ndim == 0;
    tensor->ndim = ndim;
    for (int d = ndim - 1; d >= 0; d--) {
        int64_t stride = strides && strides[d] >= 0 ? strides[d] : packed, span;
        REQUIRE(sizes[d] >= 0, CR_BAD_SHAPE, "%s: size %d is %lld, expected 0 or more",
                op, d + 1, (long long)sizes[d]);
        tensor->sizes[d] = sizes[d];
        tensor->strides[d] = stride;
        empty = empty || sizes[d] == 0;
        bool fits = !__builtin_mul_overflow(stride, sizes[d] ? sizes[d] - 1 : 0, &span) &&
                    !__builtin_add_overflow(last, span, &last) && last < limit &&
                    !__builtin_mul_overflow(stride, sizes[d] ? sizes[d] : 1, &packed);
        REQUIRE(fits, CR_BAD_SHAPE, "%s: sizes too large for any memory", op);
    }
    int64_t count = 1; /* expanded tensors may have more elements than memory */
    for (int d = 0; d < ndim; d++)
        REQUIRE(!__builtin_mul_overflow(count, sizes[d], &count), CR_BAD_SHAPE,
                "%s: the number of elements exceeds 63 bits", op);
    *extent = empty ? 0 : last + 1;
    return CR_OK;
}

static cr_status no_memory(const char *op, const cr_tensor *tensor, int64_t elements)
{
    return cr_fail(CR_NO_MEMORY, "%s: no memory for %s (%lld bytes)", op,
                   describe(tensor),
                   (long long)(elements * (int64_t)cr_dtype_size(tensor->dtype)));
}

cr_status cr_tensor_init(cr_tensor *tensor, int dtype)
{
    REQUIRE(tensor, CR_BAD_ARGUMENT, "tensor: result is nil, expected a tensor");
    REQUIRE(is_dtype(dtype), CR_BAD_DTYPE, "tensor: no dtype %d", dtype);
    cr_tensor_release(tensor);
    tensor->dtype = dtype;
    return CR_OK;
}

cr_status cr_tensor_create(cr_tensor *tensor, int dtype, int ndim, const int64_t *sizes)
{
    REQUIRE(tensor, CR_BAD_ARGUMENT, "tensor: result is nil, expected a tensor");
    REQUIRE(is_dtype(dtype), CR_BAD_DTYPE, "tensor: no dtype %d", dtype);
    cr_tensor created = {.dtype = dtype};
    int64_t extent;
    TRY(lay_out("tensor", &created, ndim, sizes, NULL, &extent));
    if (extent) {
        created.owner = storage_new(dtype, extent);
        if (!created.owner) return no_memory("tensor", &created, extent);
    }
    cr_tensor_release(tensor);
    *tensor = created;
    return CR_OK;
}

/* Make sure that the storage reaches to `extent` elements behind the tensor's start. */
static cr_status reach(const char *op, cr_tensor *tensor, int64_t extent)
{
    int64_t end;
    if (extent == 0) return CR_OK;
    REQUIRE(!__builtin_add_overflow(tensor->start, extent, &end) &&
                end <= (INT64_MAX >> 4) / (int64_t)cr_dtype_size(tensor->dtype),
            CR_BAD_SHAPE, "%s: offset and sizes too large for any memory", op);
    if (!tensor->owner) {
        tensor->owner = storage_new(tensor->dtype, end);
        return tensor->owner ? CR_OK : no_memory(op, tensor, end);
    }
    if (end > tensor->owner->count) TRY(storage_can_have(op, tensor->owner, end));
    return storage_reserve(tensor->owner, end) ? CR_OK : no_memory(op, tensor, end);
}

cr_status cr_tensor_resize(cr_tensor *tensor, int ndim, const int64_t *sizes,
                           const int64_t *strides)
{
    TRY(valid("resize", "tensor", tensor));
    if (ndim == tensor->ndim && ndim && sizes &&
        !memcmp(sizes, tensor->sizes, ndim * sizeof *sizes) &&
        (!strides || !memcmp(strides, tensor->strides, ndim * sizeof *strides)))
        return CR_OK;
    cr_tensor resized = {
        .owner = tensor->owner, .start = tensor->start, .dtype = tensor->dtype};
    int64_t extent;
    TRY(lay_out("resize", &resized, ndim, sizes, strides, &extent));
    TRY(reach("resize", &resized, extent));
    *tensor = resized;
    return CR_OK;
}

cr_status cr_tensor_resize_as(cr_tensor *tensor, const cr_tensor *source)
{
    TRY(valid("resizeAs", "source", source));
    return cr_tensor_resize(tensor, source->ndim, source->sizes, NULL);
}

cr_status cr_tensor_set(cr_tensor *tensor, cr_storage *storage, int64_t start, int ndim,
                        const int64_t *sizes, const int64_t *strides)
{
    TRY(valid("set", "tensor", tensor));
    REQUIRE(!storage || storage->dtype == tensor->dtype, CR_BAD_DTYPE,
            "set: storage holds %s, expected %s", cr_dtype_name(storage->dtype),
            cr_dtype_name(tensor->dtype));
    REQUIRE(start >= 0, CR_BAD_ARGUMENT, "set: storageOffset is %lld, expected 1 or more",
            (long long)start + 1);
    cr_tensor placed = {.owner = storage, .start = start, .dtype = tensor->dtype};
    int64_t extent;
    TRY(lay_out("set", &placed, ndim, sizes, strides, &extent));
    TRY(reach("set", &placed, extent));
    if (placed.owner == storage) cr_storage_retain(storage);
    cr_storage_release(tensor->owner);
    *tensor = placed;
    return CR_OK;
}

cr_status cr_tensor_share(cr_tensor *tensor, const cr_tensor *source)
{
    TRY(valid("set", "tensor", tensor));
    TRY(valid("set", "source", source));
    REQUIRE(tensor->dtype == source->dtype, CR_BAD_DTYPE,
            "set: source is %s, expected %s", describe(source),
            cr_dtype_torch_name(tensor->dtype));
    cr_storage_retain(source->owner);
    cr_storage_release(tensor->owner);
    *tensor = *source;
    return CR_OK;
}

void cr_tensor_release(cr_tensor *tensor)
{
    if (!tensor) return;
    cr_storage_release(tensor->owner);
    tensor->owner = NULL;
    tensor->start = 0;
    tensor->ndim = 0;
}

int64_t cr_tensor_count(const cr_tensor *tensor)
{
    if (!tensor || tensor->ndim == 0) return 0;
    int64_t count = 1;
    for (int d = 0; d < tensor->ndim; d++) count *= tensor->sizes[d];
    return count;
}

bool cr_tensor_is_contiguous(const cr_tensor *tensor)
{
    int64_t expected = 1;
    for (int d = tensor ? tensor->ndim - 1 : -1; d >= 0; d--) {
        if (tensor->sizes[d] != 1 && tensor->strides[d] != expected) return false;
        expected *= tensor->sizes[d];
    }
    return tensor != NULL;
}

bool cr_tensor_same_shape(const cr_tensor *a, const cr_tensor *b)
{
    return a && b && a->ndim == b->ndim &&
           !memcmp(a->sizes, b->sizes, a->ndim * sizeof *a->sizes);
}
