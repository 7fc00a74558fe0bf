/* loss.c - checks the arguments of losses, then runs their kernels. */
#include "prepare.h"

static const char *const names[] = {
#define LOSS(name, ...) #name,
#include "ops/loss.def"
#undef LOSS
};

const char *cr_loss_name(int op)
{
    return op >= 0 && op < LOSS_COUNT ? names[op] : NULL;
}

static cr_status matches(const char *op, const char *name, const cr_tensor *tensor,
                         const cr_tensor *input)
{
    TRY(same_dtype(op, name, tensor, "input", input));
    REQUIRE(cr_tensor_count(tensor) == cr_tensor_count(input), CR_BAD_SHAPE,
            "%s: %s is %s but input is %s", op, name, describe(tensor), describe(input));
    return CR_OK;
}

static cr_status takes(const cr_tensor *input, const cr_tensor *target,
                       const cr_tensor *weights, int op)
{
    REQUIRE(cr_loss_name(op), CR_BAD_ARGUMENT, "loss: no op %d", op);
    TRY(floating(names[op], "input", input));
    TRY(matches(names[op], "target", target, input));
    if (weights) TRY(matches(names[op], "weights", weights, input));
    return CR_OK;
}

static double divisor(const cr_tensor *input, int average)
{
    return average ? (double)cr_tensor_count(input) : 1;
}

cr_status cr_loss(cr_tensor *value, const cr_tensor *input, const cr_tensor *target,
                  const cr_tensor *weights, int average, int op, double p)
{
    static const int64_t one = 1;
    TRY(takes(input, target, weights, op));
    TRY(same_dtype(names[op], "result", value, "input", input));
    TRY(output_of(names[op], value, 1, &one));
    prepared made;
    made.count = 0;
    cr_status status = packed(&made, &input);
    if (!status) status = packed(&made, &target);
    if (!status && weights) status = packed(&made, &weights);
    if (!status)
        status = backend_of(value)->loss(value, input, target, weights,
                                         1 / divisor(input, average), op, p);
    release_prepared(&made);
    return status;
}

cr_status cr_loss_backward(cr_tensor *grad_input, const cr_tensor *input,
                           const cr_tensor *target, const cr_tensor *weights, int average,
                           int op, double p, double scale)
{
    TRY(takes(input, target, weights, op));
    TRY(same_dtype(names[op], "gradInput", grad_input, "input", input));
    TRY(output_like(names[op], grad_input, input));
    if (cr_tensor_count(input) == 0) return CR_OK;
    prepared made;
    made.count = 0;
    cr_status status = conform(&made, names[op], "input", grad_input, &input);
    if (!status) status = conform(&made, names[op], "target", grad_input, &target);
    if (!status && weights)
        status = conform(&made, names[op], "weights", grad_input, &weights);
    if (!status)
        status = backend_of(grad_input)
                     ->loss_backward(grad_input, input, target, weights,
                                     scale / divisor(input, average), op, p);
    release_prepared(&made);
    return status;
}

/* A class loss: input N x C x ..., one label for every place but the classes. */
static cr_status takes_classes(const cr_tensor *input, const cr_tensor *target,
                               const cr_tensor *weights)
{
    static const char *const op = "ClassNLLCriterion";
    TRY(floating(op, "input", input));
    TRY(valid(op, "target", target));
    REQUIRE(input->ndim >= 1, CR_BAD_SHAPE, "%s: input is %s, expected C or N x C x ...",
            op, describe(input));
    int classes = input->ndim > 1, same = 1;
    if (input->ndim > 2) {
        same = target->ndim == input->ndim - 1 && target->sizes[0] == input->sizes[0];
        for (int d = 2; d < input->ndim && same; d++)
            same = target->sizes[d - 1] == input->sizes[d];
    } else {
        int64_t samples = classes ? input->sizes[0] : 1;
        same = cr_tensor_count(target) == samples;
    }
    REQUIRE(same, CR_BAD_SHAPE,
            "%s: target is %s but input is %s: expected one label for each sample", op,
            describe(target), describe(input));
    if (!weights) return CR_OK;
    TRY(same_dtype(op, "weights", weights, "input", input));
    REQUIRE(cr_tensor_count(weights) == input->sizes[classes], CR_BAD_SHAPE,
            "%s: weights is %s but input %s has %lld classes", op, describe(weights),
            shape_of(input), (long long)input->sizes[classes]);
    return CR_OK;
}

cr_status cr_class_loss(cr_tensor *value, cr_tensor *total, const cr_tensor *input,
                        const cr_tensor *target, const cr_tensor *weights, int average,
                        int64_t ignored)
{
    static const char *const op = "ClassNLLCriterion";
    static const int64_t one = 1;
    TRY(takes_classes(input, target, weights));
    TRY(same_dtype(op, "result", value, "input", input));
    TRY(same_dtype(op, "total", total, "input", input));
    TRY(output_of(op, value, 1, &one));
    TRY(output_of(op, total, 1, &one));
    prepared made;
    made.count = 0;
    cr_status status = packed(&made, &input);
    if (!status) status = packed(&made, &target);
    if (!status && weights) status = packed(&made, &weights);
    if (!status)
        status = backend_of(value)->class_loss(value, total, input, target, weights,
                                               average, ignored);
    release_prepared(&made);
    return status;
}

cr_status cr_class_loss_backward(cr_tensor *grad_input, const cr_tensor *total,
                                 const cr_tensor *input, const cr_tensor *target,
                                 const cr_tensor *weights, int average, int64_t ignored)
{
    static const char *const op = "ClassNLLCriterion";
    TRY(takes_classes(input, target, weights));
    TRY(same_dtype(op, "gradInput", grad_input, "input", input));
    TRY(same_dtype(op, "total", total, "input", input));
    REQUIRE(cr_tensor_count(total) == 1, CR_BAD_SHAPE,
            "%s: total is %s, expected one number; call forward first", op,
            describe(total));
    TRY(output_like(op, grad_input, input));
    TRY(contiguous(op, "gradInput", grad_input));
    prepared made;
    made.count = 0;
    cr_status status = packed(&made, &target);
    if (!status) status = apart(&made, grad_input, &target);
    if (!status && weights) status = packed(&made, &weights);
    if (!status)
        status = backend_of(grad_input)
                     ->class_loss_backward(grad_input, total, target, weights, average,
                                           ignored);
    release_prepared(&made);
    return status;
}
