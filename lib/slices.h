/* slices.h - private: three-dimensional convolutions as two-dimensional ones. A slice of
 * the output is a convolution of an image whose channels are the Z slices of every
 * channel under the kernel; the weight K x C x Z x R x S is one of C Z channels as it is.
 * Such images are made for some slices at a time. */
#pragma once
#include "result.h"

typedef struct slices {
    window w;                              /* within a slice */
    int64_t kernel, stride, pad, dilation; /* along time */
    int64_t N, C, T, H, W, K, O, P, Q;     /* sizes of input and output */
    int64_t block;                         /* slices at a time */
    cr_tensor images, maps;                /* block x (C Z) x H x W; x K x P x Q */
} slices;

/* Work out the sizes of the output of a weight over volumes of sizes N, C, T, H, W; `w`,
 * kernel, stride, pad, dilation are set. CR_BAD_SHAPE, CR_BAD_ARGUMENT. */
cr_status slices_sizes(const char *op, slices *s, const int64_t *volumes,
                       const char *name, const cr_tensor *weight);

/* Make room for the images and maps of a block. */
cr_status slices_begin(slices *s, int dtype);
void slices_end(slices *s);

/* Let the images and maps have `count` slices. */
void slices_narrow(slices *s, int64_t count);

/* Slices first, first + 1, ... of all outputs: fill their images from `input`; add their
 * images to it; copy their maps from and to `output`. All contiguous. */
cr_status slices_gather(slices *s, const cr_tensor *input, int64_t first);
cr_status slices_spread(slices *s, cr_tensor *input, int64_t first);
cr_status slices_read(slices *s, const cr_tensor *output, int64_t first);
cr_status slices_write(slices *s, cr_tensor *output, int64_t first);

/* The weight K x C x Z x R x S as K x (C Z) x R x S. */
cr_tensor slices_weight(const cr_tensor *weight);
