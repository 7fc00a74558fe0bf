/* view.c - tensors that share the storage of another. */
#include "backend.h"
#include "storage.h"

/* Make `view` the tensor `made`, which shares a storage. `view` may be its source. */
static cr_status take(cr_tensor *view, const cr_tensor *made)
{
    if (view->owner != made->owner) {
        cr_storage_retain(made->owner);
        cr_storage_release(view->owner);
    }
    *view = *made;
    return CR_OK;
}

static cr_status both(const char *op, const cr_tensor *view, const cr_tensor *source)
{
    TRY(valid(op, "result", view));
    return valid(op, "tensor", source);
}

static void drop_dimension(cr_tensor *made, int dimension)
{
    made->ndim--;
    for (int d = dimension; d < made->ndim; d++) {
        made->sizes[d] = made->sizes[d + 1];
        made->strides[d] = made->strides[d + 1];
    }
}

cr_status cr_narrow(cr_tensor *view, const cr_tensor *source, int64_t dimension,
                    int64_t first, int64_t size)
{
    TRY(both("narrow", view, source));
    TRY(has_dimension("narrow", source, dimension));
    int64_t length = source->sizes[dimension];
    REQUIRE(first >= 0 && first < length, CR_BAD_ARGUMENT,
            "narrow: index is %lld, expected 1 to %lld for dimension %lld of a %s",
            (long long)first + 1, (long long)length, (long long)dimension + 1,
            describe(source));
    REQUIRE(size > 0 && size <= length - first, CR_BAD_ARGUMENT,
            "narrow: size is %lld, expected 1 to %lld for dimension %lld of a %s",
            (long long)size, (long long)(length - first), (long long)dimension + 1,
            describe(source));
    cr_tensor made = *source;
    made.sizes[dimension] = size;
    made.start += first * made.strides[dimension];
    return take(view, &made);
}

cr_status cr_select(cr_tensor *view, const cr_tensor *source, int64_t dimension,
                    int64_t index)
{
    TRY(both("select", view, source));
    TRY(has_dimension("select", source, dimension));
    REQUIRE(index >= 0 && index < source->sizes[dimension], CR_BAD_ARGUMENT,
            "select: index is %lld, expected 1 to %lld for dimension %lld of a %s",
            (long long)index + 1, (long long)source->sizes[dimension],
            (long long)dimension + 1, describe(source));
    cr_tensor made = *source;
    made.start += index * made.strides[dimension];
    made.sizes[dimension] = 1;
    if (made.ndim > 1) drop_dimension(&made, (int)dimension);
    return take(view, &made);
}

cr_status cr_transpose(cr_tensor *view, const cr_tensor *source, int64_t a, int64_t b)
{
    TRY(both("transpose", view, source));
    TRY(has_dimension("transpose", source, a));
    TRY(has_dimension("transpose", source, b));
    cr_tensor made = *source;
    made.sizes[a] = source->sizes[b], made.strides[a] = source->strides[b];
    made.sizes[b] = source->sizes[a], made.strides[b] = source->strides[a];
    return take(view, &made);
}

cr_status cr_permute(cr_tensor *view, const cr_tensor *source, int count,
                     const int64_t *order)
{
    TRY(both("permute", view, source));
    REQUIRE(count == source->ndim, CR_BAD_ARGUMENT,
            "permute: %d dimensions given, expected %d for a %s", count, source->ndim,
            describe(source));
    REQUIRE(order || !count, CR_BAD_ARGUMENT,
            "permute: order is nil, expected %d dimensions", count);
    cr_tensor made = *source;
    uint32_t seen = 0;
    for (int d = 0; d < count; d++) {
        TRY(has_dimension("permute", source, order[d]));
        seen |= UINT32_C(1) << order[d];
        made.sizes[d] = source->sizes[order[d]];
        made.strides[d] = source->strides[order[d]];
    }
    REQUIRE(seen + 1 == UINT32_C(1) << count, CR_BAD_ARGUMENT,
            "permute: a dimension is named twice, expected each once");
    return take(view, &made);
}

cr_status cr_squeeze(cr_tensor *view, const cr_tensor *source)
{
    TRY(both("squeeze", view, source));
    cr_tensor made = *source;
    for (int d = made.ndim - 1; d >= 0 && made.ndim > 1; d--)
        if (made.sizes[d] == 1) drop_dimension(&made, d);
    return take(view, &made);
}

cr_status cr_squeeze_dimension(cr_tensor *view, const cr_tensor *source,
                               int64_t dimension)
{
    TRY(both("squeeze", view, source));
    TRY(has_dimension("squeeze", source, dimension));
    cr_tensor made = *source;
    if (made.sizes[dimension] == 1 && made.ndim > 1)
        drop_dimension(&made, (int)dimension);
    return take(view, &made);
}

