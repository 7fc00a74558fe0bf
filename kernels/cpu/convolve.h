/* convolve.h - the convolution kernels of single types. */
#pragma once
#include "kernel.h"
#include "window.h"

convolve_kernel CPU(convolve_f32), CPU(convolve_f64);
convolve_backward_input_kernel CPU(convolve_backward_input_f32),
    CPU(convolve_backward_input_f64);
cr_status CPU(convolve_backward_weight_f32)(cr_tensor *grad_weight,
                                            const cr_tensor *input,
                                            const cr_tensor *grad_output, double scale,
                                            const window *w);
cr_status CPU(convolve_backward_weight_f64)(cr_tensor *grad_weight,
                                            const cr_tensor *input,
                                            const cr_tensor *grad_output, double scale,
                                            const window *w);
void CPU(convolve_backward_bias_f32)(cr_tensor *grad_bias, const cr_tensor *grad_output,
                                     double scale);
void CPU(convolve_backward_bias_f64)(cr_tensor *grad_bias, const cr_tensor *grad_output,
                                     double scale);

/* Convolutions straight from images that are padded already, and whether that pays. */
convolve_kernel CPU(convolve_flat_f32), CPU(convolve_flat_f64);
bool CPU(convolve_suits_flat_f32)(int64_t outputs, int64_t channels, int64_t height,
                                  int64_t width, const window *w);
bool CPU(convolve_suits_flat_f64)(int64_t outputs, int64_t channels, int64_t height,
                                  int64_t width, const window *w);

/* sums[k][c][r][s] = the weight gradients of some images, padded already, where that
 * suits as above. */
cr_status CPU(convolve_weight_flat_f32)(const cr_tensor *padded,
                                        const cr_tensor *grad_output, const window *w,
                                        int64_t first, int64_t images, void *sums);
cr_status CPU(convolve_weight_flat_f64)(const cr_tensor *padded,
                                        const cr_tensor *grad_output, const window *w,
                                        int64_t first, int64_t images, void *sums);

/* f32 by Winograd's tiles, where the shape suits them; false where another algorithm is
 * to be used. */
bool CPU(convolve_tiles)(cr_tensor *output, const cr_tensor *input,
                         const cr_tensor *weight, const cr_tensor *bias, const window *w,
                         cr_status *status);
bool CPU(convolve_tiles_backward_input)(cr_tensor *grad_input,
                                        const cr_tensor *grad_output,
                                        const cr_tensor *weight, const window *w,
                                        cr_status *status);
bool CPU(convolve_tiles_backward_weight)(cr_tensor *grad_weight, const cr_tensor *input,
                                         const cr_tensor *grad_output, double scale,
                                         const window *w, cr_status *status);
