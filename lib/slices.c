/* slices.c - three-dimensional convolutions as two-dimensional ones. */
#include "slices.h"

enum { BLOCK = 1 << 22 /* elements of the images of a block, if it has several */ };

static cr_status in_range(const char *op, const char *name, int64_t value, int64_t least)
{
    REQUIRE(value >= least && value <= INT32_MAX, CR_BAD_ARGUMENT,
            "%s: %s is %lld, expected %lld to %d", op, name, (long long)value,
            (long long)least, INT32_MAX);
    return CR_OK;
}

static cr_status check_numbers(const char *op, const slices *s)
{
    TRY(in_range(op, "dT", s->stride, 1));
    TRY(in_range(op, "dH", s->w.stride[0], 1));
    TRY(in_range(op, "dW", s->w.stride[1], 1));
    TRY(in_range(op, "padT", s->pad, 0));
    TRY(in_range(op, "padH", s->w.pad[0], 0));
    TRY(in_range(op, "padW", s->w.pad[1], 0));
    TRY(in_range(op, "dilationT", s->dilation, 1));
    TRY(in_range(op, "dilationH", s->w.dilation[0], 1));
    return in_range(op, "dilationW", s->w.dilation[1], 1);
}

/* How many windows there are along a side of `size`; 0 if none fits. */
static int64_t count_windows(int64_t size, int64_t kernel, int64_t stride, int64_t pad,
                             int64_t dilation)
{
    int64_t room = size + 2 * pad - dilation * (kernel - 1) - 1;
    return size >= 1 && size <= INT32_MAX && room >= 0 ? room / stride + 1 : 0;
}

cr_status slices_sizes(const char *op, slices *s, const int64_t *volumes,
                       const char *name, const cr_tensor *weight)
{
    TRY(check_numbers(op, s));
    TRY(has_ndim(op, name, weight, 5, "K x C x Z x R x S"));
    bool fits = cr_tensor_count(weight) > 0;
    for (int d = 2; d < 5; d++) fits = fits && weight->sizes[d] <= INT32_MAX;
    REQUIRE(fits, CR_BAD_SHAPE,
            "%s: %s is %s, expected K x C x Z x R x S, each at least 1", op, name,
            describe(weight));
    s->N = volumes[0], s->C = volumes[1], s->T = volumes[2], s->H = volumes[3];
    s->W = volumes[4], s->K = weight->sizes[0], s->kernel = weight->sizes[2];
    s->w.groups = 1, s->w.kernel[0] = weight->sizes[3], s->w.kernel[1] = weight->sizes[4];
    REQUIRE(s->C == weight->sizes[1], CR_BAD_SHAPE,
            "%s: input has %lld planes but %s is %s", op, (long long)s->C, name,
            describe(weight));
    const window *w = &s->w;
    s->O = count_windows(s->T, s->kernel, s->stride, s->pad, s->dilation);
    s->P = count_windows(s->H, w->kernel[0], w->stride[0], w->pad[0], w->dilation[0]);
    s->Q = count_windows(s->W, w->kernel[1], w->stride[1], w->pad[1], w->dilation[1]);
    REQUIRE(
        s->O && s->P && s->Q, CR_BAD_SHAPE,
        "%s: volumes of %lldx%lldx%lld with padding %lldx%lldx%lld are too small for a "
        "kernel of %lldx%lldx%lld with dilation %lldx%lldx%lld",
        op, (long long)s->T, (long long)s->H, (long long)s->W, (long long)s->pad,
        (long long)w->pad[0], (long long)w->pad[1], (long long)s->kernel,
        (long long)w->kernel[0], (long long)w->kernel[1], (long long)s->dilation,
        (long long)w->dilation[0], (long long)w->dilation[1]);
    double area = (double)(s->H + 2 * w->pad[0]) * (double)(s->W + 2 * w->pad[1]);
    REQUIRE(area * (double)s->kernel * (double)s->C < 0x1p40 && s->O < (int64_t)1 << 32,
            CR_BAD_SHAPE,
            "%s: such volumes with such padding are too large for any memory", op);
    return CR_OK;
}

cr_status slices_begin(slices *s, int dtype)
{
    int64_t image = s->C * s->kernel * s->H * s->W, all = s->N * s->O;
    s->block = 1 + BLOCK / (image + 1);
    if (s->block > all) s->block = all;
    const int64_t images[] = {s->block, s->C * s->kernel, s->H, s->W};
    const int64_t maps[] = {s->block, s->K, s->P, s->Q};
    s->images = s->maps = (cr_tensor){.dtype = dtype};
    TRY(cr_tensor_create(&s->images, dtype, 4, images));
    return cr_tensor_create(&s->maps, dtype, 4, maps);
}

