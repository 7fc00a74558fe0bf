/* slope.c - checks the arguments of rectifiers with learned slopes, then runs their
 * kernels. */
#include "prepare.h"

static const char *const op = "PReLU";

/* *inner: how many elements in a row have one slope. */
static cr_status takes(const cr_tensor *input, const cr_tensor *weight, const char *name,
                       int64_t dimension, int64_t *inner)
{
    TRY(floating(op, "input", input));
    TRY(same_dtype(op, name, weight, "input", input));
    TRY(contiguous(op, name, weight));
    int64_t slopes = cr_tensor_count(weight);
    REQUIRE(slopes > 0, CR_BAD_SHAPE, "%s: %s is %s, expected one slope or more", op,
            name, describe(weight));
    *inner = cr_tensor_count(input);
    if (slopes == 1) return CR_OK;
    TRY(has_dimension(op, input, dimension));
    REQUIRE(input->sizes[dimension] == slopes, CR_BAD_SHAPE,
            "%s: %s has %lld slopes but input is %s, of size %lld in dimension %lld", op,
            name, (long long)slopes, describe(input), (long long)input->sizes[dimension],
            (long long)dimension + 1);
    *inner = 1;
    for (int64_t d = dimension + 1; d < input->ndim; d++) *inner *= input->sizes[d];
    return CR_OK;
}

cr_status cr_slope(cr_tensor *output, const cr_tensor *input, const cr_tensor *weight,
                   int64_t dimension)
{
    int64_t inner;
    TRY(takes(input, weight, "weight", dimension, &inner));
    TRY(same_dtype(op, "output", output, "input", input));
    TRY(output_like(op, output, input));
    TRY(contiguous(op, "output", output));
    if (cr_tensor_count(input) == 0) return CR_OK;
    prepared made;
    made.count = 0;
    cr_status status = packed(&made, &input);
    if (!status) status = conform(&made, op, "input", output, &input);
    if (!status) status = backend_of(output)->slope(output, input, weight, inner);
    release_prepared(&made);
    return status;
}

cr_status cr_slope_backward_input(cr_tensor *grad_input, const cr_tensor *grad_output,
                                  const cr_tensor *input, const cr_tensor *weight,
                                  int64_t dimension)
{
    int64_t inner;
    TRY(takes(input, weight, "weight", dimension, &inner));
    TRY(alike(op, "gradOutput", grad_output, "input", input));
    TRY(same_dtype(op, "gradInput", grad_input, "input", input));
    TRY(output_like(op, grad_input, input));
    TRY(contiguous(op, "gradInput", grad_input));
    if (cr_tensor_count(input) == 0) return CR_OK;
    prepared made;
    made.count = 0;
    cr_status status = packed(&made, &input);
    if (!status) status = packed(&made, &grad_output);
    if (!status) status = conform(&made, op, "input", grad_input, &input);
    if (!status) status = conform(&made, op, "gradOutput", grad_input, &grad_output);
    if (!status)
        status =
            backend_of(grad_input)
                ->slope_backward_input(grad_input, grad_output, input, weight, inner);
    release_prepared(&made);
    return status;
}

cr_status cr_slope_backward_weight(cr_tensor *grad_weight, const cr_tensor *grad_output,
                                   const cr_tensor *input, int64_t dimension,
                                   double scale)
{
    int64_t inner;
    TRY(takes(input, grad_weight, "gradWeight", dimension, &inner));
    TRY(alike(op, "gradOutput", grad_output, "input", input));
    if (cr_tensor_count(input) == 0) return CR_OK;
    prepared made;
    made.count = 0;
    cr_status status = packed(&made, &input);
    if (!status) status = packed(&made, &grad_output);
    if (!status)
        status =
            backend_of(grad_weight)
                ->slope_backward_weight(grad_weight, grad_output, input, inner, scale);
    release_prepared(&made);
    return status;
}
