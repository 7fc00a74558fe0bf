/* picture.h - pictures as files. */
#pragma once
#include "tensor.h"

/* Write a picture as a PNG file, which appears complete or not at all.
 * Shapes: H x W (grey) or 3 x H x W (red, green, blue), a torch.ByteTensor.
 * Errors: CR_BAD_SHAPE, CR_BAD_DTYPE, CR_BAD_FILE. */
cr_status cr_png_write(const char *path, const cr_tensor *image);
