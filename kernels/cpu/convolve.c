/* convolve.c - convolutions as matrix products. Panels of window elements are made while
 * the product needs them; there is no matrix of all windows. */
#define THIS_FILE "convolve.c"
#define KERNELS "ops/kernels/convolve.def"
#include "each_wide.h"
#include "convolve.h"
#include "gemm.h"

#ifdef DTYPE

#include "images.h"
#include "pad.h"

/* Elements first, first + 1, ... of the windows column, column + 1, ...: windows next to
 * each other in a row of the image are copied together, with whole vectors where the
 * image reaches far enough. */
static void NAME(window_panel)(const void *context, const void *b, int64_t first,
                               int64_t depth, int64_t column, int n, void *panel)
{
    const NAME(images) *x = context;
    int64_t end =
        x->first - (const real *)b + x->count * x->channels * x->height * x->width;
    int64_t step = x->w.stride[1];
    real *to = panel;
    for (int64_t k = first; k < first + depth; k++, to += NAME(PANEL)) {
        int64_t element = NAME(element_offset)(x, k), j = column;
        for (int done = 0, run; done < n; done += run, j += run) {
            int64_t at = element + NAME(window_offset)(x, j);
            int64_t left = x->across - j % x->across;
            run = left < n - done ? (int)left : n - done;
            const real *from = (const real *)b + at;
            if (step != 1)
                for (int i = 0; i < run; i++) to[done + i] = from[i * step];
            else
                for (int i = 0; i < run; i += LANES)
                    if (at + i + LANES <= end)
                        vec_store(to + done + i, vec_load(from + i));
                    else
                        vec_store_part(to + done + i,
                                       vec_load_part(from + i, (int)(end - at - i)),
                                       run - i < LANES ? run - i : LANES);
        }
    }
}

static cr_status NAME(convolve_group)(const NAME(images) * x, int64_t group,
                                      cr_tensor *output, const cr_tensor *weight,
                                      const cr_tensor *bias)
{
    int64_t outputs = weight->sizes[0] / x->w.groups, channels = weight->sizes[1];
    int64_t windows = x->down * x->across, plane = x->height * x->width;
    gemm g = {.rows = outputs,
              .columns = windows,
              .depth = channels * x->w.kernel[0] * x->w.kernel[1],
              .alpha = 1,
              .beta = 1,
              .result = (real *)first_of(output) + group * outputs * windows,
              .result_row = windows,
              .added = bias ? (const real *)first_of(bias) + group * outputs : NULL,
              .added_row = 1,
              .a_column = 1,
              .b = x->first + group * channels * plane,
              .panel = NAME(window_panel),
              .context = x};
    g.a_row = g.depth;
    g.a = (const real *)first_of(weight) + group * outputs * g.depth;
    gemm_steps steps = {.count = x->count,
                        .result = weight->sizes[0] * windows,
                        .b = x->channels * plane};
    return CPU(NAME(gemm_batch))(&g, &steps);
}

cr_status CPU(NAME(convolve))(cr_tensor *output, const cr_tensor *input,
                              const cr_tensor *weight, const cr_tensor *bias,
                              const window *w)
{
    cr_tensor padded = {.dtype = input->dtype};
    window inner = *w;
    TRY(NAME(pad)(&padded, input, &inner));
    NAME(images) x = NAME(images_of)(&padded, &inner);
    cr_status status = CR_OK;
    if (CPU(NAME(convolve_suits_flat))(weight->sizes[0], x.channels, x.height, x.width,
                                       &inner))
        status = CPU(NAME(convolve_flat))(output, &padded, weight, bias, &inner);
    else
        for (int64_t group = 0; group < w->groups && !status; group++)
            status = NAME(convolve_group)(&x, group, output, weight, bias);
    cr_tensor_release(&padded);
    return status;
}

#endif
