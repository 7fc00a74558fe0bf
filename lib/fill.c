/* fill.c - checks the arguments of sequences, then runs their kernel. */
#include <math.h>
#include "prepare.h"

/* Numbers first + i * step, or 10 to the power of them, for i < count. */
static cr_status sequence(const char *op, cr_tensor *output, double first, double step,
                          int64_t count, int power)
{
    double last = first + (double)(count - 1) * step;
    bool whole = !is_float(output->dtype) && !power;
    TRY(holds(op, "first number", output, whole ? trunc(first) : 0));
    TRY(holds(op, "last number", output, whole ? trunc(last) : 0));
    TRY(output_of(op, output, 1, &count));
    RUN(sequence, output, first, step, power);
}

cr_status cr_range(cr_tensor *output, double first, double last, double step)
{
    TRY(valid("range", "result", output));
    REQUIRE(step != 0 && isfinite(step), CR_BAD_ARGUMENT,
            "range: step is %g, expected a number other than 0", step);
    REQUIRE(isfinite(first) && isfinite(last), CR_BAD_ARGUMENT,
            "range: first is %g and last %g, expected finite numbers", first, last);
    REQUIRE((last - first) / step >= 0, CR_BAD_ARGUMENT,
            "range: step is %g, expected one that leads from %g to %g", step, first,
            last);
    double count = floor((last - first) / step) + 1;
    REQUIRE(count < 0x1p60, CR_BAD_ARGUMENT, "range: %g elements, expected fewer", count);
    TRY(holds("range", "step", output, step));
    return sequence("range", output, first, step, (int64_t)count, 0);
}

static cr_status spaced(const char *op, cr_tensor *output, double first, double last,
                        int64_t count, int power)
{
    TRY(valid(op, "result", output));
    REQUIRE(isfinite(first) && isfinite(last), CR_BAD_ARGUMENT,
            "%s: first is %g and last %g, expected finite numbers", op, first, last);
    REQUIRE(count > 1 || (count == 1 && first == last), CR_BAD_ARGUMENT,
            "%s: count is %lld, expected 2 or more", op, (long long)count);
    double step = count == 1 ? 0 : (last - first) / (double)(count - 1);
    return sequence(op, output, first, step, count, power);
}

cr_status cr_linspace(cr_tensor *output, double first, double last, int64_t count)
{
    return spaced("linspace", output, first, last, count, 0);
}

cr_status cr_logspace(cr_tensor *output, double first, double last, int64_t count)
{
    return spaced("logspace", output, first, last, count, 1);
}

cr_status cr_eye(cr_tensor *output, int64_t rows, int64_t columns)
{
    REQUIRE(rows > 0 && columns > 0, CR_BAD_ARGUMENT,
            "eye: size is %lld x %lld, expected 1 or more", (long long)rows,
            (long long)columns);
    TRY(output_of("eye", output, 2, (int64_t[]){rows, columns}));
    TRY(cr_fill(output, 0));
    cr_tensor diagonal = *output;
    diagonal.ndim = 1;
    diagonal.sizes[0] = rows < columns ? rows : columns;
    diagonal.strides[0] = output->strides[0] + output->strides[1];
    return cr_fill(&diagonal, 1);
}
