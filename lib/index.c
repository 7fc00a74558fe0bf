/* index.c - checks places and shapes, then runs the kernels that move chosen elements. */
#include "prepare.h"

/* An i64 tensor whose elements are 1 to `limit`. */
static cr_status in_range(const char *op, const cr_tensor *index, const cr_tensor *tensor,
                          int64_t dimension)
{
    int64_t found = 0, limit = tensor->sizes[dimension];
    if (!cr_tensor_count(index)) return CR_OK;
    TRY(backend_of(index)->first_outside(&found, index, limit));
    REQUIRE(found == 0, CR_BAD_ARGUMENT,
            "%s: index has element %lld, expected 1 to %lld for dimension %lld of %s", op,
            (long long)(found > 0 ? found : found + 1), (long long)limit,
            (long long)dimension + 1, describe(tensor));
    return CR_OK;
}

static cr_status places(const char *op, const cr_tensor *index, const cr_tensor *tensor,
                        int64_t dimension)
{
    TRY(valid(op, "tensor", tensor));
    TRY(valid(op, "index", index));
    REQUIRE(index->dtype == CR_I64, CR_BAD_DTYPE,
            "%s: index is %s, expected torch.LongTensor", op, describe(index));
    return has_dimension(op, tensor, dimension);
}

/* A vector of places, seen in a shape: the k-th element at every index k. */
static cr_status spread(const char *op, cr_tensor *wide, const cr_tensor *index,
                        const cr_tensor *tensor, int64_t dimension)
{
    TRY(places(op, index, tensor, dimension));
    REQUIRE(index->ndim == 1, CR_BAD_SHAPE, "%s: index is %s, expected one dimension", op,
            describe(index));
    TRY(in_range(op, index, tensor, dimension));
    *wide = *index;
    wide->ndim = tensor->ndim;
    for (int d = 0; d < tensor->ndim; d++) {
        wide->sizes[d] = d == dimension ? index->sizes[0] : tensor->sizes[d];
        wide->strides[d] = d == dimension ? index->strides[0] : 0;
    }
    return CR_OK;
}

/* A tensor of places with the sizes of `tensor` but along the dimension. */
static cr_status beside(const char *op, const cr_tensor *index, const cr_tensor *tensor,
                        int64_t dimension)
{
    TRY(places(op, index, tensor, dimension));
    bool fits = index->ndim == tensor->ndim;
    for (int d = 0; fits && d < index->ndim; d++)
        fits = d == dimension || index->sizes[d] == tensor->sizes[d];
    REQUIRE(fits, CR_BAD_SHAPE,
            "%s: index is %s, expected the sizes of %s but along %lld", op,
            describe(index), describe(tensor), (long long)dimension + 1);
    return in_range(op, index, tensor, dimension);
}

/* output = input at the places; the sizes are those of index. */
static cr_status collect(const char *op, cr_tensor *output, const cr_tensor *input,
                         int64_t dimension, const cr_tensor *index)
{
    TRY(same_dtype(op, "result", output, "tensor", input));
    REQUIRE(output != index, CR_BAD_ARGUMENT, "%s: result and index are one tensor", op);
    prepared p = {.count = 0};
    cr_tensor wide = *index; /* its own sizes, for index may be on output's storage */
    index = &wide;
    cr_status status = output_apart(&p, op, output, wide.ndim, wide.sizes, &input);
    if (!status) status = apart(&p, output, &index);
    if (!status) status = backend_of(output)->gather(output, input, dimension, index);
    release_prepared(&p);
    return status;
}

cr_status cr_index_select(cr_tensor *output, const cr_tensor *input, int64_t dimension,
                          const cr_tensor *index)
{
    cr_tensor wide;
    TRY(spread("index", &wide, index, input, dimension));
    return collect("index", output, input, dimension, &wide);
}

cr_status cr_gather(cr_tensor *output, const cr_tensor *input, int64_t dimension,
                    const cr_tensor *index)
{
    TRY(beside("gather", index, input, dimension));
    return collect("gather", output, input, dimension, index);
}

