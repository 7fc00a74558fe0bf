/* normalize.c - checks the arguments of batch normalisation, then runs its kernels. */
#include "prepare.h"

static const char *const op = "BatchNormalization";

/* One of the layer's own tensors: contiguous, with an element for each channel. */
static cr_status of_channels(const char *name, const cr_tensor *tensor,
                             const cr_tensor *input)
{
    TRY(same_dtype(op, name, tensor, "input", input));
    REQUIRE(tensor->ndim == 1 && tensor->sizes[0] == input->sizes[1], CR_BAD_SHAPE,
            "%s: %s is %s, expected %lld elements, one for each channel of input %s", op,
            name, describe(tensor), (long long)input->sizes[1], shape_of(input));
    return contiguous(op, name, tensor);
}

static cr_status takes(const cr_tensor *input, const norm *layer)
{
    TRY(floating(op, "input", input));
    REQUIRE(input->ndim >= 2, CR_BAD_SHAPE, "%s: input is %s, expected N x C x ...", op,
            describe(input));
    if (layer->weight) TRY(of_channels("weight", layer->weight, input));
    if (layer->bias) TRY(of_channels("bias", layer->bias, input));
    TRY(of_channels("running_mean", layer->running_mean, input));
    TRY(of_channels("running_var", layer->running_var, input));
    int64_t values = input->sizes[1] ? cr_tensor_count(input) / input->sizes[1] : 0;
    REQUIRE(!layer->train || values != 1, CR_BAD_SHAPE,
            "%s: input is %s: one value per channel has no variance; train with more, or "
            "call evaluate()",
            op, describe(input));
    return CR_OK;
}

cr_status cr_batch_norm(cr_tensor *output, const cr_tensor *input,
                        const cr_tensor *weight, const cr_tensor *bias,
                        cr_tensor *running_mean, cr_tensor *running_var, cr_tensor *mean,
                        cr_tensor *deviation, int train, double momentum, double epsilon)
{
    norm layer = {weight,    bias,     running_mean, running_var, mean,
                  deviation, momentum, epsilon,      1,           train};
    TRY(takes(input, &layer));
    TRY(same_dtype(op, "output", output, "input", input));
    if (train) {
        TRY(same_dtype(op, "save_mean", mean, "input", input));
        TRY(same_dtype(op, "save_std", deviation, "input", input));
        TRY(output_like(op, mean, running_mean));
        TRY(output_like(op, deviation, running_mean));
        TRY(contiguous(op, "save_mean", mean));
        TRY(contiguous(op, "save_std", deviation));
    }
    TRY(output_like(op, output, input));
    TRY(contiguous(op, "output", output));
    if (cr_tensor_count(input) == 0) return CR_OK;
    prepared made;
    made.count = 0;
    cr_status status = packed(&made, &input);
    if (!status) status = conform(&made, op, "input", output, &input);
    if (!status) status = backend_of(output)->batch_norm(output, input, &layer);
    release_prepared(&made);
    return status;
}

cr_status cr_batch_norm_backward(cr_tensor *grad_input, cr_tensor *grad_weight,
                                 cr_tensor *grad_bias, const cr_tensor *input,
                                 const cr_tensor *grad_output, const cr_tensor *weight,
                                 cr_tensor *running_mean, cr_tensor *running_var,
                                 cr_tensor *mean, cr_tensor *deviation, int train,
                                 double scale, double epsilon)
{
    norm layer = {weight,    NULL, running_mean, running_var, mean,
                  deviation, 0,    epsilon,      scale,       train};
    TRY(takes(input, &layer));
    TRY(alike(op, "gradOutput", grad_output, "input", input));
    if (train) TRY(of_channels("save_mean", mean, input));
    if (train) TRY(of_channels("save_std", deviation, input));
    if (grad_weight) TRY(of_channels("gradWeight", grad_weight, input));
    if (grad_bias) TRY(of_channels("gradBias", grad_bias, input));
    if (grad_input) {
        TRY(same_dtype(op, "gradInput", grad_input, "input", input));
        TRY(output_like(op, grad_input, input));
        TRY(contiguous(op, "gradInput", grad_input));
    }
    if (cr_tensor_count(input) == 0) return CR_OK;
    prepared made;
    made.count = 0;
    cr_status status = packed(&made, &input);
    if (!status) status = packed(&made, &grad_output);
    if (!status && grad_input) status = conform(&made, op, "input", grad_input, &input);
    if (!status && grad_input)
        status = conform(&made, op, "gradOutput", grad_input, &grad_output);
    if (!status)
        status = backend_of(input)->batch_norm_backward(
            grad_input, grad_weight, grad_bias, input, grad_output, &layer);
    release_prepared(&made);
    return status;
}