cr_status cr_unsqueeze(cr_tensor *view, const cr_tensor *source, int64_t dimension)
{
    TRY(both("unsqueeze", view, source));
    REQUIRE(source->ndim > 0 && source->ndim < CR_MAX_DIMS, CR_BAD_SHAPE,
            "unsqueeze: tensor is %s, expected 1 to %d dimensions", describe(source),
            CR_MAX_DIMS - 1);
    REQUIRE(dimension >= 0 && dimension <= source->ndim, CR_BAD_ARGUMENT,
            "unsqueeze: dimension is %lld, expected 1 to %d for a %s",
            (long long)dimension + 1, source->ndim + 1, describe(source));
    cr_tensor made = *source;
    for (int d = made.ndim++; d > dimension; d--) {
        made.sizes[d] = made.sizes[d - 1];
        made.strides[d] = made.strides[d - 1];
    }
    made.sizes[dimension] = 1;
    made.strides[dimension] = dimension < source->ndim
                                  ? source->sizes[dimension] * source->strides[dimension]
                                  : 1;
    return take(view, &made);
}

cr_status cr_unfold(cr_tensor *view, const cr_tensor *source, int64_t dimension,
                    int64_t size, int64_t step)
{
    TRY(both("unfold", view, source));
    TRY(has_dimension("unfold", source, dimension));
    int64_t length = source->sizes[dimension];
    REQUIRE(size > 0 && size <= length, CR_BAD_ARGUMENT,
            "unfold: size is %lld, expected 1 to %lld for dimension %lld of a %s",
            (long long)size, (long long)length, (long long)dimension + 1,
            describe(source));
    REQUIRE(step > 0, CR_BAD_ARGUMENT, "unfold: step is %lld, expected 1 or more",
            (long long)step);
    REQUIRE(source->ndim < CR_MAX_DIMS, CR_BAD_SHAPE,
            "unfold: tensor is %s, expected 1 to %d dimensions", describe(source),
            CR_MAX_DIMS - 1);
    cr_tensor made = *source;
    int64_t windows = (length - size) / step + 1, stride = made.strides[dimension];
    made.sizes[made.ndim] = size;
    made.strides[made.ndim++] = stride;
    made.sizes[dimension] = windows;
    made.strides[dimension] = windows > 1 ? step * stride : stride;
    return take(view, &made);
}

cr_status cr_expand(cr_tensor *view, const cr_tensor *source, int ndim,
                    const int64_t *sizes)
{
    TRY(both("expand", view, source));
    REQUIRE(sizes && ndim <= CR_MAX_DIMS && source->ndim > 0 && ndim >= source->ndim,
            CR_BAD_SHAPE, "expand: %d sizes, expected %d to %d for a %s", ndim,
            source->ndim ? source->ndim : 1, CR_MAX_DIMS, describe(source));
    cr_tensor made = *source;
    int64_t count = 1;
    made.ndim = ndim;
    for (int d = ndim - 1, s = source->ndim - 1; d >= 0; d--, s--) {
        int64_t size = s >= 0 ? source->sizes[s] : 1;
        REQUIRE(sizes[d] > 0 && (size == 1 || size == sizes[d]), CR_BAD_SHAPE,
                "expand: size %d is %lld, expected %lld as in %s; only sizes of 1 expand",
                d + 1, (long long)sizes[d], (long long)size, describe(source));
        REQUIRE(!__builtin_mul_overflow(count, sizes[d], &count), CR_BAD_SHAPE,
                "expand: the number of elements exceeds 63 bits");
        made.sizes[d] = sizes[d];
        made.strides[d] = s >= 0 && size == sizes[d] ? source->strides[s] : 0;
    }
    return take(view, &made);
}

/* Put `sizes` into `made` as a contiguous shape of `count` elements. */
static cr_status reshape(cr_tensor *made, int ndim, const int64_t *sizes, int64_t count)
{
    int64_t known = 1, unknown = -1;
    for (int d = 0; d < ndim; d++) {
        REQUIRE(sizes[d] > 0 || (sizes[d] == -1 && unknown < 0), CR_BAD_SHAPE,
                "view: size %d is %lld, expected 1 or more, or a single -1", d + 1,
                (long long)sizes[d]);
        if (sizes[d] < 0) unknown = d;
        REQUIRE(sizes[d] < 0 || !__builtin_mul_overflow(known, sizes[d], &known),
                CR_BAD_SHAPE, "view: the number of elements exceeds 63 bits");
    }
    int64_t missing = unknown >= 0 && count % known == 0 ? count / known : 1;
    REQUIRE(known * missing == count && missing > 0, CR_BAD_SHAPE,
            "view: sizes have %lld elements but the tensor is %s", (long long)known,
            describe(made));
    made->ndim = ndim;
    for (int64_t d = ndim - 1, stride = 1; d >= 0; d--) {
        made->sizes[d] = d == unknown ? missing : sizes[d];
        made->strides[d] = stride;
        stride *= made->sizes[d];
    }
    return CR_OK;
}

cr_status cr_view(cr_tensor *view, const cr_tensor *source, int ndim,
                  const int64_t *sizes)
{
    TRY(both("view", view, source));
    TRY(contiguous("view", "tensor", source));
    REQUIRE(sizes && ndim > 0 && ndim <= CR_MAX_DIMS, CR_BAD_SHAPE,
            "view: %d sizes, expected 1 to %d", ndim, CR_MAX_DIMS);
    cr_tensor made = *source;
    TRY(reshape(&made, ndim, sizes, cr_tensor_count(source)));
    return take(view, &made);
}
