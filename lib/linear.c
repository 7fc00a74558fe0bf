/* linear.c - checks the arguments of fully connected layers, then runs their products. */
#include "product.h"

static cr_status has_size(const char *op, const char *name, const cr_tensor *tensor,
                          int dimension, int64_t size, const char *letters,
                          const char *source_name, const cr_tensor *source)
{
    REQUIRE(tensor->sizes[dimension] == size, CR_BAD_SHAPE,
            "%s: %s is %s, expected %s with size %d equal to %lld as in %s %s", op, name,
            describe(tensor), letters, dimension + 1, (long long)size, source_name,
            describe(source));
    return CR_OK;
}

cr_status cr_linear(cr_tensor *output, const cr_tensor *input, const cr_tensor *weight,
                    const cr_tensor *bias)
{
    static const char *const op = "linear";
    TRY(floating(op, "input", input));
    TRY(same_dtype(op, "weight", weight, "input", input));
    TRY(same_dtype(op, "output", output, "input", input));
    TRY(has_ndim(op, "input", input, 2, "N x I"));
    TRY(has_ndim(op, "weight", weight, 2, "O x I"));
    TRY(has_size(op, "input", input, 1, weight->sizes[1], "N x I", "weight", weight));
    int64_t sizes[] = {input->sizes[0], weight->sizes[0]};
    cr_tensor added = {.ndim = 0};
    if (bias) {
        TRY(same_dtype(op, "bias", bias, "input", input));
        TRY(has_ndim(op, "bias", bias, 1, "O"));
        TRY(has_size(op, "bias", bias, 0, sizes[1], "O", "weight", weight));
        added = as_row(bias);
        added.sizes[1] = sizes[0];
    }
    cr_tensor left = as_matrices(input), right = as_matrices(weight);
    right = transposed(&right);
    TRY(output_of(op, output, 2, sizes));
    cr_tensor result = as_matrices(output);
    return multiply(op, &result, bias != NULL, bias ? &added : NULL, 1, &left, &right);
}

cr_status cr_linear_backward_input(cr_tensor *grad_input, const cr_tensor *grad_output,
                                   const cr_tensor *weight)
{
    static const char *const op = "linear";
    TRY(floating(op, "gradOutput", grad_output));
    TRY(same_dtype(op, "weight", weight, "gradOutput", grad_output));
    TRY(same_dtype(op, "gradInput", grad_input, "gradOutput", grad_output));
    TRY(has_ndim(op, "gradOutput", grad_output, 2, "N x O"));
    TRY(has_ndim(op, "weight", weight, 2, "O x I"));
    TRY(has_size(op, "gradOutput", grad_output, 1, weight->sizes[0], "N x O", "weight",
                 weight));
    int64_t sizes[] = {grad_output->sizes[0], weight->sizes[1]};
    cr_tensor left = as_matrices(grad_output), right = as_matrices(weight);
    TRY(output_of(op, grad_input, 2, sizes));
    cr_tensor result = as_matrices(grad_input);
    return multiply(op, &result, 0, NULL, 1, &left, &right);
}

static cr_status add_rows(cr_tensor *sum, double scale, const cr_tensor *matrix)
{
    prepared p = {.count = 0};
    cr_status status = apart(&p, sum, &matrix);
    if (!status) status = backend_of(sum)->add_rows(sum, scale, matrix);
    release_prepared(&p);
    return status;
}

cr_status cr_linear_backward_weight(cr_tensor *grad_weight, cr_tensor *grad_bias,
                                    const cr_tensor *input, const cr_tensor *grad_output,
                                    double scale)
{
    static const char *const op = "linear";
    TRY(floating(op, "input", input));
    TRY(same_dtype(op, "gradOutput", grad_output, "input", input));
    TRY(same_dtype(op, "gradWeight", grad_weight, "input", input));
    TRY(has_ndim(op, "input", input, 2, "N x I"));
    TRY(has_ndim(op, "gradOutput", grad_output, 2, "N x O"));
    TRY(has_ndim(op, "gradWeight", grad_weight, 2, "O x I"));
    TRY(has_size(op, "gradOutput", grad_output, 0, input->sizes[0], "N x O", "input",
                 input));
    TRY(has_size(op, "gradWeight", grad_weight, 0, grad_output->sizes[1], "O x I",
                 "gradOutput", grad_output));
    TRY(has_size(op, "gradWeight", grad_weight, 1, input->sizes[1], "O x I", "input",
                 input));
    TRY(output_like(op, grad_weight, grad_weight));
    if (grad_bias) {
        TRY(same_dtype(op, "gradBias", grad_bias, "input", input));
        TRY(has_ndim(op, "gradBias", grad_bias, 1, "O"));
        TRY(has_size(op, "gradBias", grad_bias, 0, grad_output->sizes[1], "O",
                     "gradOutput", grad_output));
        TRY(output_like(op, grad_bias, grad_bias));
        if (input->sizes[0]) TRY(add_rows(grad_bias, scale, grad_output));
    }
    cr_tensor left = as_matrices(grad_output), right = as_matrices(input);
    left = transposed(&left);
    cr_tensor result = as_matrices(grad_weight);
    return multiply(op, &result, 1, &result, scale, &left, &right);
}
