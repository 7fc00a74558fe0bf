/* convolve.h - the convolution kernels of single types. */
#pragma once
#include "kernel.h"
#include "images.h"
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
/* Each channel alone. */
convolve_kernel CPU(convolve_depthwise_f32), CPU(convolve_depthwise_f64);
convolve_backward_input_kernel CPU(convolve_depthwise_backward_input_f32),
    CPU(convolve_depthwise_backward_input_f64);
cr_status CPU(convolve_depthwise_backward_weight_f32)(cr_tensor *grad_weight,
                                                      const cr_tensor *input,
                                                      const cr_tensor *grad_output,
                                                      double scale, const window *w);
cr_status CPU(convolve_depthwise_backward_weight_f64)(cr_tensor *grad_weight,
                                                      const cr_tensor *input,
                                                      const cr_tensor *grad_output,
                                                      double scale, const window *w);

/* By way of the gradients of windows. */
convolve_backward_input_kernel CPU(convolve_spread_f32), CPU(convolve_spread_f64);
void CPU(convolve_backward_bias_f32)(cr_tensor *grad_bias, const cr_tensor *grad_output,
                                     double scale);
void CPU(convolve_backward_bias_f64)(cr_tensor *grad_bias, const cr_tensor *grad_output,
                                     double scale);

/* sums[k][c][r][s] = the weight gradients of some arranged images, for one group and few
 * output channels; and whether that pays. */
cr_status CPU(convolve_weight_flat_f32)(const images *x, const cr_tensor *grad_output,
                                        int64_t first, int64_t count, void *sums);
cr_status CPU(convolve_weight_flat_f64)(const images *x, const cr_tensor *grad_output,
                                        int64_t first, int64_t count, void *sums);
bool CPU(convolve_weight_suits_flat_f32)(const images *x, int64_t outputs);
bool CPU(convolve_weight_suits_flat_f64)(const images *x, int64_t outputs);

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
