/* windows.h - private: makes the tables of boxes.h and checks what goes with them. */
#pragma once
#include "boxes.h"
#include "result.h"

/* Sizes of sliding windows over a volume: along time, height and width. */
typedef struct sliding {
    int64_t kernel[3], stride[3], pad[3], dilation[3];
    bool ceil_mode, count_padding;
} sliding;

/* Tables of count[d] windows for each side of a volume, `planes` of each. Errors:
 * CR_BAD_SHAPE if the volume is empty or has 2^31 elements or more, CR_NO_MEMORY. */
cr_status begin_boxes(const char *op, boxes *b, const int64_t *volume,
                      const int64_t *count, int64_t planes);
void end_boxes(boxes *b);

/* The windows of `s`. Errors: CR_BAD_ARGUMENT if a number is out of range, CR_BAD_SHAPE
 * if no window fits. */
cr_status slide(const char *op, boxes *b, const int64_t *volume, const sliding *s);

/* As many windows as `count` says, as even as can be, that together cover the volume. */
cr_status divide(const char *op, boxes *b, const int64_t *volume, const int64_t *count);

/* value is at least `least`. */
cr_status at_least(const char *op, const char *name, int64_t value, int64_t least);

/* gradOutput has the windows of `b` along its last dimensions. */
cr_status has_windows(const char *op, const cr_tensor *grad_output, const boxes *b,
                      int ndim);

cr_status is_indices(const char *op, const cr_tensor *indices);

/* Run the kernels on tensors of any strides. Sizes: N, C, and those of the windows in
 * output, of the volume in grad_input. Without indices: means. */
cr_status run_boxes(const char *op, cr_tensor *output, cr_tensor *indices,
                    const cr_tensor *input, const boxes *b, int ndim);
cr_status run_boxes_backward(const char *op, cr_tensor *grad_input,
                             const cr_tensor *grad_output, const cr_tensor *indices,
                             const boxes *b, int ndim);
