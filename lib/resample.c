/* resample.c - works out from where each element comes, then runs the kernels. */
#include "lookups.h"
#include "cache.h"
#include "cresset/resample.h"
#include "result.h"

static cr_status side_in_range(const char *op, const char *name, int64_t size)
{
    REQUIRE(size >= 1 && size <= INT32_MAX, CR_BAD_SHAPE,
            "%s: %s is %lld, expected 1 to %d", op, name, (long long)size, INT32_MAX);
    return CR_OK;
}

/* Tables for sides of count[d] elements, not yet filled. */
static cr_status begin_lookups(const char *op, lookups *a, const int64_t *volume,
                               const int64_t *count, bool weighted)
{
    static const char *const names[][2] = {{"input time", "output time"},
                                           {"input height", "output height"},
                                           {"input width", "output width"}};
    *a = (lookups){.tables = NULL};
    int64_t total = 0;
    for (int d = 0; d < 3; d++) {
        TRY(side_in_range(op, names[d][0], volume[d]));
        TRY(side_in_range(op, names[d][1], count[d]));
        total += count[d];
    }
    a->bytes = total * (sizeof(double) + sizeof(int32_t));
    a->tables = cache_allocate(a->bytes);
    REQUIRE(a->tables, CR_NO_MEMORY, "%s: no memory for the places of elements", op);
    double *more = a->tables;
    int32_t *from = (int32_t *)(more + total);
    for (int d = 0; d < 3; d++) {
        a->sides[d] = (lookup){volume[d], count[d], from, weighted ? more : NULL, false};
        more += count[d], from += count[d];
    }
    return CR_OK;
}

static void end_lookups(lookups *a)
{
    cache_release(a->tables, a->bytes);
}

static cr_status check_forward(const char *op, const cr_tensor *output,
                               const cr_tensor *input)
{
    TRY(floating(op, "input", input));
    TRY(same_dtype(op, "output", output, "input", input));
    return has_ndim(op, "input", input, 5, "N x C x T x H x W");
}

static cr_status check_backward(const char *op, const cr_tensor *grad_input,
                                const cr_tensor *grad_output)
{
    TRY(floating(op, "gradOutput", grad_output));
    TRY(same_dtype(op, "gradInput", grad_input, "gradOutput", grad_output));
    return has_ndim(op, "gradOutput", grad_output, 5, "N x C x O x P x Q");
}

static cr_status run_forward(const char *op, cr_tensor *output, const cr_tensor *input,
                             const lookups *a)
{
    const int64_t sizes[] = {input->sizes[0], input->sizes[1], a->sides[0].count,
                             a->sides[1].count, a->sides[2].count};
    cr_tensor volumes = *input;
    input = &volumes;
    TRY(output_of(op, output, 5, sizes));
    if (cr_tensor_count(output) == 0) return CR_OK;
    result r;
    prepared p = {.count = 0};
    cr_status status = begin_result(&r, output, false);
    if (!status) status = usable(&p, r.target, &input);
    if (!status) status = backend_of(output)->resample(r.target, input, a);
    release_prepared(&p);
    return end_result(&r, status);
}

static cr_status run_backward(const char *op, cr_tensor *grad_input,
                              const cr_tensor *grad_output, const lookups *a)
{
    const int64_t sizes[] = {grad_output->sizes[0], grad_output->sizes[1],
                             a->sides[0].size, a->sides[1].size, a->sides[2].size};
    cr_tensor expected = {.ndim = 5, .sizes = {sizes[0], sizes[1]}};
    for (int d = 0; d < 3; d++) expected.sizes[2 + d] = a->sides[d].count;
    REQUIRE(cr_tensor_same_shape(grad_output, &expected), CR_BAD_SHAPE,
            "%s: gradOutput is %s, expected %s", op, describe(grad_output),
            shape_of(&expected));
    cr_tensor gradients = *grad_output;
    grad_output = &gradients;
    TRY(output_of(op, grad_input, 5, sizes));
    if (cr_tensor_count(grad_input) == 0) return CR_OK;
    result r;
    prepared p = {.count = 0};
    cr_status status = begin_result(&r, grad_input, false);
    if (!status) status = usable(&p, r.target, &grad_output);
    if (!status)
        status = backend_of(grad_input)->resample_backward(r.target, grad_output, a);
    release_prepared(&p);
    return end_result(&r, status);
}

/* Padding of one side: how many elements before and behind it. */
static cr_status pad_lookups(const char *op, lookups *a, const int64_t *volume,
                             const int64_t pads[3][2], int reflect)
{
    static const char *const names[][2] = {
        {"front", "back"}, {"top", "bottom"}, {"left", "right"}};
    int64_t count[3];
    for (int d = 0; d < 3; d++) {
        for (int e = 0; e < 2; e++) {
            int64_t most = reflect ? volume[d] - 1 : INT32_MAX;
            REQUIRE(pads[d][e] <= most && pads[d][e] >= -(int64_t)INT32_MAX,
                    CR_BAD_ARGUMENT, "%s: %s padding is %lld, expected at most %lld", op,
                    names[d][e], (long long)pads[d][e], (long long)most);
        }
        count[d] = volume[d] + pads[d][0] + pads[d][1];
    }
    TRY(begin_lookups(op, a, volume, count, false));
    for (int d = 0; d < 3; d++)
        for (int64_t i = 0; i < count[d]; i++) {
            int64_t at = i - pads[d][0], last = volume[d] - 1;
            if (at < 0) at = reflect ? -at : 0;
            if (at > last) at = reflect ? 2 * last - at : last;
            a->sides[d].from[i] = (int32_t)at;
        }
    return CR_OK;
}