void slices_end(slices *s)
{
    cr_tensor_release(&s->images);
    cr_tensor_release(&s->maps);
}

void slices_narrow(slices *s, int64_t count)
{
    s->images.sizes[0] = s->maps.sizes[0] = count;
}

cr_tensor slices_weight(const cr_tensor *weight)
{
    cr_tensor view = *weight;
    view.ndim = 4;
    view.sizes[1] *= view.sizes[2], view.strides[1] = view.strides[2];
    for (int d = 2; d < 4; d++)
        view.sizes[d] = view.sizes[d + 1], view.strides[d] = view.strides[d + 1];
    return view;
}

/* A part of a contiguous tensor as slices x channels x elements. */
static cr_tensor part(const cr_tensor *tensor, int64_t start, const int64_t *sizes,
                      int64_t slice, int64_t channel)
{
    return (cr_tensor){.owner = tensor->owner,
                       .start = tensor->start + start,
                       .dtype = tensor->dtype,
                       .ndim = 3,
                       .sizes = {sizes[0], sizes[1], sizes[2]},
                       .strides = {slice, channel, 1}};
}

/* Some slices of one volume that element z of the kernel sees on it. */
typedef struct seen {
    cr_tensor image, volume; /* their places in the images and in the volume */
    bool any;
} seen;

/* Of the slices o, o + 1, ..., o + run - 1 of volume n, which begin at image `at`. */
static seen see(const slices *s, const cr_tensor *volumes, int64_t n, int64_t o,
                int64_t run, int64_t at, int64_t z)
{
    int64_t area = s->H * s->W, shift = z * s->dilation - s->pad;
    int64_t least = shift < 0 ? (-shift + s->stride - 1) / s->stride : 0;
    int64_t room = s->T - 1 - shift;
    int64_t last = room < 0 ? 0 : room / s->stride + 1;
    int64_t from = o > least ? o : least, to = o + run < last ? o + run : last;
    if (from >= to) return (seen){.any = false};
    const int64_t sizes[] = {to - from, s->C, area};
    int64_t image = ((at + from - o) * s->C * s->kernel + z) * area;
    int64_t volume = (n * s->C * s->T + from * s->stride + shift) * area;
    return (seen){
        part(&s->images, image, sizes, s->C * s->kernel * area, s->kernel * area),
        part(volumes, volume, sizes, s->stride * area, s->T * area), true};
}

static int64_t shorter(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

cr_status slices_gather(slices *s, const cr_tensor *input, int64_t first)
{
    int64_t count = s->images.sizes[0];
    if (s->pad) TRY(cr_fill(&s->images, 0));
    for (int64_t at = 0, run; at < count; at += run) {
        int64_t n = (first + at) / s->O, o = (first + at) % s->O;
        run = shorter(count - at, s->O - o);
        for (int64_t z = 0; z < s->kernel; z++) {
            seen view = see(s, input, n, o, run, at, z);
            if (view.any) TRY(cr_copy(&view.image, &view.volume));
        }
    }
    return CR_OK;
}

cr_status slices_spread(slices *s, cr_tensor *input, int64_t first)
{
    int64_t count = s->images.sizes[0];
    for (int64_t at = 0, run; at < count; at += run) {
        int64_t n = (first + at) / s->O, o = (first + at) % s->O;
        run = shorter(count - at, s->O - o);
        for (int64_t z = 0; z < s->kernel; z++) {
            seen view = see(s, input, n, o, run, at, z);
            if (view.any) TRY(cr_add(&view.volume, &view.volume, 1, &view.image));
        }
    }
    return CR_OK;
}

/* Copy maps from `output` or, with `back`, to it. */
static cr_status move_maps(slices *s, const cr_tensor *output, int64_t first, bool back)
{
    int64_t count = s->maps.sizes[0], area = s->P * s->Q;
    for (int64_t at = 0, run; at < count; at += run) {
        int64_t n = (first + at) / s->O, o = (first + at) % s->O;
        run = shorter(count - at, s->O - o);
        const int64_t sizes[] = {run, s->K, area};
        cr_tensor map = part(&s->maps, at * s->K * area, sizes, s->K * area, area);
        cr_tensor slice =
            part(output, (n * s->K * s->O + o) * area, sizes, area, s->O * area);
        TRY(back ? cr_copy(&slice, &map) : cr_copy(&map, &slice));
    }
    return CR_OK;
}

cr_status slices_read(slices *s, const cr_tensor *output, int64_t first)
{
    return move_maps(s, output, first, false);
}

cr_status slices_write(slices *s, cr_tensor *output, int64_t first)
{
    return move_maps(s, output, first, true);
}
