/* matmul.h - the matrix product kernels of single types. */
#pragma once
#include "kernel.h"

product_kernel CPU(product_f32), CPU(product_f64);
