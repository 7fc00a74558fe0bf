/* distance.c - checks the arguments of distances to points, then runs their kernels. */
#include "prepare.h"

static const char *const op = "distance";

static cr_status matrix_alike(const char *name, const cr_tensor *tensor,
                              const cr_tensor *weight)
{
    TRY(same_dtype(op, name, tensor, "weight", weight));
    REQUIRE(tensor->ndim == 2 && tensor->sizes[0] == weight->sizes[0] &&
                tensor->sizes[1] == weight->sizes[1],
            CR_BAD_SHAPE, "%s: %s is %s but weight is %s", op, name, describe(tensor),
            describe(weight));
    return CR_OK;
}

/* One or two dimensions, the last of the size of a weight's dimension. */
static cr_status of_samples(const char *name, const cr_tensor *tensor,
                            const cr_tensor *weight, int dimension)
{
    TRY(same_dtype(op, name, tensor, "weight", weight));
    long long size = weight->sizes[dimension];
    REQUIRE((tensor->ndim == 1 || tensor->ndim == 2) &&
                tensor->sizes[tensor->ndim - 1] == size,
            CR_BAD_SHAPE, "%s: %s is %s, expected %lld or N x %lld", op, name,
            describe(tensor), size, size);
    return CR_OK;
}

static cr_status takes(const cr_tensor *input, const cr_tensor *weight,
                       const cr_tensor *scale)
{
    TRY(floating(op, "weight", weight));
    REQUIRE(weight->ndim == 2, CR_BAD_SHAPE, "%s: weight is %s, expected D x M", op,
            describe(weight));
    TRY(of_samples("input", input, weight, 0));
    if (scale) TRY(matrix_alike("scale", scale, weight));
    return CR_OK;
}

static cr_status takes_quotient(const cr_tensor *quotient, const cr_tensor *input,
                                const cr_tensor *weight)
{
    TRY(of_samples("quotient", quotient, weight, 1));
    REQUIRE(quotient->ndim == input->ndim &&
                (input->ndim == 1 || quotient->sizes[0] == input->sizes[0]),
            CR_BAD_SHAPE, "%s: quotient is %s but input is %s", op, describe(quotient),
            describe(input));
    return CR_OK;
}

/* Whether an output could be written over an input before that has been read. */
static cr_status stands_apart(const char *name, const cr_tensor *output,
                              const cr_tensor *input, const cr_tensor *weight,
                              const cr_tensor *scale)
{
    REQUIRE(!output->owner ||
                (output->owner != input->owner && output->owner != weight->owner &&
                 !(scale && output->owner == scale->owner)),
            CR_BAD_ARGUMENT, "%s: %s shares the storage of an input", op, name);
    return CR_OK;
}

cr_status cr_distance(cr_tensor *output, const cr_tensor *input, const cr_tensor *weight,
                      const cr_tensor *scale)
{
    TRY(takes(input, weight, scale));
    TRY(same_dtype(op, "output", output, "weight", weight));
    TRY(stands_apart("output", output, input, weight, scale));
    int64_t sizes[] = {input->sizes[0], weight->sizes[1]};
    TRY(output_of(op, output, input->ndim, input->ndim == 2 ? sizes : sizes + 1));
    TRY(contiguous(op, "output", output));
    prepared made;
    made.count = 0;
    cr_status status = packed(&made, &input);
    if (!status) status = packed(&made, &weight);
    if (!status && scale) status = packed(&made, &scale);
    if (!status) status = backend_of(output)->distance(output, input, weight, scale);
    release_prepared(&made);
    return status;
}

cr_status cr_distance_backward_input(cr_tensor *grad_input, const cr_tensor *quotient,
                                     const cr_tensor *input, const cr_tensor *weight,
                                     const cr_tensor *scale)
{
    TRY(takes(input, weight, scale));
    TRY(takes_quotient(quotient, input, weight));
    TRY(same_dtype(op, "gradInput", grad_input, "weight", weight));
    TRY(stands_apart("gradInput", grad_input, input, weight, scale));
    TRY(stands_apart("gradInput", grad_input, quotient, quotient, NULL));
    TRY(output_like(op, grad_input, input));
    TRY(contiguous(op, "gradInput", grad_input));
    prepared made;
    made.count = 0;
    cr_status status = packed(&made, &quotient);
    if (!status) status = packed(&made, &input);
    if (!status) status = packed(&made, &weight);
    if (!status && scale) status = packed(&made, &scale);
    if (!status)
        status =
            backend_of(grad_input)
                ->distance_backward_input(grad_input, quotient, input, weight, scale);
    release_prepared(&made);
    return status;
}

cr_status cr_distance_backward_weight(cr_tensor *grad_weight, cr_tensor *grad_scale,
                                      const cr_tensor *quotient, const cr_tensor *input,
                                      const cr_tensor *weight, const cr_tensor *scale,
                                      double factor)
{
    TRY(takes(input, weight, scale));
    TRY(takes_quotient(quotient, input, weight));
    TRY(matrix_alike("gradWeight", grad_weight, weight));
    TRY(contiguous(op, "gradWeight", grad_weight));
    if (grad_scale) {
        TRY(matrix_alike("gradScale", grad_scale, weight));
        TRY(contiguous(op, "gradScale", grad_scale));
    }
    prepared made;
    made.count = 0;
    cr_status status = packed(&made, &quotient);
    if (!status) status = packed(&made, &input);
    if (!status) status = packed(&made, &weight);
    if (!status && scale) status = packed(&made, &scale);
    if (!status)
        status = backend_of(grad_weight)
                     ->distance_backward_weight(grad_weight, grad_scale, quotient, input,
                                                weight, scale, factor);
    release_prepared(&made);
    return status;
}
