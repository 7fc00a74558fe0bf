/* convolve.h - the convolution kernels of single types. */
#pragma once
#include "kernel.h"

convolve_kernel CPU(convolve_f32), CPU(convolve_f64);
convolve_backward_input_kernel CPU(convolve_backward_input_f32),
    CPU(convolve_backward_input_f64);
convolve_backward_weight_kernel CPU(convolve_backward_weight_f32),
    CPU(convolve_backward_weight_f64);
