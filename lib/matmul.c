/* matmul.c - checks the arguments of matrix products, then runs their kernel. */
#include "product.h"

/* A call as its messages name it. */
typedef struct call {
    const char *op, *added, *a, *b;
} call;

static cr_status same_types(const call *call, const cr_tensor *output, double beta,
                            const cr_tensor *added, double alpha, const cr_tensor *a,
                            const cr_tensor *b)
{
    TRY(valid(call->op, call->a, a));
    TRY(same_dtype(call->op, call->b, b, call->a, a));
    TRY(same_dtype(call->op, "result", output, call->a, a));
    if (call->added) TRY(same_dtype(call->op, call->added, added, call->a, a));
    TRY(holds(call->op, "beta", a, beta));
    return holds(call->op, "alpha", a, alpha);
}

static cr_status addable(const call *call, const cr_tensor *added, int ndim,
                         const int64_t *sizes)
{
    cr_tensor expected = {.ndim = ndim};
    for (int d = 0; d < ndim; d++) expected.sizes[d] = sizes[d];
    REQUIRE(!call->added || cr_tensor_same_shape(added, &expected), CR_BAD_SHAPE,
            "%s: %s is %s, expected %s as in the product", call->op, call->added,
            describe(added), shape_of(&expected));
    return CR_OK;
}

static cr_status matching(const call *call, const cr_tensor *a, int64_t columns,
                          const cr_tensor *b, int64_t rows, const char *unit)
{
    REQUIRE(rows == columns, CR_BAD_SHAPE, "%s: %s is %s, expected %lld %s for %s %s",
            call->op, call->b, describe(b), (long long)columns, unit, call->a,
            describe(a));
    return CR_OK;
}

static cr_status add_matrices(const call *call, cr_tensor *output, double beta,
                              const cr_tensor *added, double alpha, const cr_tensor *a,
                              const cr_tensor *b)
{
    TRY(same_types(call, output, beta, added, alpha, a, b));
    TRY(has_ndim(call->op, call->a, a, 2, "a matrix"));
    TRY(has_ndim(call->op, call->b, b, 2, "a matrix"));
    TRY(matching(call, a, a->sizes[1], b, b->sizes[0], "rows"));
    int64_t sizes[] = {a->sizes[0], b->sizes[1]};
    TRY(addable(call, added, 2, sizes));
    cr_tensor left = as_matrices(a), right = as_matrices(b), sum = {.ndim = 0};
    if (call->added) sum = as_matrices(added);
    cr_tensor before = *output;
    TRY(output_of(call->op, output, 2, sizes));
    cr_tensor result = as_matrices(output);
    cr_status status = multiply(call->op, &result, beta, call->added ? &sum : NULL, alpha,
                                &left, &right);
    return keep_shape(status, output, &before);
}

static cr_status add_vector(const call *call, cr_tensor *output, double beta,
                            const cr_tensor *added, double alpha, const cr_tensor *matrix,
                            const cr_tensor *vector)
{
    TRY(same_types(call, output, beta, added, alpha, matrix, vector));
    TRY(has_ndim(call->op, call->a, matrix, 2, "a matrix"));
    TRY(has_ndim(call->op, call->b, vector, 1, "a vector"));
    TRY(matching(call, matrix, matrix->sizes[1], vector, vector->sizes[0], "elements"));
    int64_t size = matrix->sizes[0];
    TRY(addable(call, added, 1, &size));
    cr_tensor left = as_matrices(matrix), right = as_column(vector), sum = {.ndim = 0};
    if (call->added) sum = as_column(added);
    cr_tensor before = *output;
    TRY(output_of(call->op, output, 1, &size));
    cr_tensor result = as_column(output);
    cr_status status = multiply(call->op, &result, beta, call->added ? &sum : NULL, alpha,
                                &left, &right);
    return keep_shape(status, output, &before);
}

static cr_status add_outer(const call *call, cr_tensor *output, double beta,
                           const cr_tensor *added, double alpha, const cr_tensor *x,
                           const cr_tensor *y)
{
    TRY(same_types(call, output, beta, added, alpha, x, y));
    TRY(has_ndim(call->op, call->a, x, 1, "a vector"));
    TRY(has_ndim(call->op, call->b, y, 1, "a vector"));
    int64_t sizes[] = {x->sizes[0], y->sizes[0]};
    TRY(addable(call, added, 2, sizes));
    cr_tensor left = as_column(x), right = as_row(y), sum = {.ndim = 0};
    if (call->added) sum = as_matrices(added);
    cr_tensor before = *output;
    TRY(output_of(call->op, output, 2, sizes));
    cr_tensor result = as_matrices(output);
    cr_status status = multiply(call->op, &result, beta, call->added ? &sum : NULL, alpha,
                                &left, &right);
    return keep_shape(status, output, &before);
}

