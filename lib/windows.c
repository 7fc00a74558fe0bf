/* windows.c - makes the tables of windows over volumes, and runs the pooling over them.
 */
#include "windows.h"
#include <string.h>
#include "cache.h"

static const char *const names[][4] = {{"kT", "dT", "padT", "dilationT"},
                                       {"kH", "dH", "padH", "dilationH"},
                                       {"kW", "dW", "padW", "dilationW"}};

cr_status at_least(const char *op, const char *name, int64_t value, int64_t least)
{
    REQUIRE(value >= least && value <= INT32_MAX, CR_BAD_ARGUMENT,
            "%s: %s is %lld, expected %lld to %d", op, name, (long long)value,
            (long long)least, INT32_MAX);
    return CR_OK;
}

cr_status is_indices(const char *op, const cr_tensor *indices)
{
    TRY(valid(op, "indices", indices));
    REQUIRE(indices->dtype == CR_I64, CR_BAD_DTYPE,
            "%s: indices is %s, expected torch.LongTensor", op, describe(indices));
    return CR_OK;
}

cr_status has_windows(const char *op, const cr_tensor *grad_output, const boxes *b,
                      int ndim)
{
    cr_tensor expected = *grad_output;
    for (int d = 2; d < ndim; d++) expected.sizes[d] = b->sides[3 - ndim + d].count;
    REQUIRE(cr_tensor_same_shape(grad_output, &expected), CR_BAD_SHAPE,
            "%s: gradOutput is %s, expected %s", op, describe(grad_output),
            shape_of(&expected));
    return CR_OK;
}

cr_status begin_boxes(const char *op, boxes *b, const int64_t *volume,
                      const int64_t *count, int64_t planes)
{
    int64_t elements = 1, entries = 0;
    *b = (boxes){.tables = NULL};
    for (int d = 0; d < 3; d++) {
        bool fits = !__builtin_mul_overflow(elements, volume[d], &elements);
        REQUIRE(fits && volume[d] > 0 && elements < INT32_MAX, CR_BAD_SHAPE,
                "%s: input has %lldx%lldx%lld elements, expected 1 to %d", op,
                (long long)volume[0], (long long)volume[1], (long long)volume[2],
                INT32_MAX - 1);
        entries += 3 * count[d] * planes;
    }
    b->bytes = entries * sizeof(int32_t);
    b->tables = cache_allocate(b->bytes);
    REQUIRE(b->tables, CR_NO_MEMORY, "%s: no memory for the windows", op);
    int32_t *table = b->tables;
    for (int d = 0; d < 3; d++) {
        int64_t n = count[d] * planes;
        b->sides[d] = (side){volume[d],
                             count[d],
                             1,
                             table,
                             table + n,
                             table + 2 * n,
                             planes > 1 ? count[d] : 0};
        table += 3 * n;
    }
    return CR_OK;
}

void end_boxes(boxes *b)
{
    cache_release(b->tables, b->bytes);
}

static cr_status check_sliding(const char *op, const sliding *s)
{
    for (int d = 0; d < 3; d++) {
        TRY(at_least(op, names[d][0], s->kernel[d], 1));
        TRY(at_least(op, names[d][1], s->stride[d], 1));
        TRY(at_least(op, names[d][3], s->dilation[d], 1));
        REQUIRE(s->pad[d] >= 0 && s->pad[d] <= s->kernel[d] / 2, CR_BAD_ARGUMENT,
                "%s: %s is %lld, expected 0 to %lld, half of %s", op, names[d][2],
                (long long)s->pad[d], (long long)s->kernel[d] / 2, names[d][0]);
    }
    return CR_OK;
}

/* How many windows there are along a side; 0 if none fits. */
static int64_t count_windows(const sliding *s, int d, int64_t size)
{
    int64_t reach = s->dilation[d] * (s->kernel[d] - 1) + 1, step = s->stride[d];
    int64_t room = size + 2 * s->pad[d] - reach, count = 0;
    if (room >= 0) count = (room + (s->ceil_mode ? step - 1 : 0)) / step + 1;
    if (room < 0 && s->ceil_mode && room > -step) count = 1;
    if (count && (count - 1) * step >= size + s->pad[d]) count--;
    return count;
}

