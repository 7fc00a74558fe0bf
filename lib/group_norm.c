/* group_norm.c - checks the arguments of normalisation by groups, then runs its kernels.
 */
#include "prepare.h"

static const char *const op = "group_norm";

static cr_status of_channels(const char *name, const cr_tensor *tensor,
                             const cr_tensor *input)
{
    TRY(same_dtype(op, name, tensor, "input", input));
    REQUIRE(tensor->ndim == 1 && tensor->sizes[0] == input->sizes[1], CR_BAD_SHAPE,
            "%s: %s is %s, expected %lld elements, one for each channel of input %s", op,
            name, describe(tensor), (long long)input->sizes[1], shape_of(input));
    return contiguous(op, name, tensor);
}

static cr_status of_groups(const char *name, const cr_tensor *tensor,
                           const cr_tensor *input)
{
    TRY(same_dtype(op, name, tensor, "input", input));
    REQUIRE(tensor->ndim == 2 && tensor->sizes[0] == input->sizes[0] &&
                tensor->sizes[1] > 0 && input->sizes[1] % tensor->sizes[1] == 0,
            CR_BAD_SHAPE,
            "%s: %s is %s, expected N x groups for input %s; call forward "
            "first",
            op, name, describe(tensor), shape_of(input));
    return contiguous(op, name, tensor);
}

static cr_status takes(const cr_tensor *input, const cr_tensor *weight,
                       const char *weight_name, const cr_tensor *bias,
                       const char *bias_name)
{
    TRY(floating(op, "input", input));
    REQUIRE(input->ndim >= 2, CR_BAD_SHAPE, "%s: input is %s, expected N x C x ...", op,
            describe(input));
    if (weight) TRY(of_channels(weight_name, weight, input));
    if (bias) TRY(of_channels(bias_name, bias, input));
    return CR_OK;
}

cr_status cr_group_norm(cr_tensor *output, cr_tensor *mean, cr_tensor *deviation,
                        const cr_tensor *input, const cr_tensor *weight,
                        const cr_tensor *bias, int64_t groups, double epsilon)
{
    TRY(takes(input, weight, "weight", bias, "bias"));
    REQUIRE(groups >= 1 && input->sizes[1] % groups == 0, CR_BAD_SHAPE,
            "%s: input is %s, whose %lld channels are no multiple of %lld groups", op,
            describe(input), (long long)input->sizes[1], (long long)groups);
    TRY(same_dtype(op, "output", output, "input", input));
    TRY(same_dtype(op, "mean", mean, "input", input));
    TRY(same_dtype(op, "deviation", deviation, "input", input));
    int64_t sizes[] = {input->sizes[0], groups};
    TRY(output_of(op, mean, 2, sizes));
    TRY(output_of(op, deviation, 2, sizes));
    TRY(contiguous(op, "mean", mean));
    TRY(contiguous(op, "deviation", deviation));
    TRY(output_like(op, output, input));
    TRY(contiguous(op, "output", output));
    if (cr_tensor_count(input) == 0) return CR_OK;
    prepared made;
    made.count = 0;
    cr_status status = packed(&made, &input);
    if (!status) status = conform(&made, op, "input", output, &input);
    if (!status)
        status = backend_of(output)->group_norm(output, mean, deviation, input, weight,
                                                bias, epsilon);
    release_prepared(&made);
    return status;
}

cr_status cr_group_norm_backward(cr_tensor *grad_input, const cr_tensor *grad_output,
                                 const cr_tensor *input, const cr_tensor *mean,
                                 const cr_tensor *deviation, const cr_tensor *weight)
{
    TRY(takes(input, weight, "weight", NULL, ""));
    TRY(alike(op, "gradOutput", grad_output, "input", input));
    TRY(of_groups("mean", mean, input));
    TRY(alike(op, "deviation", deviation, "mean", mean));
    TRY(of_groups("deviation", deviation, input));
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
        status = backend_of(grad_input)
                     ->group_norm_backward(grad_input, grad_output, input, mean,
                                           deviation, weight);
    release_prepared(&made);
    return status;
}

cr_status cr_group_norm_backward_weight(cr_tensor *grad_weight, cr_tensor *grad_bias,
                                        const cr_tensor *grad_output,
                                        const cr_tensor *input, const cr_tensor *mean,
                                        const cr_tensor *deviation, double scale)
{
    TRY(takes(input, grad_weight, "gradWeight", grad_bias, "gradBias"));
    TRY(alike(op, "gradOutput", grad_output, "input", input));
    TRY(of_groups("mean", mean, input));
    TRY(alike(op, "deviation", deviation, "mean", mean));
    TRY(of_groups("deviation", deviation, input));
    if (cr_tensor_count(input) == 0 || (!grad_weight && !grad_bias)) return CR_OK;
    prepared made;
    made.count = 0;
    cr_status status = packed(&made, &input);
    if (!status) status = packed(&made, &grad_output);
    if (!status)
        status = backend_of(input)->group_norm_backward_weight(
            grad_weight, grad_bias, grad_output, input, mean, deviation, scale);
    release_prepared(&made);
    return status;
}
