/* arithmetic.c - checks the arguments of sums with factors, then runs their kernels. */
#include "prepare.h"

static cr_status same_count(const char *op, const char *name, const cr_tensor *other,
                            const cr_tensor *input)
{
    TRY(same_dtype(op, name, other, "tensor", input));
    REQUIRE(cr_tensor_count(other) == cr_tensor_count(input), CR_BAD_SHAPE,
            "%s: %s is %s, expected %lld elements as in %s", op, name, describe(other),
            (long long)cr_tensor_count(input), describe(input));
    return CR_OK;
}

cr_status cr_add_value(cr_tensor *output, const cr_tensor *input, double value)
{
    TRY(same_dtype("add", "result", output, "tensor", input));
    TRY(holds("add", "value", input, value));
    TRY(output_like("add", output, input));
    prepared p;
    p.count = 0;
    cr_status status = conform(&p, "add", "tensor", output, &input);
    if (!status) status = backend_of(output)->add_value(output, input, value);
    release_prepared(&p);
    return status;
}

cr_status cr_add(cr_tensor *output, const cr_tensor *input, double scale,
                 const cr_tensor *other)
{
    TRY(same_dtype("add", "result", output, "tensor", input));
    TRY(same_count("add", "other", other, input));
    TRY(holds("add", "scale", input, scale));
    TRY(output_like("add", output, input));
    prepared p;
    p.count = 0;
    cr_status status = conform(&p, "add", "tensor", output, &input);
    if (!status) status = conform(&p, "add", "other", output, &other);
    if (!status) status = backend_of(output)->add(output, input, scale, other);
    release_prepared(&p);
    return status;
}

typedef cr_status scaled_kernel(cr_tensor *output, const cr_tensor *input, double scale,
                                const cr_tensor *a, const cr_tensor *b);

static cr_status add_scaled(const char *op, scaled_kernel *kernel, cr_tensor *output,
                            const cr_tensor *input, double scale, const cr_tensor *a,
                            const cr_tensor *b)
{
    TRY(output_like(op, output, input));
    prepared p;
    p.count = 0;
    cr_status status = conform(&p, op, "tensor", output, &input);
    if (!status) status = conform(&p, op, "tensor1", output, &a);
    if (!status) status = conform(&p, op, "tensor2", output, &b);
    if (!status) status = kernel(output, input, scale, a, b);
    release_prepared(&p);
    return status;
}

static cr_status scaled_arguments(const char *op, cr_tensor *output,
                                  const cr_tensor *input, double scale,
                                  const cr_tensor *a, const cr_tensor *b)
{
    TRY(same_dtype(op, "result", output, "tensor", input));
    TRY(same_count(op, "tensor1", a, input));
    TRY(same_count(op, "tensor2", b, input));
    return holds(op, "value", input, scale);
}

cr_status cr_addcmul(cr_tensor *output, const cr_tensor *input, double scale,
                     const cr_tensor *a, const cr_tensor *b)
{
    TRY(scaled_arguments("addcmul", output, input, scale, a, b));
    return add_scaled("addcmul", backend_of(input)->addcmul, output, input, scale, a, b);
}

cr_status cr_addcdiv(cr_tensor *output, const cr_tensor *input, double scale,
                     const cr_tensor *a, const cr_tensor *b)
{
    TRY(scaled_arguments("addcdiv", output, input, scale, a, b));
    return add_scaled("addcdiv", backend_of(input)->addcdiv, output, input, scale, a, b);
}

cr_status cr_clamp(cr_tensor *output, const cr_tensor *input, double low, double high)
{
    TRY(same_dtype("clamp", "result", output, "tensor", input));
    REQUIRE(low <= high, CR_BAD_ARGUMENT, "clamp: min is %g, expected at most max, %g",
            low, high);
    TRY(output_like("clamp", output, input));
    prepared p;
    p.count = 0;
    cr_status status = conform(&p, "clamp", "tensor", output, &input);
    if (!status) status = backend_of(output)->clamp(output, input, low, high);
    release_prepared(&p);
    return status;
}

cr_status cr_lerp(cr_tensor *output, const cr_tensor *a, const cr_tensor *b,
                  double weight)
{
    TRY(floating("lerp", "tensor1", a));
    TRY(same_dtype("lerp", "result", output, "tensor1", a));
    TRY(same_count("lerp", "tensor2", b, a));
    TRY(output_like("lerp", output, a));
    prepared p;
    p.count = 0;
    cr_status status = conform(&p, "lerp", "tensor1", output, &a);
    if (!status) status = conform(&p, "lerp", "tensor2", output, &b);
    if (!status) status = backend_of(output)->lerp(output, a, b, weight);
    release_prepared(&p);
    return status;
}
