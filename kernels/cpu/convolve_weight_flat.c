/* convolve_weight_flat.c - weight gradients of convolutions of stride 1 with few output
 * channels. Output gradients are spread to the width of the image, with zeros between
 * their rows; then each weight's gradient is a dot product of two runs of memory, which
 * stays in a register for all images of a group. Infinite inputs give NaN for weights
 * that see them only beyond the ends of rows. */
#define THIS_FILE "convolve_weight_flat.c"
#define KERNELS "ops/kernels/convolve.def"
#include "each_wide.h"
#include "cache.h"
#include "convolve.h"

#ifdef DTYPE

#include "vector.h"

enum {
    NAME(ELEMENTS) = VECTOR_REGISTERS == 32 ? 5 : 4, /* of a window in a tile */
    NAME(OUTPUTS) = VECTOR_REGISTERS == 32 ? 5 : 2,  /* channels in a tile */
};

typedef struct NAME(dots) {
    const images *x;
    const real *first, *spread; /* of the group's images: inputs, output gradients */
    int64_t number, outputs, elements, count; /* of images; count: flat windows of one */
} NAME(dots);

static real NAME(lane_sum)(vec x)
{
    real sum = 0;
    for (int l = 0; l < LANES; l++) sum += x[l];
    return sum;
}

/* `outputs` x ELEMENTS dot products; the number is a constant where this is called. */
INLINE void NAME(dot_tile)(int outputs, const NAME(dots) * d, int64_t k,
                           const int64_t *offset, real *result, int elements)
{
    vec sum[5][5];
#pragma GCC unroll 5
    for (int i = 0; i < outputs; i++)
#pragma GCC unroll 5
        for (int e = 0; e < NAME(ELEMENTS); e++) sum[i][e] = (vec){0};
    int64_t image = d->x->channels * channel_area(d->x);
    for (int64_t n = 0; n < d->number; n++) {
        const real *x = d->first + n * image;
        const real *dy = d->spread + (n * d->outputs + k) * d->count;
        int64_t j = 0;
        for (; j + LANES <= d->count; j += LANES) {
            vec w[5];
#pragma GCC unroll 5
            for (int i = 0; i < outputs; i++) w[i] = vec_load(dy + i * d->count + j);
#pragma GCC unroll 5
            for (int e = 0; e < NAME(ELEMENTS); e++) {
                vec a = vec_load(x + offset[e] + j);
#pragma GCC unroll 5
                for (int i = 0; i < outputs; i++) sum[i][e] = vec_fma(a, w[i], sum[i][e]);
            }
        }
        int left = (int)(d->count - j);
        if (left == 0) continue;
#pragma GCC unroll 5
        for (int e = 0; e < NAME(ELEMENTS); e++) {
            vec a = vec_load_part(x + offset[e] + j, left);
#pragma GCC unroll 5
            for (int i = 0; i < outputs; i++)
                sum[i][e] =
                    vec_fma(a, vec_load_part(dy + i * d->count + j, left), sum[i][e]);
        }
    }
#pragma GCC unroll 5
    for (int i = 0; i < outputs; i++)
#pragma GCC unroll 5
        for (int e = 0; e < NAME(ELEMENTS); e++)
            if (e < elements) result[i * d->elements + e] = NAME(lane_sum)(sum[i][e]);
}

/* All weights' gradients over the images of one group. */
static void NAME(all_dots)(const NAME(dots) * d, real *result)
{
    int64_t blocks = (d->outputs + NAME(OUTPUTS) - 1) / NAME(OUTPUTS);
    int64_t most = (d->outputs + blocks - 1) / blocks;
    for (int64_t e = 0; e < d->elements; e += NAME(ELEMENTS)) {
        int64_t offset[5], left = d->elements - e;
        int elements = left < NAME(ELEMENTS) ? (int)left : NAME(ELEMENTS);
        for (int i = 0; i < NAME(ELEMENTS); i++)
            offset[i] = element_offset(d->x, e + (i < elements ? i : 0));
        for (int64_t k = 0; k < d->outputs; k += most) {
            real *to = result + k * d->elements + e;
            switch (d->outputs - k < most ? d->outputs - k : most) {
            case 1: NAME(dot_tile)(1, d, k, offset, to, elements); break;
            case 2: NAME(dot_tile)(2, d, k, offset, to, elements); break;
#if defined __AVX512F__
            case 3: NAME(dot_tile)(3, d, k, offset, to, elements); break;
            case 4: NAME(dot_tile)(4, d, k, offset, to, elements); break;
            case 5: NAME(dot_tile)(5, d, k, offset, to, elements); break;
#endif
            }
        }
    }
}

/* Give rows of output gradients the width of the image. */
static void NAME(spread_rows)(const images *x, int64_t planes, const real *from, real *to)
{
    for (int64_t i = 0; i < planes; i++)
        for (int64_t p = 0; p < x->down; p++, from += x->across) {
            int64_t width = p < x->down - 1 ? x->width : x->across;
            NAME(copy_row)(from, x->across, to, width);
            to += width;
        }
}

bool CPU(NAME(convolve_weight_suits_flat))(const images *x, int64_t outputs)
{
    int64_t planes = x->channels * x->phases[0] * x->phases[1];
    return outputs <= 24 && planes <= 64 && x->kernel[0] * x->kernel[1] > 1 &&
           8 * x->across >= 5 * x->width && (x->down - 1) * x->width + x->across >= 32;
}

cr_status CPU(NAME(convolve_weight_flat))(const images *x, const cr_tensor *grad_output,
                                          int64_t first, int64_t count, void *sums)
{
    int64_t outputs = grad_output->sizes[1], area = x->down * x->across;
    NAME(dots)
    d = {.x = x,
         .first = (const real *)x->first + first * x->channels * channel_area(x),
         .number = count,
         .outputs = outputs,
         .elements = x->channels * x->kernel[0] * x->kernel[1],
         .count = (x->down - 1) * x->width + x->across};
    size_t bytes = count * outputs * d.count * sizeof(real);
    real *spread = cache_allocate(bytes);
    REQUIRE(spread, CR_NO_MEMORY, "convolve: no memory for the gradient of weights");
    NAME(spread_rows)
    (x, count * outputs, (const real *)first_of(grad_output) + first * outputs * area,
     spread);
    d.spread = spread;
    NAME(all_dots)(&d, sums);
    cache_release(spread, bytes);
    return CR_OK;
}

#endif
