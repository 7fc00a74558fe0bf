/* copy.h - moving elements: between types, strides and devices. */
#pragma once
#include "tensor.h"

/* output[i] = input[i], in row-major order of each; types may differ.
 * A number out of the range of an integer type is converted as C does on x86-64 where
 * that is defined, else it becomes the smallest number of a 64-bit integer, truncated.
 * Errors: CR_BAD_SHAPE if the numbers of elements differ. */
cr_status cr_copy(cr_tensor *output, const cr_tensor *input);

/* `output` becomes a contiguous copy with the shape and the type of `input`. */
cr_status cr_clone(cr_tensor *output, const cr_tensor *input);

/* Every element becomes value. Errors: CR_BAD_ARGUMENT if the type cannot hold it. */
cr_status cr_fill(cr_tensor *output, double value);