cr_status cr_pad(cr_tensor *output, const cr_tensor *input, int64_t left, int64_t right,
                 int64_t top, int64_t bottom, int64_t front, int64_t back, int reflect)
{
    static const char *const op = "pad";
    const int64_t pads[3][2] = {{front, back}, {top, bottom}, {left, right}};
    lookups a = {.tables = NULL};
    TRY(check_forward(op, output, input));
    cr_status status = pad_lookups(op, &a, input->sizes + 2, pads, reflect);
    if (!status) status = run_forward(op, output, input, &a);
    end_lookups(&a);
    return status;
}

cr_status cr_pad_backward(cr_tensor *grad_input, const cr_tensor *grad_output,
                          int64_t input_t, int64_t input_h, int64_t input_w, int64_t left,
                          int64_t right, int64_t top, int64_t bottom, int64_t front,
                          int64_t back, int reflect)
{
    static const char *const op = "pad";
    const int64_t pads[3][2] = {{front, back}, {top, bottom}, {left, right}};
    const int64_t volume[] = {input_t, input_h, input_w};
    lookups a = {.tables = NULL};
    TRY(check_backward(op, grad_input, grad_output));
    cr_status status = pad_lookups(op, &a, volume, pads, reflect);
    if (!status) status = run_backward(op, grad_input, grad_output, &a);
    end_lookups(&a);
    return status;
}

/* Places between elements are rounded to float, as in Torch7. */
static cr_status scale_lookups(const char *op, lookups *a, const int64_t *volume,
                               const int64_t *count, bool linear)
{
    TRY(begin_lookups(op, a, volume, count, linear));
    for (int d = 0; d < 3; d++) {
        lookup *to = &a->sides[d];
        float ratio = to->count > 1 ? (float)(to->size - 1) / (float)(to->count - 1) : 0;
        for (int64_t i = 0; i < to->count; i++) {
            float at = ratio * (float)i;
            to->from[i] = (int32_t)(linear ? (int64_t)at : i * to->size / to->count);
            if (to->from[i] >= to->size) to->from[i] = (int32_t)to->size - 1;
            bool is_last = to->from[i] == to->size - 1;
            if (linear) to->more[i] = is_last ? 0 : at - (float)to->from[i];
        }
        to->doubled = !linear && to->count == 2 * to->size;
    }
    return CR_OK;
}

static cr_status scale_forward(const char *op, cr_tensor *output, const cr_tensor *input,
                               const int64_t *count, bool linear)
{
    lookups a = {.tables = NULL};
    TRY(check_forward(op, output, input));
    cr_status status = scale_lookups(op, &a, input->sizes + 2, count, linear);
    if (!status) status = run_forward(op, output, input, &a);
    end_lookups(&a);
    return status;
}

static cr_status scale_backward(const char *op, cr_tensor *grad_input,
                                const cr_tensor *grad_output, const int64_t *volume,
                                bool linear)
{
    lookups a = {.tables = NULL};
    TRY(check_backward(op, grad_input, grad_output));
    cr_status status = scale_lookups(op, &a, volume, grad_output->sizes + 2, linear);
    if (!status) status = run_backward(op, grad_input, grad_output, &a);
    end_lookups(&a);
    return status;
}

cr_status cr_upsample_nearest(cr_tensor *output, const cr_tensor *input, int64_t out_t,
                              int64_t out_h, int64_t out_w)
{
    const int64_t count[] = {out_t, out_h, out_w};
    return scale_forward("upsample_nearest", output, input, count, false);
}

cr_status cr_upsample_nearest_backward(cr_tensor *grad_input,
                                       const cr_tensor *grad_output, int64_t input_t,
                                       int64_t input_h, int64_t input_w)
{
    const int64_t volume[] = {input_t, input_h, input_w};
    return scale_backward("upsample_nearest", grad_input, grad_output, volume, false);
}

cr_status cr_upsample_linear(cr_tensor *output, const cr_tensor *input, int64_t out_t,
                             int64_t out_h, int64_t out_w)
{
    const int64_t count[] = {out_t, out_h, out_w};
    return scale_forward("upsample_linear", output, input, count, true);
}

cr_status cr_upsample_linear_backward(cr_tensor *grad_input, const cr_tensor *grad_output,
                                      int64_t input_t, int64_t input_h, int64_t input_w)
{
    const int64_t volume[] = {input_t, input_h, input_w};
    return scale_backward("upsample_linear", grad_input, grad_output, volume, true);
}
