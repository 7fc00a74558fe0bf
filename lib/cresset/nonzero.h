/* nonzero.h - where the elements that are not 0 lie. */
#pragma once
#include "tensor.h"

/* Row i of output holds the indices, from 1, of the i-th element that is not 0, in
 * row-major order. Shapes: input of D dimensions, output K x D, torch.LongTensor,
 * resized; empty if there is none. Errors: CR_BAD_DTYPE, CR_NO_MEMORY. */
cr_status cr_nonzero(cr_tensor *output, const cr_tensor *input);
