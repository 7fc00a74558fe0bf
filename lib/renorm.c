/* renorm.c - slices whose norm is too large are scaled down, by the kernels for norms and
 * products. */
#include "prepare.h"

/* factors = most / (norm + 1e-7) where the norm is above most, else 1. */
static cr_status scale(cr_tensor *factors, cr_tensor *mask, double most)
{
    TRY(cr_compare_value(mask, factors, most, COMPARE_gt));
    TRY(cr_compare_value(mask, mask, 0, COMPARE_eq));
    TRY(cr_add_value(factors, factors, 1e-7));
    TRY(cr_value_binary(factors, most, factors, BINARY_div));
    return cr_masked_fill(factors, mask, 1);
}

/* made = input with its slices, n of them, scaled; rows is scratch. */
static cr_status bound(cr_tensor *made, cr_tensor *rows, const cr_tensor *input, double p,
                       int64_t dimension, double most)
{
    int64_t n = input->sizes[dimension], count = cr_tensor_count(input);
    cr_tensor turned = *input, factors = {.dtype = input->dtype}, mask = {.dtype = CR_U8};
    turned.sizes[0] = n, turned.strides[0] = input->strides[dimension];
    turned.sizes[dimension] = input->sizes[0];
    turned.strides[dimension] = input->strides[0];
    TRY(cr_clone(rows, &turned));
    TRY(cr_view(rows, rows, 2, (int64_t[]){n, count / n}));
    cr_status status = cr_norm(&factors, rows, p, 1);
    if (!status) status = scale(&factors, &mask, most);
    if (!status) status = cr_tensor_create(made, input->dtype, input->ndim, input->sizes);
    if (!status) {
        cr_tensor wide = *input; /* the factors, seen in the shape of input */
        wide.owner = factors.owner, wide.start = factors.start;
        for (int d = 0; d < wide.ndim; d++) wide.strides[d] = d == dimension;
        status = cr_binary(made, input, &wide, BINARY_mul);
    }
    cr_tensor_release(&factors);
    cr_tensor_release(&mask);
    return status;
}

cr_status cr_renorm(cr_tensor *output, const cr_tensor *input, double p,
                    int64_t dimension, double most)
{
    TRY(floating("renorm", "tensor", input));
    TRY(same_dtype("renorm", "result", output, "tensor", input));
    TRY(has_dimension("renorm", input, dimension));
    REQUIRE(input->ndim > 1 && cr_tensor_count(input), CR_BAD_SHAPE,
            "renorm: tensor is %s, expected elements in two or more dimensions",
            describe(input));
    REQUIRE(p > 0, CR_BAD_ARGUMENT, "renorm: p is %g, expected more than 0", p);
    REQUIRE(most >= 0, CR_BAD_ARGUMENT, "renorm: maxnorm is %g, expected 0 or more",
            most);
    cr_tensor made = {.dtype = input->dtype}, rows = {.dtype = input->dtype};
    cr_status status = bound(&made, &rows, input, p, dimension, most);
    cr_tensor_release(&rows);
    if (!status) status = output_like("renorm", output, &made);
    if (!status) status = cr_copy(output, &made);
    cr_tensor_release(&made);
    return status;
}
