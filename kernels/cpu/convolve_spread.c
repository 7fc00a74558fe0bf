/* convolve_spread.c - gradients of convolutions with respect to their inputs, by way of
 * the gradients of windows, which are added to the places they lie on: for few channels
 * and large kernels. */
#define THIS_FILE "convolve_spread.c"
#define KERNELS "ops/kernels/convolve.def"
#include "each_wide.h"
#include "cache.h"
#include "convolve.h"
#include "gemm.h"

#ifdef DTYPE

#include "vector.h"

enum { NAME(SPREAD) = 1 << 19 }; /* elements of window gradients held at a time */

typedef struct NAME(spreading) {
    const window *w;
    int64_t height, width, down, across; /* of the gradient with its padding; windows */
    const real *grad_output, *weight;
    int64_t outputs, channels, block; /* of one group; channels spread at a time */
    cr_tensor *grad_input;
    bool failed;
} NAME(spreading);

/* Add the gradients of windows, [channel][r][s][p][q], to the channels they lie on. */
static void NAME(spread)(const NAME(spreading) * s, int64_t channels, const real *from,
                         real *to)
{
    const window *w = s->w;
    int64_t elements = channels * w->kernel[0] * w->kernel[1], step = w->stride[1];
    for (int64_t k = 0; k < elements; k++) {
        int64_t column = k % w->kernel[1] * w->dilation[1];
        int64_t row = k / w->kernel[1] % w->kernel[0] * w->dilation[0];
        row += k / w->kernel[1] / w->kernel[0] * s->height;
        real *corner = to + row * s->width + column;
        for (int64_t p = 0; p < s->down; p++, from += s->across) {
            real *at = corner + p * w->stride[0] * s->width;
            if (step == 1)
                for (int64_t q = 0; q < s->across; q++) at[q] += from[q];
            else
                for (int64_t q = 0; q < s->across; q++) at[q * step] += from[q];
        }
    }
}

/* One block of channels of one image: window gradients = weight' grad_output. */
static cr_status NAME(spread_block)(const NAME(spreading) * s, const real *weight,
                                    const real *grad_output, int64_t channels,
                                    real *windows, real *to)
{
    int64_t area = s->w->kernel[0] * s->w->kernel[1];
    gemm g = {.rows = channels * area,
              .columns = s->down * s->across,
              .depth = s->outputs,
              .alpha = 1,
              .result = windows,
              .result_row = s->down * s->across,
              .a = weight,
              .a_row = 1,
              .a_column = s->channels * area,
              .b = grad_output,
              .b_row = s->down * s->across,
              .b_column = 1};
    memset(to, 0, channels * s->height * s->width * sizeof *to);
    TRY(CPU(NAME(gemm))(&g));
    NAME(spread)(s, channels, windows, to);
    return CR_OK;
}

/* Take the inner part of padded channels. */
static void NAME(crop)(const NAME(spreading) * s, int64_t channels, const real *from,
                       real *to)
{
    int64_t height = s->grad_input->sizes[2], width = s->grad_input->sizes[3];
    int64_t above = (s->height - height) / 2, left = (s->width - width) / 2;
    for (int64_t c = 0; c < channels; c++)
        for (int64_t i = 0; i < height; i++, to += width)
            memcpy(to, from + ((c * s->height + above + i) * s->width + left),
                   width * sizeof *to);
}

static void NAME(spread_images)(void *context, int64_t first, int64_t last)
{
    NAME(spreading) *s = context;
    int64_t area = s->w->kernel[0] * s->w->kernel[1];
    int64_t windows = s->down * s->across, plane = s->height * s->width;
    int64_t inner = s->grad_input->sizes[2] * s->grad_input->sizes[3];
    size_t bytes = s->block * (area * windows + plane) * sizeof(real);
    real *scratch = cache_allocate(bytes);
    s->failed = s->failed || !scratch;
    for (int64_t i = first; i < last && scratch; i++)
        for (int64_t c = 0; c < s->grad_input->sizes[1];) {
            int64_t group = c / s->channels, in_group = c % s->channels;
            int64_t left = s->channels - in_group, n = left < s->block ? left : s->block;
            const real *weight =
                s->weight + (group * s->outputs * s->channels + in_group) * area;
            const real *grad_output =
                s->grad_output + (i * s->w->groups + group) * s->outputs * windows;
            real *padded = scratch + s->block * area * windows;
            if (NAME(spread_block)(s, weight, grad_output, n, scratch, padded))
                s->failed = true;
            NAME(crop)
            (s, n, padded,
             (real *)first_of(s->grad_input) + (i * s->grad_input->sizes[1] + c) * inner);
            c += n;
        }
    cache_release(scratch, bytes);
}

cr_status CPU(NAME(convolve_spread))(cr_tensor *grad_input, const cr_tensor *grad_output,
                                     const cr_tensor *weight, const window *w)
{
    NAME(spreading)
    s = {.w = w,
         .height = grad_input->sizes[2] + 2 * w->pad[0],
         .width = grad_input->sizes[3] + 2 * w->pad[1],
         .down = grad_output->sizes[2],
         .across = grad_output->sizes[3],
         .grad_output = first_of(grad_output),
         .weight = first_of(weight),
         .outputs = weight->sizes[0] / w->groups,
         .channels = weight->sizes[1],
         .grad_input = grad_input};
    int64_t element, area = w->kernel[0] * w->kernel[1];
    s.failed = __builtin_mul_overflow(area, s.down * s.across, &element) ||
               element > (int64_t)1 << 46;
    s.block = 1 + NAME(SPREAD) / (element + 1);
    if (s.block > s.channels) s.block = s.channels;
    if (!s.failed) parallel_for(grad_input->sizes[0], 1, NAME(spread_images), &s);
    REQUIRE(!s.failed, CR_NO_MEMORY,
            "convolve: no memory for the gradient of a %lldx%lld image",
            (long long)s.height, (long long)s.width);
    return CR_OK;
}

#endif
