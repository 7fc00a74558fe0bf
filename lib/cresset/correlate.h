/* correlate.h - convolutions and correlations as mathematics has them, of every type.
 *
 * xcorr: output[p] = sum over t of kernel[t] * input[p + t]; conv turns the kernel
 * around. mode "V": places where the kernel lies inside the input, n - k + 1 of them;
 * "F": all where they meet, n + k - 1.
 * Shapes in two dimensions; in three they have one more each:
 *   input H x W,     kernel h x w:          output one plane
 *   input C x H x W, kernel C x h x w:      output C planes, each of its own
 *   input C x H x W, kernel K x C x h x w:  output K planes, sums over the C
 * Errors: CR_BAD_SHAPE if they are others or, with "V", the kernel is larger than the
 * input; CR_BAD_DTYPE; CR_BAD_ARGUMENT if there is no such mode. */
#pragma once
#include "tensor.h"

cr_status cr_conv2(cr_tensor *output, const cr_tensor *input, const cr_tensor *kernel,
                   const char *mode);
cr_status cr_xcorr2(cr_tensor *output, const cr_tensor *input, const cr_tensor *kernel,
                    const char *mode);
cr_status cr_conv3(cr_tensor *output, const cr_tensor *input, const cr_tensor *kernel,
                   const char *mode);
cr_status cr_xcorr3(cr_tensor *output, const cr_tensor *input, const cr_tensor *kernel,
                    const char *mode);
