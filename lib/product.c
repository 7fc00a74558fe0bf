/* product.c - brings the operands of matrix products into the form the kernel takes. */
#include "product.h"

static void set_dimension(cr_tensor *view, int d, int64_t size, int64_t stride)
{
    view->sizes[d] = size;
    view->strides[d] = stride;
}

static cr_tensor three(const cr_tensor *tensor)
{
    return (cr_tensor){.owner = tensor->owner,
                       .start = tensor->start,
                       .dtype = tensor->dtype,
                       .ndim = 3,
                       .sizes = {1, 1, 1}};
}

cr_tensor as_matrices(const cr_tensor *tensor)
{
    cr_tensor view = three(tensor);
    for (int d = 0; d < tensor->ndim; d++)
        set_dimension(&view, 3 - tensor->ndim + d, tensor->sizes[d], tensor->strides[d]);
    return view;
}

cr_tensor as_row(const cr_tensor *vector)
{
    return as_matrices(vector);
}

cr_tensor as_column(const cr_tensor *vector)
{
    cr_tensor view = three(vector);
    set_dimension(&view, 1, vector->sizes[0], vector->strides[0]);
    return view;
}

cr_tensor transposed(const cr_tensor *matrices)
{
    cr_tensor view = *matrices;
    set_dimension(&view, 1, matrices->sizes[2], matrices->strides[2]);
    set_dimension(&view, 2, matrices->sizes[1], matrices->strides[1]);
    return view;
}

static cr_tensor one_of(const cr_tensor *batch, int64_t i)
{
    cr_tensor matrix = *batch;
    matrix.start += i * batch->strides[0];
    matrix.sizes[0] = 1;
    return matrix;
}

static bool sums_products(const cr_tensor *output, const cr_tensor *a)
{
    return a->sizes[0] > 1 && output->sizes[0] == 1;
}

/* Where there is no memory for one of the products, output is half done. */
static cr_status sum_products(cr_tensor *output, double beta, const cr_tensor *added,
                              double alpha, const cr_tensor *a, const cr_tensor *b)
{
    product_kernel *product = backend_of(output)->product;
    for (int64_t i = 0; i < a->sizes[0]; i++) {
        cr_tensor left = one_of(a, i), right = one_of(b, i);
        TRY(product(output, i ? 1 : beta, i ? output : added, alpha, &left, &right));
    }
    return CR_OK;
}

/* The sum of no products. */
static cr_status scale_only(cr_tensor *output, double beta, const cr_tensor *added)
{
    if (!added) return cr_fill(output, 0);
    RUN(binary_value, output, added, beta, BINARY_mul);
}

static cr_status run(cr_tensor *output, double beta, const cr_tensor *added, double alpha,
                     const cr_tensor *a, const cr_tensor *b)
{
    if (cr_tensor_count(a) == 0) return scale_only(output, beta, added);
    if (sums_products(output, a)) return sum_products(output, beta, added, alpha, a, b);
    RUN(product, output, beta, added, alpha, a, b);
}

/* Rows or columns without gaps: the kernel writes only such matrices. */
static bool dense_lines(const cr_tensor *matrices)
{
    return matrices->sizes[2] == 1 || matrices->strides[2] == 1 ||
           matrices->sizes[1] == 1 || matrices->strides[1] == 1;
}

cr_status multiply(const char *op, cr_tensor *output, double beta, const cr_tensor *added,
                   double alpha, const cr_tensor *a, const cr_tensor *b)
{
    if (cr_tensor_count(output) == 0) return CR_OK;
    if (beta == 0) added = NULL;
    prepared p = {.count = 0};
    cr_tensor dense = {.dtype = output->dtype}, *target = output;
    cr_status status = apart(&p, output, &a);
    if (!status) status = apart(&p, output, &b);
    if (!status && added) status = conform(&p, op, "added tensor", output, &added);
    if (!status && (!dense_lines(output) || sums_products(output, a))) {
        status = cr_tensor_create(&dense, output->dtype, 3, output->sizes);
        target = &dense;
    }
    if (!status) status = run(target, added ? beta : 0, added, alpha, a, b);
    if (!status && target == &dense) status = cr_copy(output, &dense);
    cr_tensor_release(&dense);
    release_prepared(&p);
    return status;
}
