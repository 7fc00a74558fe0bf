/* activation.c - checks the arguments of activations, then runs their kernels. */
#include "prepare.h"

static const char *const names[] = {
#define ACTIVATION(name, ...) #name,
#include "ops/activation.def"
#undef ACTIVATION
};

const char *cr_activation_name(int op)
{
    return op >= 0 && op < ACTIVATION_COUNT ? names[op] : NULL;
}

cr_status cr_activate(cr_tensor *output, const cr_tensor *input, int op, double p,
                      double q)
{
    REQUIRE(cr_activation_name(op), CR_BAD_ARGUMENT, "activate: no op %d", op);
    TRY(floating(names[op], "input", input));
    TRY(same_dtype(names[op], "output", output, "input", input));
    TRY(output_like(names[op], output, input));
    prepared made;
    made.count = 0;
    cr_status status = conform(&made, names[op], "input", output, &input);
    if (!status) status = backend_of(output)->activate(output, input, op, p, q);
    release_prepared(&made);
    return status;
}

cr_status cr_activate_backward(cr_tensor *grad_input, const cr_tensor *input,
                               const cr_tensor *output, const cr_tensor *grad_output,
                               int op, double p, double q)
{
    REQUIRE(cr_activation_name(op), CR_BAD_ARGUMENT, "activate: no op %d", op);
    const char *name = names[op];
    TRY(floating(name, "input", input));
    TRY(same_dtype(name, "gradInput", grad_input, "input", input));
    TRY(alike(name, "output", output, "input", input));
    TRY(same_dtype(name, "gradOutput", grad_output, "input", input));
    REQUIRE(cr_tensor_count(grad_output) == cr_tensor_count(input), CR_BAD_SHAPE,
            "%s: gradOutput is %s but input is %s", name, describe(grad_output),
            describe(input));
    TRY(output_like(name, grad_input, input));
    prepared made;
    made.count = 0;
    cr_status status = conform(&made, name, "input", grad_input, &input);
    if (!status) status = conform(&made, name, "output", grad_input, &output);
    if (!status) status = conform(&made, name, "gradOutput", grad_input, &grad_output);
    if (!status)
        status =
            backend_of(grad_input)
                ->activate_backward(grad_input, input, output, grad_output, op, p, q);
    release_prepared(&made);
    return status;
}
