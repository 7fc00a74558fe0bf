/* pointwise.h - the functions listed in lib/ops, element by element.
 * output is resized to the shape of its first input and may be one of the inputs. Inputs
 * have the type of output, and as many elements as the first, in any shape. Where output
 * overlaps an input in another way, the input is copied first.
 * Errors: CR_BAD_SHAPE, CR_BAD_DTYPE if the op does not take this type. */
#pragma once
#include "tensor.h"

/* The n-th op of a list, "exp"; NULL beyond the last. */
const char *cr_unary_name(int op);
const char *cr_binary_name(int op);
const char *cr_compare_name(int op);
const char *cr_unary_doc(int op); /* what it is, for help and documentation */
const char *cr_binary_doc(int op);

/* output[i] = op(input[i]). */
cr_status cr_unary(cr_tensor *output, const cr_tensor *input, int op);

/* output[i] = op(a[i], b[i]); with a number: op(a[i], value) and op(value, a[i]). */
cr_status cr_binary(cr_tensor *output, const cr_tensor *a, const cr_tensor *b, int op);
cr_status cr_binary_value(cr_tensor *output, const cr_tensor *a, double value, int op);
cr_status cr_value_binary(cr_tensor *output, double value, const cr_tensor *a, int op);

/* output[i] = 1 if a[i] op b[i], else 0; output is u8, or of the type of a. */
cr_status cr_compare(cr_tensor *output, const cr_tensor *a, const cr_tensor *b, int op);
cr_status cr_compare_value(cr_tensor *output, const cr_tensor *a, double value, int op);
