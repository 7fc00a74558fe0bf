/* convolve_input.c - gradients of convolutions with respect to their inputs. */
#define THIS_FILE "convolve_input.c"
#define KERNELS "ops/kernels/convolve.def"
#include "each_wide.h"
#include "cache.h"
#include "convolve.h"
#include "gemm.h"

#ifdef DTYPE

#include "images.h"

enum { NAME(SPREAD) = 1 << 19 }; /* elements of window gradients held at a time */

typedef struct NAME(spreading) {
    NAME(images) x; /* the gradient, with its padding */
    const real *grad_output, *weight;
    int64_t outputs, channels, block; /* of one group; channels spread at a time */
    cr_tensor *grad_input;
    bool failed;
} NAME(spreading);

/* Add the gradients of windows, [channel][r][s][p][q], to the channels they lie on. */
static void NAME(spread)(const NAME(images) * x, int64_t channels, const real *from,
                         real *to)
{
    int64_t elements = channels * x->w.kernel[0] * x->w.kernel[1];
    int64_t step = x->w.stride[1];
    for (int64_t k = 0; k < elements; k++) {
        real *corner = to + NAME(element_offset)(x, k);
        for (int64_t p = 0; p < x->down; p++, from += x->across) {
            real *row = corner + p * x->w.stride[0] * x->width;
            if (step == 1)
                for (int64_t q = 0; q < x->across; q++) row[q] += from[q];
            else
                for (int64_t q = 0; q < x->across; q++) row[q * step] += from[q];
        }
    }
}

/* One block of channels of one image: window gradients = weight' grad_output. */
static cr_status NAME(spread_block)(const NAME(spreading) * s, const real *weight,
                                    const real *grad_output, int64_t channels,
                                    real *windows, real *to)
{
    int64_t area = s->x.w.kernel[0] * s->x.w.kernel[1];
    gemm g = {.rows = channels * area,
              .columns = s->x.down * s->x.across,
              .depth = s->outputs,
              .alpha = 1,
              .result = windows,
              .result_row = s->x.down * s->x.across,
              .a = weight,
              .a_row = 1,
              .a_column = s->channels * area,
              .b = grad_output,
              .b_row = s->x.down * s->x.across,
              .b_column = 1};
    memset(to, 0, channels * s->x.height * s->x.width * sizeof *to);
    TRY(CPU(NAME(gemm))(&g));
    NAME(spread)(&s->x, channels, windows, to);
    return CR_OK;
}

/* Take the inner part of padded channels. */
static void NAME(crop)(const NAME(spreading) * s, int64_t channels, const real *from,
                       real *to)
{
    int64_t height = s->grad_input->sizes[2], width = s->grad_input->sizes[3];
    int64_t above = (s->x.height - height) / 2, left = (s->x.width - width) / 2;
    for (int64_t c = 0; c < channels; c++)
        for (int64_t i = 0; i < height; i++, to += width)
            memcpy(to, from + ((c * s->x.height + above + i) * s->x.width + left),
                   width * sizeof *to);
}

static void NAME(spread_images)(void *context, int64_t first, int64_t last)
{
    NAME(spreading) *s = context;
    int64_t area = s->x.w.kernel[0] * s->x.w.kernel[1];
    int64_t windows = s->x.down * s->x.across, plane = s->x.height * s->x.width;
    int64_t inner = s->grad_input->sizes[2] * s->grad_input->sizes[3];
    size_t bytes = s->block * (area * windows + plane) * sizeof(real);
    real *scratch = cache_allocate(bytes);
    s->failed = s->failed || !scratch;
    for (int64_t i = first; i < last && scratch; i++)
        for (int64_t c = 0; c < s->x.channels;) {
            int64_t group = c / s->channels, in_group = c % s->channels;
            int64_t left = s->channels - in_group, n = left < s->block ? left : s->block;
            const real *weight =
                s->weight + (group * s->outputs * s->channels + in_group) * area;
            const real *grad_output =
                s->grad_output + (i * s->x.w.groups + group) * s->outputs * windows;
            real *padded = scratch + s->block * area * windows;
            if (NAME(spread_block)(s, weight, grad_output, n, scratch, padded))
                s->failed = true;
            NAME(crop)
            (s, n, padded,
             (real *)first_of(s->grad_input) + (i * s->x.channels + c) * inner);
            c += n;
        }
    cache_release(scratch, bytes);
}

cr_status CPU(NAME(convolve_backward_input))(cr_tensor *grad_input,
                                             const cr_tensor *grad_output,
                                             const cr_tensor *weight, const window *w)
{
    NAME(spreading)
    s = {.x = NAME(images_of)(grad_input, w),
         .grad_output = first_of(grad_output),
         .weight = first_of(weight),
         .outputs = weight->sizes[0] / w->groups,
         .channels = weight->sizes[1],
         .grad_input = grad_input};
    s.x.height += 2 * w->pad[0], s.x.width += 2 * w->pad[1];
    int64_t element, area = w->kernel[0] * w->kernel[1];
    s.failed = __builtin_mul_overflow(area, s.x.down * s.x.across, &element) ||
               element > (int64_t)1 << 46;
    s.block = 1 + NAME(SPREAD) / (element + 1);
    if (s.block > s.channels) s.block = s.channels;
    if (!s.failed) parallel_for(s.x.count, 1, NAME(spread_images), &s);
    REQUIRE(!s.failed, CR_NO_MEMORY,
            "convolve: no memory for the gradient of a %lldx%lld "
            "image",
            (long long)s.x.height, (long long)s.x.width);
    return CR_OK;
}

#endif
