/* arithmetic.h - sums of tensors with factors. Shapes and errors as in pointwise.h. */
#pragma once
#include "tensor.h"

/* output = input + value. CR_BAD_ARGUMENT if an integer type cannot hold value. */
cr_status cr_add_value(cr_tensor *output, const cr_tensor *input, double value);

/* output = input + scale * other. */
cr_status cr_add(cr_tensor *output, const cr_tensor *input, double scale,
                 const cr_tensor *other);

/* output = input + scale * a * b, and input + scale * a / b. */
cr_status cr_addcmul(cr_tensor *output, const cr_tensor *input, double scale,
                     const cr_tensor *a, const cr_tensor *b);
cr_status cr_addcdiv(cr_tensor *output, const cr_tensor *input, double scale,
                     const cr_tensor *a, const cr_tensor *b);

/* output = min(max(input, low), high). */
cr_status cr_clamp(cr_tensor *output, const cr_tensor *input, double low, double high);

/* output = a + weight * (b - a). */
cr_status cr_lerp(cr_tensor *output, const cr_tensor *a, const cr_tensor *b,
                  double weight);
