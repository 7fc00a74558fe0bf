/* convolve_local.h - the kernels of single types. */
#pragma once
#include "kernel.h"
#include "window.h"

convolve_local_kernel CPU(convolve_local_f32), CPU(convolve_local_f64);
convolve_local_backward_input_kernel CPU(convolve_local_backward_input_f32),
    CPU(convolve_local_backward_input_f64);
convolve_local_backward_weight_kernel CPU(convolve_local_backward_weight_f32),
    CPU(convolve_local_backward_weight_f64);
