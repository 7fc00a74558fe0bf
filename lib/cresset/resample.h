/* resample.h - volumes made larger or smaller: elements at their borders repeated or
 * mirrored, or each element blown up.
 * Shapes: input N x C x T x H x W, output N x C x O x P x Q. Images have T = 1. Float
 * types; outputs are resized; inputs may have any strides.
 * Errors: CR_BAD_SHAPE if sizes do not match or a side would be empty, CR_BAD_DTYPE,
 * CR_BAD_ARGUMENT if a number is out of range, CR_NO_MEMORY. */
#pragma once
#include "tensor.h"

/* Put so many elements around the volume: before and behind it along width, height and
 * time; negative numbers cut elements off. The new ones repeat those of the border, or
 * with `reflect` mirror the volume around them, less than its size. */
cr_status cr_pad(cr_tensor *output, const cr_tensor *input, int64_t left, int64_t right,
                 int64_t top, int64_t bottom, int64_t front, int64_t back, int reflect);
cr_status cr_pad_backward(cr_tensor *grad_input, const cr_tensor *grad_output,
                          int64_t input_t, int64_t input_h, int64_t input_w, int64_t left,
                          int64_t right, int64_t top, int64_t bottom, int64_t front,
                          int64_t back, int reflect);

/* Element i of a side of O is element floor(i T / O) of the input's. */
cr_status cr_upsample_nearest(cr_tensor *output, const cr_tensor *input, int64_t out_t,
                              int64_t out_h, int64_t out_w);
cr_status cr_upsample_nearest_backward(cr_tensor *grad_input,
                                       const cr_tensor *grad_output, int64_t input_t,
                                       int64_t input_h, int64_t input_w);

/* Element i of a side of O lies at i (T - 1) / (O - 1) of the input's, between two of its
 * elements, which count by their nearness. The corners of both volumes are the same. */
cr_status cr_upsample_linear(cr_tensor *output, const cr_tensor *input, int64_t out_t,
                             int64_t out_h, int64_t out_w);
cr_status cr_upsample_linear_backward(cr_tensor *grad_input, const cr_tensor *grad_output,
                                      int64_t input_t, int64_t input_h, int64_t input_w);