/* Batches of products: summed if `ndim` is 2, each by itself if it is 3. */
static cr_status add_batches(const call *call, int ndim, cr_tensor *output, double beta,
                             const cr_tensor *added, double alpha, const cr_tensor *a,
                             const cr_tensor *b)
{
    TRY(same_types(call, output, beta, added, alpha, a, b));
    TRY(has_ndim(call->op, call->a, a, 3, "a batch of matrices"));
    TRY(has_ndim(call->op, call->b, b, 3, "a batch of matrices"));
    TRY(matching(call, a, a->sizes[0], b, b->sizes[0], "matrices"));
    TRY(matching(call, a, a->sizes[2], b, b->sizes[1], "rows"));
    int64_t sizes[] = {a->sizes[0], a->sizes[1], b->sizes[2]};
    TRY(addable(call, added, ndim, sizes + 3 - ndim));
    cr_tensor left = *a, right = *b, sum = {.ndim = 0};
    if (call->added) sum = as_matrices(added);
    cr_tensor before = *output;
    TRY(output_of(call->op, output, ndim, sizes + 3 - ndim));
    cr_tensor result = as_matrices(output);
    cr_status status = multiply(call->op, &result, beta, call->added ? &sum : NULL, alpha,
                                &left, &right);
    return keep_shape(status, output, &before);
}

cr_status cr_addmm(cr_tensor *output, double beta, const cr_tensor *added, double alpha,
                   const cr_tensor *a, const cr_tensor *b)
{
    static const call call = {"addmm", "M", "mat1", "mat2"};
    return add_matrices(&call, output, beta, added, alpha, a, b);
}

cr_status cr_addmv(cr_tensor *output, double beta, const cr_tensor *added, double alpha,
                   const cr_tensor *matrix, const cr_tensor *vector)
{
    static const call call = {"addmv", "vec1", "mat", "vec2"};
    return add_vector(&call, output, beta, added, alpha, matrix, vector);
}

cr_status cr_addr(cr_tensor *output, double beta, const cr_tensor *added, double alpha,
                  const cr_tensor *x, const cr_tensor *y)
{
    static const call call = {"addr", "mat", "vec1", "vec2"};
    return add_outer(&call, output, beta, added, alpha, x, y);
}

cr_status cr_addbmm(cr_tensor *output, double beta, const cr_tensor *added, double alpha,
                    const cr_tensor *a, const cr_tensor *b)
{
    static const call call = {"addbmm", "M", "batch1", "batch2"};
    return add_batches(&call, 2, output, beta, added, alpha, a, b);
}

cr_status cr_baddbmm(cr_tensor *output, double beta, const cr_tensor *added, double alpha,
                     const cr_tensor *a, const cr_tensor *b)
{
    static const call call = {"baddbmm", "M", "batch1", "batch2"};
    return add_batches(&call, 3, output, beta, added, alpha, a, b);
}

cr_status cr_mm(cr_tensor *output, const cr_tensor *a, const cr_tensor *b)
{
    static const call call = {"mm", NULL, "mat1", "mat2"};
    return add_matrices(&call, output, 0, NULL, 1, a, b);
}

cr_status cr_mv(cr_tensor *output, const cr_tensor *matrix, const cr_tensor *vector)
{
    static const call call = {"mv", NULL, "mat", "vec"};
    return add_vector(&call, output, 0, NULL, 1, matrix, vector);
}

cr_status cr_ger(cr_tensor *output, const cr_tensor *x, const cr_tensor *y)
{
    static const call call = {"ger", NULL, "vec1", "vec2"};
    return add_outer(&call, output, 0, NULL, 1, x, y);
}

cr_status cr_bmm(cr_tensor *output, const cr_tensor *a, const cr_tensor *b)
{
    static const call call = {"bmm", NULL, "batch1", "batch2"};
    return add_batches(&call, 3, output, 0, NULL, 1, a, b);
}
