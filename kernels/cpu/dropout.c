/* dropout.c - sets elements to 0 at random, in one pass over memory. */
#define THIS_FILE "dropout.c"
#define KERNELS "ops/kernels/random.def"
#include "each_float.h"
#include "runs.h"
#include "sampler.h"

#ifdef DTYPE

/* Rows of noise, output and input. `a` is the probability to stay, `b` the divisor. */
static void NAME(dropout_row)(const void *context, int64_t n, char *const *at,
                              const int64_t *stride)
{
    const sampler *s = context;
    uint32_t bits[RANDOM_BLOCK], last = last_success(s->a);
    real *noise = (real *)at[0], *y = (real *)at[1], zero = store(0);
    real kept = store(1 / (accum)s->b);
    const real *x = (const real *)at[2];
    bool packed = stride[0] == 1 && stride[1] == 1 && stride[2] == 1;
    for (int64_t count; n > 0; n -= count) {
        count = n < RANDOM_BLOCK ? n : RANDOM_BLOCK;
        twister_fill(s->generator, bits, count);
        if (packed)
            for (int64_t i = 0; i < count; i++) {
                noise[i] = bits[i] <= last ? kept : zero;
                y[i] = store(load(x[i]) * load(noise[i]));
            }
        else
            for (int64_t i = 0; i < count; i++) {
                real factor = bits[i] <= last ? kept : zero;
                noise[i * stride[0]] = factor;
                y[i * stride[1]] = store(load(x[i * stride[2]]) * load(factor));
            }
        noise += count * stride[0];
        y += count * stride[1];
        x += count * stride[2];
    }
}

#else

cr_status CPU(dropout)(cr_tensor *output, cr_tensor *noise, const cr_tensor *input,
                       cr_generator *generator, double keep, double scale)
{
    static row_function *const rows[] = {EACH_FLOAT(ENTRY, dropout_row)};
    sampler s = {.generator = generator, .a = keep, .b = scale};
    EACH_ROW_IN_ORDER(rows[input->dtype], &s, noise, output, input);
    return CR_OK;
}

#endif
