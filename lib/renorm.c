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

/* The factor of each slice, n of them. */
static cr_status factors_of(cr_tensor *factors, const cr_tensor *input, double p,
                            int64_t dimension, double most)
{
    int64_t n = input->sizes[dimension], count = cr_tensor_count(input);
    cr_tensor turned = *input, rows = {.dtype = input->dtype}, mask = {.dtype = CR_U8};
    turned.sizes[0] = n, turned.strides[0] = input->strides[dimension];
    turned.sizes[dimension] = input->sizes[0];
    turned.strides[dimension] = input->strides[0];
    prepared made = {.count = 0};
    const cr_tensor *slices = &turned;
    cr_status status = packed(&made, &slices);
    if (!status) status = cr_view(&rows, slices, 2, (int64_t[]){n, count / n});
    if (!status) status = cr_norm(factors, &rows, p, 1);
    if (!status) status = scale(factors, &mask, most);
    cr_tensor_release(&rows);
    cr_tensor_release(&mask);
    release_prepared(&made);
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
    cr_tensor factors = {.dtype = input->dtype}, wide = *input, before = *output;
    cr_status status = factors_of(&factors, input, p, dimension, most);
    wide.owner = factors.owner, wide.start = factors.start;
    for (int d = 0; d < wide.ndim; d++) wide.strides[d] = d == dimension;
    if (!status) status = cr_binary(output, input, &wide, BINARY_mul);
    cr_tensor_release(&factors);
    return keep_shape(status, output, &before);
}
