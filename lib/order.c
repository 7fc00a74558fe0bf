/* order.c - checks the arguments of sort, topk and their kin, then runs the kernel on
 * contiguous rows. */
#include "result.h"

/* The view with the dimension exchanged for the last; it holds no reference. */
static cr_tensor rows_along(const cr_tensor *tensor, int64_t dimension)
{
    cr_tensor view = *tensor;
    int last = tensor->ndim - 1;
    view.sizes[dimension] = tensor->sizes[last];
    view.strides[dimension] = tensor->strides[last];
    view.sizes[last] = tensor->sizes[dimension];
    view.strides[last] = tensor->strides[dimension];
    return view;
}

static cr_status check(const char *op, const cr_tensor *values, const cr_tensor *indices,
                       const cr_tensor *input, int64_t dimension)
{
    TRY(same_dtype(op, "result", values, "tensor", input));
    TRY(valid(op, "indices", indices));
    REQUIRE(indices->dtype == CR_I64, CR_BAD_DTYPE,
            "%s: indices is %s, expected torch.LongTensor", op, describe(indices));
    REQUIRE(values != indices && (!values->owner || values->owner != indices->owner),
            CR_BAD_ARGUMENT, "%s: result and indices share memory", op);
    return has_dimension(op, input, dimension);
}

/* Both results are in shape; the kernel takes rows without gaps. */
static cr_status run(cr_tensor *values, cr_tensor *indices, const cr_tensor *rows,
                     int64_t dimension, const ordering *wanted)
{
    cr_tensor values_rows = rows_along(values, dimension);
    cr_tensor indices_rows = rows_along(indices, dimension);
    result value, index;
    TRY(begin_result(&value, &values_rows, false));
    cr_status status = begin_result(&index, &indices_rows, false);
    if (!status)
        status = backend_of(values)->order(value.target, index.target, rows, wanted);
    status = end_result(&index, status);
    return end_result(&value, status);
}

/* `taken`: how many elements of each row there will be. */
static cr_status order(cr_tensor *values, cr_tensor *indices, const cr_tensor *input,
                       int64_t dimension, int64_t taken, const ordering *wanted)
{
    int64_t sizes[CR_MAX_DIMS];
    int ndim = input->ndim;
    for (int d = 0; d < ndim; d++) sizes[d] = d == dimension ? taken : input->sizes[d];
    cr_tensor view = rows_along(input, dimension);
    const cr_tensor *rows = &view;
    prepared p = {.count = 0};
    cr_tensor values_before = *values, indices_before = *indices;
    cr_status status = packed(&p, &rows);
    if (!status) status = output_apart(&p, wanted->name, values, ndim, sizes, &rows);
    if (!status) status = output_apart(&p, wanted->name, indices, ndim, sizes, &rows);
    if (!status && cr_tensor_count(rows))
        status = run(values, indices, rows, dimension, wanted);
    release_prepared(&p);
    status = keep_shape(status, indices, &indices_before);
    return keep_shape(status, values, &values_before);
}

cr_status cr_sort(cr_tensor *values, cr_tensor *indices, const cr_tensor *input,
                  int64_t dimension, int descending)
{
    ordering wanted = {.name = "sort", .kind = ORDER_SORT, .descending = descending};
    TRY(check("sort", values, indices, input, dimension));
    return order(values, indices, input, dimension, input->sizes[dimension], &wanted);
}

/* k from 1 to the size of the dimension. */
static cr_status among(const char *op, int64_t k, const cr_tensor *input,
                       int64_t dimension)
{
    REQUIRE(k >= 1 && k <= input->sizes[dimension], CR_BAD_ARGUMENT,
            "%s: k is %lld, expected 1 to %lld for dimension %lld of %s", op,
            (long long)k, (long long)input->sizes[dimension], (long long)dimension + 1,
            describe(input));
    return CR_OK;
}

cr_status cr_topk(cr_tensor *values, cr_tensor *indices, const cr_tensor *input,
                  int64_t k, int64_t dimension, int largest, int sorted)
{
    ordering wanted = {.name = "topk",
                       .kind = ORDER_TOP,
                       .k = k,
                       .descending = largest,
                       .sorted = sorted};
    TRY(check("topk", values, indices, input, dimension));
    TRY(among("topk", k, input, dimension));
    return order(values, indices, input, dimension, k, &wanted);
}

cr_status cr_kthvalue(cr_tensor *values, cr_tensor *indices, const cr_tensor *input,
                      int64_t k, int64_t dimension)
{
    ordering wanted = {.name = "kthvalue", .kind = ORDER_KTH, .k = k};
    TRY(check("kthvalue", values, indices, input, dimension));
    TRY(among("kthvalue", k, input, dimension));
    return order(values, indices, input, dimension, 1, &wanted);
}

static cr_status some(const char *op, const cr_tensor *input, int64_t dimension)
{
    REQUIRE(input->sizes[dimension], CR_BAD_SHAPE,
            "%s: tensor is %s, expected at least one element along dimension %lld", op,
            describe(input), (long long)dimension + 1);
    return CR_OK;
}

cr_status cr_median(cr_tensor *values, cr_tensor *indices, const cr_tensor *input,
                    int64_t dimension)
{
    TRY(check("median", values, indices, input, dimension));
    TRY(some("median", input, dimension));
    ordering wanted = {
        .name = "median", .kind = ORDER_KTH, .k = (input->sizes[dimension] + 1) / 2};
    return order(values, indices, input, dimension, 1, &wanted);
}

cr_status cr_mode(cr_tensor *values, cr_tensor *indices, const cr_tensor *input,
                  int64_t dimension)
{
    ordering wanted = {.name = "mode", .kind = ORDER_MODE};
    TRY(check("mode", values, indices, input, dimension));
    TRY(some("mode", input, dimension));
    return order(values, indices, input, dimension, 1, &wanted);
}
