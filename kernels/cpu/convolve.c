/* convolve.c - convolutions as products of filters and windows. */
#define KERNELS "ops/kernels/convolve.def"
#define THIS_FILE "convolve.c"
#include "each_wide.h"
#include "cache.h"
#include "convolve.h"
#include "convolve_choose.h"
#include "convolve_product.h"

#ifdef DTYPE

#include "arrange.h"

static cr_status NAME(convolve_groups)(const images *x, const int64_t *offset,
                                       cr_tensor *output, const cr_tensor *weight,
                                       const cr_tensor *bias, int64_t groups)
{
    int64_t area = x->down * x->across;
    convolve_product c = {.x = x->first,
                          .count = x->count,
                          .image = x->channels * channel_area(x),
                          .down = x->down,
                          .across = x->across,
                          .width = x->width,
                          .depth = weight->sizes[1] * x->kernel[0] * x->kernel[1],
                          .planes = weight->sizes[1] * x->phases[0] * x->phases[1],
                          .offset = offset,
                          .weight = first_of(weight),
                          .bias = bias ? first_of(bias) : NULL,
                          .rows = weight->sizes[0] / groups,
                          .result = first_of(output),
                          .result_image = weight->sizes[0] * area,
                          .result_row = area};
    c.row_step = c.depth;
    for (int64_t group = 0; group < groups; group++) {
        TRY(CPU(NAME(convolve_product))(&c));
        c.x = (const real *)c.x + weight->sizes[1] * channel_area(x);
        c.weight = (const real *)c.weight + c.rows * c.depth;
        c.result = (real *)c.result + c.rows * area;
        if (bias) c.bias = (const real *)c.bias + c.rows;
    }
    return CR_OK;
}

cr_status CPU(NAME(convolve))(cr_tensor *output, const cr_tensor *input,
                              const cr_tensor *weight, const cr_tensor *bias,
                              const window *w)
{
    if (suits_depthwise(w, weight))
        return CPU(NAME(convolve_depthwise))(output, input, weight, bias, w);
    images x;
    cr_tensor arranged;
    TRY(NAME(arrange_windows)(&x, &arranged, input, w));
    int64_t depth = weight->sizes[1] * w->kernel[0] * w->kernel[1];
    int64_t *offset = cache_allocate(depth * sizeof *offset);
    cr_status status = CR_NO_MEMORY;
    if (offset) {
        for (int64_t k = 0; k < depth; k++) offset[k] = element_offset(&x, k);
        status = NAME(convolve_groups)(&x, offset, output, weight, bias, w->groups);
    }
    cache_release(offset, depth * sizeof *offset);
    cr_tensor_release(&arranged);
    REQUIRE(offset, CR_NO_MEMORY, "convolve: no memory for a kernel of %lldx%lld",
            (long long)w->kernel[0], (long long)w->kernel[1]);
    return status;
}

#endif
