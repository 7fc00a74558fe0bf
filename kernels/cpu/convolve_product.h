/* convolve_product.h - private: convolutions as one matrix product over the windows of
 * all images. result[n][row][p][q] = bias[row] + sum over k of
 * weight[row * row_step + weight_offset[k]] *
 * x[n * image + p * width + q + offset[k]]. */
#pragma once
#include "kernel.h"

typedef struct convolve_product {
    const void *x;
    int64_t count, image;         /* images; elements from one to the next */
    int64_t down, across, width;  /* windows; elements from one row to the next */
    int64_t depth;                /* elements of a window */
    int64_t planes;               /* of an image, on which they lie */
    const int64_t *offset;        /* of them */
    const void *weight, *bias;    /* bias may be NULL */
    int64_t rows, row_step;       /* output channels */
    const int64_t *weight_offset; /* NULL: k */
    void *result;
    int64_t result_image, result_row; /* elements between images, channels */
} convolve_product;

cr_status CPU(convolve_product_f32)(const convolve_product *c);
cr_status CPU(convolve_product_f64)(const convolve_product *c);

/* The same straight from the images, for few output channels, and whether that pays. */
cr_status CPU(convolve_flat_f32)(const convolve_product *c);
cr_status CPU(convolve_flat_f64)(const convolve_product *c);
bool CPU(convolve_suits_flat_f32)(const convolve_product *c);
bool CPU(convolve_suits_flat_f64)(const convolve_product *c);
