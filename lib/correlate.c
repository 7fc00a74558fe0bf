/* correlate.c - brings images and kernels into one form, planes x D x H x W and
 * outputs x planes x D x H x W, pads where that is wanted, and runs the kernel. */
#include <string.h>
#include "result.h"

enum { MOST = 1 << 30 }; /* of a size, so that sums of them are exact */

/* One call: `dims` is 2 or 3, `full` the mode, `flip` tells conv from xcorr. */
typedef struct call {
    const char *op;
    int dims, flip;
    bool full;
} call;

/* Sizes of t as `leading` counts and D, H, W; missing ones are 1. */
static void extend(cr_tensor *view, const cr_tensor *t, int dims, int leading)
{
    *view = *t;
    view->ndim = leading + 3;
    int given = t->ndim - dims; /* leading sizes that t has */
    for (int d = 0; d < leading + 3; d++) {
        int at = d < leading ? d - (leading - given) : d - leading - 3 + t->ndim;
        bool has = d < leading ? at >= 0 : at >= given;
        view->sizes[d] = has ? t->sizes[at] : 1;
    }
    int64_t stride = 1;
    for (int d = view->ndim - 1; d >= 0; d--) {
        view->strides[d] = stride;
        stride *= view->sizes[d];
    }
}

static cr_status check(const call *c, const cr_tensor *input, const cr_tensor *kernel)
{
    int planes = input->ndim - c->dims, more = kernel->ndim - c->dims;
    bool fits = (planes == 0 && more == 0) || (planes == 1 && (more == 1 || more == 2));
    REQUIRE(fits, CR_BAD_SHAPE,
            "%s: tensor is %s and kernel is %s, expected %dD and %dD, %dD and %dD, or "
            "%dD and %dD",
            c->op, describe(input), describe(kernel), c->dims, c->dims, c->dims + 1,
            c->dims + 1, c->dims + 1, c->dims + 2);
    REQUIRE(!planes || input->sizes[0] == kernel->sizes[more - 1], CR_BAD_SHAPE,
            "%s: kernel is %s, expected %lld planes as in %s", c->op, describe(kernel),
            (long long)input->sizes[0], describe(input));
    for (int d = 0; d < c->dims; d++) {
        int64_t size = input->sizes[planes + d], length = kernel->sizes[more + d];
        REQUIRE(size > 0 && size < MOST && length > 0 && length < MOST, CR_BAD_SHAPE,
                "%s: tensor is %s and kernel is %s, expected sizes from 1 to 2^30", c->op,
                describe(input), describe(kernel));
        REQUIRE(c->full || size >= length, CR_BAD_SHAPE,
                "%s: kernel %s is larger than %s", c->op, describe(kernel),
                describe(input));
    }
    return CR_OK;
}

/* *input with the kernel's size less 1 of zeros on every side. */
static cr_status pad(prepared *p, const cr_tensor **input, const cr_tensor *weight)
{
    int64_t sizes[4] = {(*input)->sizes[0]};
    cr_tensor *padded = &p->made[p->count++];
    *padded = (cr_tensor){.dtype = (*input)->dtype};
    for (int d = 1; d < 4; d++)
        sizes[d] = (*input)->sizes[d] + 2 * (weight->sizes[d + 1] - 1);
    TRY(cr_tensor_create(padded, (*input)->dtype, 4, sizes));
    TRY(cr_fill(padded, 0));
    cr_tensor middle = *padded;
    for (int d = 1; d < 4; d++) {
        middle.sizes[d] = (*input)->sizes[d];
        middle.start += (weight->sizes[d + 1] - 1) * padded->strides[d];
    }
    TRY(cr_copy(&middle, *input));
    *input = padded;
    return CR_OK;
}

/* The operands are checked. `output` is resized last, so that it may be one of them. */
static cr_status run(const call *c, prepared *p, cr_tensor *output,
                     const cr_tensor *input, const cr_tensor *kernel)
{
    int more = kernel->ndim - c->dims;
    cr_tensor image, weight, seen;
    TRY(packed(p, &input));
    TRY(packed(p, &kernel));
    extend(&image, input, c->dims, 1);
    extend(&weight, kernel, c->dims, 2);
    if (more == 1) /* each plane has a kernel of its own */
        weight.sizes[0] = weight.sizes[1], weight.sizes[1] = 1;
    input = &image;
    if (c->full) TRY(pad(p, &input, &weight));
    int64_t sizes[4] = {weight.sizes[0]};
    for (int d = 1; d < 4; d++) sizes[d] = input->sizes[d] - weight.sizes[d + 1] + 1;
    cr_tensor made = {.dtype = image.dtype};
    TRY(cr_tensor_create(&made, image.dtype, 4, sizes));
    cr_status status = backend_of(output)->correlate(&made, input, &weight, c->flip);
    seen = made;
    seen.ndim = c->dims + (more > 0);
    for (int d = 0; d < seen.ndim; d++) {
        seen.sizes[d] = sizes[4 - seen.ndim + d];
        seen.strides[d] = made.strides[4 - seen.ndim + d];
    }
    if (more > 0) seen.sizes[0] = sizes[0], seen.strides[0] = made.strides[0];
    if (!status) status = output_like(c->op, output, &seen);
    if (!status) status = cr_copy(output, &seen);
    cr_tensor_release(&made);
    return status;
}

static cr_status correlate(const call *c, cr_tensor *output, const cr_tensor *input,
                           const cr_tensor *kernel, const char *mode)
{
    TRY(same_dtype(c->op, "result", output, "tensor", input));
    TRY(same_dtype(c->op, "kernel", kernel, "tensor", input));
    REQUIRE(mode && (!strcmp(mode, "V") || !strcmp(mode, "F")), CR_BAD_ARGUMENT,
            "%s: mode is '%.20s', expected 'V' (valid) or 'F' (full)", c->op,
            mode ? mode : "");
    call wanted = *c;
    wanted.full = *mode == 'F';
    TRY(check(&wanted, input, kernel));
    prepared p = {.count = 0};
    cr_status status = run(&wanted, &p, output, input, kernel);
    release_prepared(&p);
    return status;
}

cr_status cr_conv2(cr_tensor *output, const cr_tensor *input, const cr_tensor *kernel,
                   const char *mode)
{
    return correlate(&(call){"conv2", 2, 1, false}, output, input, kernel, mode);
}

cr_status cr_xcorr2(cr_tensor *output, const cr_tensor *input, const cr_tensor *kernel,
                    const char *mode)
{
    return correlate(&(call){"xcorr2", 2, 0, false}, output, input, kernel, mode);
}

cr_status cr_conv3(cr_tensor *output, const cr_tensor *input, const cr_tensor *kernel,
                   const char *mode)
{
    return correlate(&(call){"conv3", 3, 1, false}, output, input, kernel, mode);
}

cr_status cr_xcorr3(cr_tensor *output, const cr_tensor *input, const cr_tensor *kernel,
                    const char *mode)
{
    return correlate(&(call){"xcorr3", 3, 0, false}, output, input, kernel, mode);
}
