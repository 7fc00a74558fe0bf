/* diagonal.c - diagonals and triangles as views, copied or filled. */
#include "prepare.h"

enum { MOST = 1 << 30 }; /* of |k|, so that sums with it are exact */

/* The view of diagonal k of a matrix that has one; it holds no reference. */
static cr_tensor diagonal_of(const cr_tensor *matrix, int64_t k)
{
    cr_tensor view = *matrix;
    int64_t row = k < 0 ? -k : 0, column = k > 0 ? k : 0;
    int64_t rows = matrix->sizes[0] - row, columns = matrix->sizes[1] - column;
    view.ndim = 1;
    view.sizes[0] = rows < columns ? rows : columns;
    view.strides[0] = matrix->strides[0] + matrix->strides[1];
    view.start += row * matrix->strides[0] + column * matrix->strides[1];
    return view;
}

static cr_status from_vector(cr_tensor *output, const cr_tensor *input, int64_t k)
{
    int64_t n = input->sizes[0] + (k < 0 ? -k : k);
    cr_tensor made = {.dtype = input->dtype};
    TRY(cr_tensor_create(&made, input->dtype, 2, (int64_t[]){n, n}));
    cr_tensor diagonal = diagonal_of(&made, k);
    cr_status status = cr_fill(&made, 0);
    if (!status) status = cr_copy(&diagonal, input);
    if (!status) status = output_like("diag", output, &made);
    if (!status) status = cr_copy(output, &made);
    cr_tensor_release(&made);
    return status;
}

static cr_status in_reach(const char *op, int64_t k)
{
    REQUIRE(k > -MOST && k < MOST, CR_BAD_ARGUMENT,
            "%s: k is %lld, expected less than 2^30", op, (long long)k);
    return CR_OK;
}

cr_status cr_diag(cr_tensor *output, const cr_tensor *input, int64_t k)
{
    TRY(same_dtype("diag", "result", output, "tensor", input));
    TRY(in_reach("diag", k));
    if (input->ndim == 1) return from_vector(output, input, k);
    TRY(has_ndim("diag", "tensor", input, 2, "a matrix or a vector"));
    REQUIRE(k > -input->sizes[0] && k < input->sizes[1], CR_BAD_ARGUMENT,
            "diag: k is %lld, expected a diagonal of %s", (long long)k, describe(input));
    cr_tensor diagonal = diagonal_of(input, k), made = {.dtype = input->dtype};
    TRY(cr_clone(&made, &diagonal)); /* first, for output may lie upon input */
    cr_status status = output_like("diag", output, &made);
    if (!status) status = cr_copy(output, &made);
    cr_tensor_release(&made);
    return status;
}

/* Fill the part of each row that is to be 0: from `side` of diagonal k on. */
static cr_status triangle(const char *op, cr_tensor *output, const cr_tensor *input,
                          int64_t k, bool lower)
{
    TRY(same_dtype(op, "result", output, "tensor", input));
    TRY(has_ndim(op, "tensor", input, 2, "a matrix"));
    TRY(in_reach(op, k));
    TRY(output_like(op, output, input));
    if (output != input) TRY(cr_copy(output, input));
    int64_t columns = output->sizes[1];
    cr_tensor row = *output;
    row.ndim = 1;
    row.strides[0] = output->strides[1];
    for (int64_t i = 0; i < output->sizes[0]; i++) {
        int64_t at = lower ? i + k + 1 : i + k; /* zeros from here, or up to here */
        at = at < 0 ? 0 : at > columns ? columns : at;
        row.sizes[0] = lower ? columns - at : at;
        row.start = output->start + i * output->strides[0] +
                    (lower ? at * output->strides[1] : 0);
        if (row.sizes[0]) TRY(cr_fill(&row, 0));
    }
    return CR_OK;
}

cr_status cr_tril(cr_tensor *output, const cr_tensor *input, int64_t k)
{
    return triangle("tril", output, input, k, true);
}

cr_status cr_triu(cr_tensor *output, const cr_tensor *input, int64_t k)
{
    return triangle("triu", output, input, k, false);
}