static void fill_side(side *to, const sliding *s, int d)
{
    int64_t step = s->dilation[d];
    to->step = step;
    for (int64_t i = 0; i < to->count; i++) {
        int64_t first = i * s->stride[d] - s->pad[d];
        int64_t last = first + step * (s->kernel[d] - 1) + 1;
        if (last > to->size + s->pad[d]) last = to->size + s->pad[d];
        int64_t counted = last - first;
        if (first < 0) first += (-first + step - 1) / step * step;
        if (last > to->size) last = to->size;
        if (!s->count_padding) counted = last - first;
        to->first[i] = (int32_t)first;
        to->last[i] = (int32_t)last;
        to->counted[i] = (int32_t)counted;
    }
}

cr_status slide(const char *op, boxes *b, const int64_t *volume, const sliding *s)
{
    int64_t count[3];
    TRY(check_sliding(op, s));
    for (int d = 0; d < 3; d++) count[d] = count_windows(s, d, volume[d]);
    REQUIRE(count[0] > 0 && count[1] > 0 && count[2] > 0, CR_BAD_SHAPE,
            "%s: volumes of %lldx%lldx%lld with padding %lldx%lldx%lld are too small for "
            "a kernel of %lldx%lldx%lld",
            op, (long long)volume[0], (long long)volume[1], (long long)volume[2],
            (long long)s->pad[0], (long long)s->pad[1], (long long)s->pad[2],
            (long long)s->kernel[0], (long long)s->kernel[1], (long long)s->kernel[2]);
    TRY(begin_boxes(op, b, volume, count, 1));
    for (int d = 0; d < 3; d++) fill_side(&b->sides[d], s, d);
    return CR_OK;
}

cr_status divide(const char *op, boxes *b, const int64_t *volume, const int64_t *count)
{
    TRY(begin_boxes(op, b, volume, count, 1));
    for (int d = 0; d < 3; d++) {
        side *to = &b->sides[d];
        for (int64_t i = 0; i < to->count; i++) {
            to->first[i] = (int32_t)(i * to->size / to->count);
            to->last[i] = (int32_t)(((i + 1) * to->size + to->count - 1) / to->count);
            to->counted[i] = to->last[i] - to->first[i];
        }
    }
    return CR_OK;
}

cr_status run_boxes(const char *op, cr_tensor *output, cr_tensor *indices,
                    const cr_tensor *input, const boxes *b, int ndim)
{
    int64_t sizes[6] = {2, input->sizes[0], input->sizes[1]};
    for (int d = 0; d < ndim - 2; d++) sizes[3 + d] = b->sides[5 - ndim + d].count;
    int lead = b->relative ? 0 : 1;
    cr_tensor volumes = *input;
    input = &volumes;
    TRY(output_of(op, output, ndim, sizes + 1));
    if (indices) TRY(output_of(op, indices, ndim + 1 - lead, sizes + lead));
    if (cr_tensor_count(output) == 0) return CR_OK;
    result values, places = {.target = NULL};
    prepared p = {.count = 0};
    cr_status status = begin_result(&values, output, false);
    if (!status && indices) status = begin_result(&places, indices, false);
    if (!status) status = usable(&p, values.target, &input);
    const backend *device = backend_of(output);
    if (!status)
        status = indices ? device->max_boxes(values.target, places.target, input, b)
                         : device->average_boxes(values.target, input, b);
    release_prepared(&p);
    status = end_result(&values, status);
    return places.target ? end_result(&places, status) : status;
}

cr_status run_boxes_backward(const char *op, cr_tensor *grad_input,
                             const cr_tensor *grad_output, const cr_tensor *indices,
                             const boxes *b, int ndim)
{
    int64_t sizes[5] = {grad_output->sizes[0], grad_output->sizes[1]};
    for (int d = 0; d < ndim - 2; d++) sizes[2 + d] = b->sides[5 - ndim + d].size;
    cr_tensor gradients = *grad_output;
    grad_output = &gradients;
    TRY(output_of(op, grad_input, ndim, sizes));
    if (cr_tensor_count(grad_input) == 0) return CR_OK;
    result r;
    prepared p = {.count = 0};
    cr_status status = begin_result(&r, grad_input, false);
    if (!status) status = usable(&p, r.target, &grad_output);
    if (!status && indices) status = packed(&p, &indices);
    const backend *device = backend_of(grad_input);
    if (!status)
        status = indices ? device->max_boxes_backward(r.target, grad_output, indices, b)
                         : device->average_boxes_backward(r.target, grad_output, b);
    release_prepared(&p);
    return end_result(&r, status);
}
