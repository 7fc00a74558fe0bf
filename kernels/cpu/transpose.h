/* transpose.h - copies whose rows run across those of the input. */
#pragma once
#include "kernel.h"

/* Copy if input, of the type of output, lies across it; false if it does not. */
bool CPU(copy_across)(cr_tensor *output, const cr_tensor *input);
