/* convolve_bias.c - gradients of convolutions with respect to biases. */
#define KERNELS "ops/kernels/convolve.def"
#define THIS_FILE "convolve_bias.c"
#include "each_wide.h"
#include "convolve.h"

#ifdef DTYPE

#include "vector.h"

typedef struct NAME(biases) {
    const cr_tensor *grad_output;
    real *grad_bias;
    real scale;
} NAME(biases);

static void NAME(sum_biases)(void *context, int64_t first, int64_t last)
{
    const NAME(biases) *s = context;
    int64_t count = s->grad_output->sizes[0], outputs = s->grad_output->sizes[1];
    int64_t plane = s->grad_output->sizes[2] * s->grad_output->sizes[3];
    for (int64_t k = first; k < last; k++) {
        real total = 0;
        for (int64_t n = 0; n < count; n++) {
            const real *x =
                (const real *)first_of(s->grad_output) + (n * outputs + k) * plane;
            vec sum = {0};
            int64_t i = 0;
            for (; i + LANES <= plane; i += LANES) sum += vec_load(x + i);
            sum += vec_load_part(x + i, (int)(plane - i));
            for (int l = 0; l < LANES; l++) total += sum[l];
        }
        s->grad_bias[k] += s->scale * total;
    }
}

void CPU(NAME(convolve_backward_bias))(cr_tensor *grad_bias, const cr_tensor *grad_output,
                                       double scale)
{
    NAME(biases) biases = {grad_output, first_of(grad_bias), (real)scale};
    parallel_for(grad_bias->sizes[0], 4, NAME(sum_biases), &biases);
}

#endif