/* tensor at the places = source, or += source; source has as many elements as index. */
static cr_status put(const char *op, scatter_kernel *kernel, cr_tensor *tensor,
                     int64_t dimension, const cr_tensor *index, const cr_tensor *source)
{
    TRY(same_dtype(op, "source", source, "tensor", tensor));
    REQUIRE(cr_tensor_count(source) == cr_tensor_count(index), CR_BAD_SHAPE,
            "%s: source is %s, expected %lld elements, as many as the index names", op,
            describe(source), (long long)cr_tensor_count(index));
    TRY(output_like(op, tensor, tensor));
    if (!cr_tensor_count(index)) return CR_OK;
    prepared p = {.count = 0};
    cr_status status = reshaped(&p, index, &source);
    if (!status) status = apart(&p, tensor, &source);
    if (!status) status = apart(&p, tensor, &index);
    if (!status) status = kernel(tensor, dimension, index, source);
    release_prepared(&p);
    return status;
}

/* One element that stands for a tensor of any shape. */
static cr_status constant(const char *op, cr_tensor *number, const cr_tensor *tensor,
                          double value)
{
    TRY(valid(op, "tensor", tensor));
    TRY(holds(op, "value", tensor, value));
    *number = (cr_tensor){.dtype = tensor->dtype};
    TRY(cr_tensor_create(number, tensor->dtype, 1, (const int64_t[]){1}));
    return cr_fill(number, value);
}

static cr_status put_value(const char *op, cr_tensor *tensor, int64_t dimension,
                           const cr_tensor *index, double value)
{
    cr_tensor number;
    TRY(constant(op, &number, tensor, value));
    number.ndim = index->ndim;
    for (int d = 0; d < index->ndim; d++)
        number.sizes[d] = index->sizes[d], number.strides[d] = 0;
    cr_status status =
        put(op, backend_of(tensor)->scatter, tensor, dimension, index, &number);
    cr_tensor_release(&number);
    return status;
}

cr_status cr_index_copy(cr_tensor *tensor, int64_t dimension, const cr_tensor *index,
                        const cr_tensor *source)
{
    cr_tensor wide;
    TRY(spread("indexCopy", &wide, index, tensor, dimension));
    return put("indexCopy", backend_of(tensor)->scatter, tensor, dimension, &wide,
               source);
}

cr_status cr_index_add(cr_tensor *tensor, int64_t dimension, const cr_tensor *index,
                       const cr_tensor *source)
{
    cr_tensor wide;
    TRY(spread("indexAdd", &wide, index, tensor, dimension));
    return put("indexAdd", backend_of(tensor)->scatter_add, tensor, dimension, &wide,
               source);
}

cr_status cr_index_fill(cr_tensor *tensor, int64_t dimension, const cr_tensor *index,
                        double value)
{
    cr_tensor wide;
    TRY(spread("indexFill", &wide, index, tensor, dimension));
    return put_value("indexFill", tensor, dimension, &wide, value);
}

cr_status cr_scatter(cr_tensor *tensor, int64_t dimension, const cr_tensor *index,
                     const cr_tensor *source)
{
    TRY(beside("scatter", index, tensor, dimension));
    return put("scatter", backend_of(tensor)->scatter, tensor, dimension, index, source);
}

cr_status cr_scatter_add(cr_tensor *tensor, int64_t dimension, const cr_tensor *index,
                         const cr_tensor *source)
{
    TRY(beside("scatterAdd", index, tensor, dimension));
    return put("scatterAdd", backend_of(tensor)->scatter_add, tensor, dimension, index,
               source);
}

cr_status cr_scatter_fill(cr_tensor *tensor, int64_t dimension, const cr_tensor *index,
                          double value)
{
    TRY(beside("scatter", index, tensor, dimension));
    return put_value("scatter", tensor, dimension, index, value);
}
