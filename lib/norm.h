/* norm.h - private: one batch normalisation layer, as its kernels take it. Every tensor
 * is contiguous and has one element for each of the C channels. */
#pragma once
#include "cresset/tensor.h"

typedef struct norm {
    const cr_tensor *weight, *bias; /* NULL: 1 and 0 */
    cr_tensor *running_mean, *running_var, *mean, *deviation;
    double momentum, epsilon, scale; /* scale: of the gradients */
    int train;
} norm;
