/* digits.h - handwritten-looking digits, drawn by the library: data for every machine. */
#pragma once
#include "tensor.h"

/* Draw `count` digits: strokes of several styles with random pen, slant, warp and noise.
 * Image i depends on seed and i alone; every ten images hold each digit once.
 * Shapes: images count x 28 x 28 and labels count, both torch.ByteTensor.
 * Units: 0 is paper, 255 ink; the label of digit d is d + 1.
 * Errors: CR_BAD_DTYPE; CR_BAD_ARGUMENT unless count is 1 to 2^31 - 1. */
cr_status cr_digits(cr_tensor *images, cr_tensor *labels, int64_t count, uint64_t seed);
