/* convolve_input.c - gradients of convolutions with respect to their inputs. With steps
 * of more than 1, the rows and columns of the padded gradient are sorted by what is left
 * of their number divided by the step: those of one phase depend on some taps of the
 * filters alone, and are a convolution of step 1 of the gradients of outputs with them.
 */
#define KERNELS "ops/kernels/convolve.def"
#define THIS_FILE "convolve_input.c"
#include "each_wide.h"
#include "cache.h"
#include "convolve.h"
#include "convolve_choose.h"
#include "convolve_product.h"

#ifdef DTYPE

#include "arrange.h"

/* Along one dimension: the rows of the gradient of one phase, and the taps they see. Row
 * first + i of the phase is row place + i step of the gradient. */
typedef struct NAME(phase) {
    int64_t first, count, place, taps;
} NAME(phase);

static NAME(phase) NAME(phase_of)(const window *w, int d, int64_t size, int64_t number)
{
    int64_t step = w->stride[d], pad = w->pad[d];
    NAME(phase) p = {.first = pad > number ? (pad - number + step - 1) / step : 0};
    p.place = number + p.first * step - pad;
    p.count = p.place < size ? (size - p.place + step - 1) / step : 0;
    for (int64_t r = 0; r < w->kernel[d]; r++)
        p.taps += r * w->dilation[d] % step == number;
    return p;
}

typedef struct NAME(backward) {
    const window *w;
    cr_tensor *grad_input;
    images dy;                 /* gradients of outputs with zeros around them */
    int64_t most[2];           /* zeros above and to the left */
    int64_t channels, outputs; /* of a group */
    const real *weight;
    int64_t *offset, *weight_offset;
} NAME(backward);

/* Where the elements that one phase sees lie; returns how many they are. */
static int64_t NAME(fill_offsets)(const NAME(backward) * b, int64_t row, int64_t column)
{
    const window *w = b->w;
    int64_t depth = 0, area = w->kernel[0] * w->kernel[1];
    for (int64_t k = 0; k < b->outputs; k++)
        for (int64_t r = 0; r < w->kernel[0]; r++) {
            int64_t y = r * w->dilation[0];
            if (y % w->stride[0] != row) continue;
            for (int64_t s = 0; s < w->kernel[1]; s++) {
                int64_t x = s * w->dilation[1];
                if (x % w->stride[1] != column) continue;
                int64_t above = b->most[0] - y / w->stride[0];
                int64_t left = b->most[1] - x / w->stride[1];
                b->offset[depth] = (k * b->dy.height + above) * b->dy.width + left;
                b->weight_offset[depth++] = k * b->channels * area + r * w->kernel[1] + s;
            }
        }
    return depth;
}

/* Put the rows of a phase in their places, zeros where they see no tap. */
typedef struct NAME(spreading) {
    const NAME(backward) * b;
    NAME(phase) down, across;
    const real *from; /* or NULL */
} NAME(spreading);

static void NAME(spread_planes)(void *context, int64_t first, int64_t last)
{
    const NAME(spreading) *s = context;
    const cr_tensor *dx = s->b->grad_input;
    int64_t height = dx->sizes[2], width = dx->sizes[3], step = s->b->w->stride[1];
    const real *from = s->from;
    if (from) from += first * s->down.count * s->across.count;
    for (int64_t c = first; c < last; c++)
        for (int64_t i = 0; i < s->down.count; i++) {
            int64_t row = s->down.place + i * s->b->w->stride[0];
            real *to =
                (real *)first_of(dx) + (c * height + row) * width + s->across.place;
            for (int64_t j = 0; j < s->across.count; j++)
                to[j * step] = from ? from[j] : 0;
            if (from) from += s->across.count;
        }
}

