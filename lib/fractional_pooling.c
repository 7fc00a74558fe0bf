/* fractional_pooling.c - checks the arguments of fractional max-pooling, makes its random
 * windows, then runs the kernel of all max-pooling. */
#include "cresset/pooling3d.h"
#include "storage.h"
#include "windows.h"

static const char *const op = "fractional_max_pool";

static cr_status check(const cr_tensor *input, const cr_tensor *samples,
                       const int64_t *pool, const int64_t *out)
{
    static const char *const names[][2] = {{"pool size T", "output size T"},
                                           {"pool size H", "output size H"},
                                           {"pool size W", "output size W"}};
    TRY(has_ndim(op, "input", input, 5, "N x C x T x H x W"));
    TRY(same_dtype(op, "samples", samples, "input", input));
    REQUIRE(samples->ndim == 3 && samples->sizes[0] == input->sizes[0] &&
                samples->sizes[1] == input->sizes[1] &&
                (samples->sizes[2] == 3 || (samples->sizes[2] == 2 && out[0] == 1)),
            CR_BAD_SHAPE, "%s: samples is %s, expected %lldx%lldx3 for input %s", op,
            describe(samples), (long long)input->sizes[0], (long long)input->sizes[1],
            describe(input));
    for (int d = 0; d < 3; d++) {
        int64_t size = input->sizes[2 + d];
        TRY(at_least(op, names[d][0], pool[d], 1));
        TRY(at_least(op, names[d][1], out[d], 1));
        REQUIRE(out[d] + pool[d] - 1 <= size, CR_BAD_SHAPE,
                "%s: input %s has %lld elements along a side, too few for %lld windows "
                "of %lld",
                op, describe(input), (long long)size, (long long)out[d],
                (long long)pool[d]);
    }
    return CR_OK;
}

/* The corners of the windows of one side, in the precision of the input's type. */
static void place_corners(int32_t *first, int64_t count, double sample, double room,
                          bool in_double)
{
    double step = count > 1 ? room / (double)(count - 1) : 0;
    float narrow_step = (float)room / (float)(count - 1), narrow = (float)sample;
    for (int64_t i = 0; i < count - 1; i++)
        first[i] = in_double
                       ? (int32_t)(((double)i + sample) * step) - (int32_t)(sample * step)
                       : (int32_t)(((float)i + narrow) * narrow_step) -
                             (int32_t)(narrow * narrow_step);
    first[count - 1] = (int32_t)room;
}

static cr_status place_windows(boxes *b, const cr_tensor *samples, const int64_t *pool,
                               bool in_double)
{
    int64_t planes = samples->sizes[0] * samples->sizes[1], given = samples->sizes[2];
    const double *sample = first_of(samples);
    for (int64_t i = 0; i < planes * given; i++)
        REQUIRE(sample[i] >= 0 && sample[i] <= 1, CR_BAD_ARGUMENT,
                "%s: a sample is %g, expected 0 to 1", op, sample[i]);
    for (int64_t plane = 0; plane < planes; plane++, sample += given)
        for (int d = 0; d < 3; d++) {
            side *to = &b->sides[d];
            int64_t room = to->size - pool[d];
            int32_t *first = to->first + plane * to->next;
            int32_t *last = to->last + plane * to->next;
            place_corners(first, to->count, 2 - d < given ? sample[2 - d] : 0,
                          (double)room, in_double);
            for (int64_t i = 0; i < to->count; i++) {
                if (first[i] > room) first[i] = (int32_t)room;
                last[i] = first[i] + (int32_t)pool[d];
            }
        }
    return CR_OK;
}

cr_status cr_fractional_max_pool(cr_tensor *output, cr_tensor *indices,
                                 const cr_tensor *input, const cr_tensor *samples,
                                 int64_t pool_t, int64_t pool_h, int64_t pool_w,
                                 int64_t out_t, int64_t out_h, int64_t out_w)
{
    const int64_t pool[] = {pool_t, pool_h, pool_w}, out[] = {out_t, out_h, out_w};
    TRY(floating(op, "input", input));
    TRY(same_dtype(op, "output", output, "input", input));
    TRY(is_indices(op, indices));
    TRY(check(input, samples, pool, out));
    cr_tensor wide = {.dtype = CR_F64};
    boxes b = {.tables = NULL};
    cr_status status = cr_tensor_create(&wide, CR_F64, 3, samples->sizes);
    if (!status) status = cr_copy(&wide, samples);
    int64_t planes = samples->sizes[0] * samples->sizes[1];
    if (!status) status = begin_boxes(op, &b, input->sizes + 2, out, planes);
    if (!status) status = place_windows(&b, &wide, pool, input->dtype == CR_F64);
    if (!status) status = run_boxes(op, output, indices, input, &b, 5);
    end_boxes(&b);
    cr_tensor_release(&wide);
    return status;
}
