/* fill.h - tensors filled with sequences of numbers.
 * output is resized. Integer types round towards 0.
 * Errors: CR_BAD_ARGUMENT if an argument is out of range or an integer type cannot hold a
 * number, CR_NO_MEMORY. */
#pragma once
#include "tensor.h"

/* output = first, first + step, ... up to last: floor((last - first) / step) + 1 numbers.
 * Errors: CR_BAD_ARGUMENT unless step leads from first to last. */
cr_status cr_range(cr_tensor *output, double first, double last, double step);

/* output = `count` numbers from first to last, equally spaced; one only if they are
 * equal. logspace: 10 to the power of them. */
cr_status cr_linspace(cr_tensor *output, double first, double last, int64_t count);
cr_status cr_logspace(cr_tensor *output, double first, double last, int64_t count);

/* output = the matrix with ones on its diagonal. */
cr_status cr_eye(cr_tensor *output, int64_t rows, int64_t columns);
