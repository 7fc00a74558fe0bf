/* histogram.c - finds the range of histograms, then runs their kernel. */
#include <math.h>
#include "result.h"

/* The range that the elements tell, if low and high are equal. */
static cr_status range_of(const char *op, const cr_tensor *input, double *low,
                          double *high)
{
    if (*low == *high) {
        REQUIRE(cr_tensor_count(input), CR_BAD_SHAPE,
                "%s: tensor is %s, expected at least one element, or min and max", op,
                describe(input));
        TRY(cr_min_all(low, input));
        TRY(cr_max_all(high, input));
    }
    REQUIRE(*low == *low && *high == *high, CR_BAD_ARGUMENT,
            "%s: there is NaN in the tensor or the range; give numbers as min and max",
            op);
    if (*low == *high) *low -= 1, *high += 1;
    REQUIRE(isfinite(*high - *low) && *low <= *high, CR_BAD_ARGUMENT,
            "%s: range is %g to %g, expected finite numbers in order", op, *low, *high);
    return CR_OK;
}

static cr_status count(const char *op, cr_tensor *output, const cr_tensor *input,
                       int ndim, int64_t bins, double low, double high)
{
    prepared p = {.count = 0};
    cr_tensor before = *output;
    int64_t sizes[2] = {input->sizes[0], bins};
    cr_status status = packed(&p, &input);
    cr_tensor rows = *input;
    rows.ndim = 2;
    if (ndim == 1) rows.sizes[0] = 1, rows.sizes[1] = cr_tensor_count(input);
    input = &rows;
    if (!status)
        status = output_apart(&p, op, output, ndim, ndim == 1 ? &bins : sizes, &input);
    result made = {.output = NULL};
    if (!status) status = begin_result(&made, output, false);
    if (!status) {
        cr_tensor seen = *made.target;
        seen.ndim = 2, seen.sizes[0] = rows.sizes[0], seen.sizes[1] = bins;
        status =
            end_result(&made, backend_of(output)->histogram(&seen, input, low, high));
    }
    release_prepared(&p);
    return keep_shape(status, output, &before);
}

static cr_status check(const char *op, const cr_tensor *output, const cr_tensor *input,
                       int64_t bins)
{
    TRY(floating(op, "tensor", input));
    TRY(same_dtype(op, "result", output, "tensor", input));
    REQUIRE(bins >= 1 && bins <= 1 << 30, CR_BAD_ARGUMENT,
            "%s: bins is %lld, expected 1 to 2^30", op, (long long)bins);
    return CR_OK;
}

cr_status cr_histc(cr_tensor *output, const cr_tensor *input, int64_t bins, double low,
                   double high)
{
    TRY(check("histc", output, input, bins));
    TRY(range_of("histc", input, &low, &high));
    return count("histc", output, input, 1, bins, low, high);
}

cr_status cr_bhistc(cr_tensor *output, const cr_tensor *input, int64_t bins, double low,
                    double high)
{
    TRY(check("bhistc", output, input, bins));
    TRY(has_ndim("bhistc", "tensor", input, 2, "rows of numbers, N x n"));
    TRY(range_of("bhistc", input, &low, &high));
    return count("bhistc", output, input, 2, bins, low, high);
}