/* One phase of all groups. */
static cr_status NAME(one_phase)(const NAME(backward) * b, int64_t row, int64_t column)
{
    const window *w = b->w;
    const int64_t *sizes = b->grad_input->sizes;
    NAME(phase) down = NAME(phase_of)(w, 0, sizes[2], row);
    NAME(phase) across = NAME(phase_of)(w, 1, sizes[3], column);
    int64_t area = down.count * across.count, planes = sizes[0] * sizes[1];
    if (area == 0) return CR_OK;
    bool whole = w->stride[0] == 1 && w->stride[1] == 1;
    bool seen = down.taps && across.taps;
    size_t bytes = whole || !seen ? 0 : planes * area * sizeof(real);
    real *made = bytes ? cache_allocate(bytes) : NULL;
    REQUIRE(made || !bytes, CR_NO_MEMORY, "convolve: no memory for the gradient");
    cr_status status = CR_OK;
    convolve_product c = {.x = (const real *)b->dy.first + down.first * b->dy.width +
                               across.first,
                          .count = sizes[0],
                          .image = b->dy.channels * b->dy.height * b->dy.width,
                          .down = down.count,
                          .across = across.count,
                          .width = b->dy.width,
                          .planes = b->outputs,
                          .offset = b->offset,
                          .weight = b->weight,
                          .rows = b->channels,
                          .row_step = w->kernel[0] * w->kernel[1],
                          .weight_offset = b->weight_offset,
                          .result = whole ? first_of(b->grad_input) : made,
                          .result_image = sizes[1] * area,
                          .result_row = area};
    if (seen) c.depth = NAME(fill_offsets)(b, row, column);
    for (int64_t group = 0; group < w->groups && seen && !status; group++) {
        status = CPU(NAME(convolve_product))(&c);
        c.x = (const real *)c.x + b->outputs * b->dy.height * b->dy.width;
        c.weight = (const real *)c.weight + b->outputs * b->channels * c.row_step;
        c.result = (real *)c.result + b->channels * area;
    }
    NAME(spreading) s = {b, down, across, made};
    if (!whole && !status)
        parallel_for(planes, 1 + 32768 / area, NAME(spread_planes), &s);
    cache_release(made, bytes);
    return status;
}

/* Give gradients of outputs the zeros that all phases need. */
static cr_status NAME(surround)(NAME(backward) * b, cr_tensor *padded,
                                const cr_tensor *grad_output)
{
    const window *w = b->w;
    NAME(arranging) a = {.from = grad_output, .phases = {1, 1}, .step = {1, 1}};
    int64_t size[2] = {0, 0};
    for (int d = 0; d < 2; d++) {
        b->most[d] = w->dilation[d] * (w->kernel[d] - 1) / w->stride[d];
        for (int64_t i = 0; i < w->stride[d]; i++) {
            NAME(phase) p = NAME(phase_of)(w, d, b->grad_input->sizes[2 + d], i);
            int64_t last = p.first + p.count + b->most[d];
            if (p.count && p.taps && last > size[d]) size[d] = last;
        }
    }
    a.height = size[0], a.width = size[1];
    a.above = b->most[0], a.left = b->most[1];
    TRY(NAME(arrange)(&a, padded));
    b->dy = (images){.first = first_of(padded),
                     .channels = grad_output->sizes[1],
                     .height = size[0],
                     .width = size[1]};
    return CR_OK;
}

cr_status CPU(NAME(convolve_backward_input))(cr_tensor *grad_input,
                                             const cr_tensor *grad_output,
                                             const cr_tensor *weight, const window *w)
{
    if (suits_depthwise(w, weight))
        return CPU(NAME(convolve_depthwise_backward_input))(grad_input, grad_output,
                                                            weight, w);
    if (suits_spread(w, grad_input, grad_output))
        return CPU(NAME(convolve_spread))(grad_input, grad_output, weight, w);
    cr_tensor padded;
    NAME(backward)
    b = {.w = w,
         .grad_input = grad_input,
         .channels = weight->sizes[1],
         .outputs = weight->sizes[0] / w->groups,
         .weight = first_of(weight)};
    TRY(NAME(surround)(&b, &padded, grad_output));
    int64_t most = b.outputs * w->kernel[0] * w->kernel[1];
    size_t bytes = 2 * most * sizeof *b.offset;
    b.offset = cache_allocate(bytes);
    b.weight_offset = b.offset + most;
    cr_status status = CR_OK;
    for (int64_t i = 0; i < w->stride[0] && b.offset && !status; i++)
        for (int64_t j = 0; j < w->stride[1] && !status; j++)
            status = NAME(one_phase)(&b, i, j);
    cache_release(b.offset, bytes);
    cr_tensor_release(&padded);
    REQUIRE(b.offset, CR_NO_MEMORY, "convolve: no memory for a kernel of %lldx%lld",
            (long long)w->kernel[0], (long long)w->kernel[1]);
    return status;
}

#endif
