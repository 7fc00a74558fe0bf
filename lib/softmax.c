/* softmax.c - checks the arguments of softmax, then runs its kernels. */
#include "prepare.h"

static cr_status forward(const char *op, cr_tensor *output, const cr_tensor *input,
                         int64_t dimension, int is_log)
{
    TRY(floating(op, "input", input));
    TRY(has_dimension(op, input, dimension));
    TRY(same_dtype(op, "output", output, "input", input));
    TRY(output_like(op, output, input));
    TRY(contiguous(op, "output", output));
    if (cr_tensor_count(input) == 0) return CR_OK;
    prepared made;
    made.count = 0;
    cr_status status = packed(&made, &input);
    if (!status) status = conform(&made, op, "input", output, &input);
    if (!status) status = backend_of(output)->softmax(output, input, dimension, is_log);
    release_prepared(&made);
    return status;
}

static cr_status backward(const char *op, cr_tensor *grad_input, const cr_tensor *output,
                          const cr_tensor *grad_output, int64_t dimension, int is_log)
{
    TRY(floating(op, "output", output));
    TRY(has_dimension(op, output, dimension));
    TRY(same_dtype(op, "gradInput", grad_input, "output", output));
    TRY(same_dtype(op, "gradOutput", grad_output, "output", output));
    REQUIRE(cr_tensor_count(grad_output) == cr_tensor_count(output), CR_BAD_SHAPE,
            "%s: gradOutput is %s but output is %s", op, describe(grad_output),
            describe(output));
    TRY(output_like(op, grad_input, output));
    TRY(contiguous(op, "gradInput", grad_input));
    if (cr_tensor_count(output) == 0) return CR_OK;
    prepared made;
    made.count = 0;
    cr_status status = packed(&made, &output);
    if (!status) status = packed(&made, &grad_output);
    if (!status) status = conform(&made, op, "output", grad_input, &output);
    if (!status) status = conform(&made, op, "gradOutput", grad_input, &grad_output);
    if (!status)
        status =
            backend_of(grad_input)
                ->softmax_backward(grad_input, output, grad_output, dimension, is_log);
    release_prepared(&made);
    return status;
}

cr_status cr_softmax(cr_tensor *output, const cr_tensor *input, int64_t dimension)
{
    return forward("softmax", output, input, dimension, 0);
}

cr_status cr_log_softmax(cr_tensor *output, const cr_tensor *input, int64_t dimension)
{
    return forward("log_softmax", output, input, dimension, 1);
}

cr_status cr_softmax_backward(cr_tensor *grad_input, const cr_tensor *output,
                              const cr_tensor *grad_output, int64_t dimension)
{
    return backward("softmax", grad_input, output, grad_output, dimension, 0);
}

cr_status cr_log_softmax_backward(cr_tensor *grad_input, const cr_tensor *output,
                                  const cr_tensor *grad_output, int64_t dimension)
{
    return backward("log_softmax", grad_input, output, grad_output, dimension, 1);
}
