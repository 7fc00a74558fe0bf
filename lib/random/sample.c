/* sample.c - checks the arguments of random tensors, then runs their kernels. */
#include <math.h>
#include <stdlib.h>
#include "prepare.h"
#include "random/draw.h"

/* The integer types take only the distributions over whole numbers. The largest geometric
 * number comes from the smallest 1 - U, 2^-32. */
static cr_status takes(const cr_tensor *output, int distribution, double a)
{
    if (distribution == CR_GEOMETRIC) {
        double largest = floor(32 * log(2) / -log(a)) + 1;
        REQUIRE(!holds("geometric", "largest number", output, largest), CR_BAD_ARGUMENT,
                "geometric: p is %.14g, for numbers up to %.14g, too large for %s", a,
                largest, cr_dtype_torch_name(output->dtype));
        return CR_OK;
    }
    return distribution == CR_BERNOULLI ? CR_OK : floating("random", "tensor", output);
}

cr_status cr_sample(cr_tensor *output, cr_generator *generator, int distribution,
                    double a, double b)
{
    TRY(suits(distribution, a, b));
    TRY(valid("random", "tensor", output));
    TRY(takes(output, distribution, a));
    TRY(ready("random", &generator));
    TRY(output_like("random", output, output));
    RUN(sample, output, generator, distribution, a, b);
}

cr_status cr_sample_integers(cr_tensor *output, cr_generator *generator, int64_t low,
                             int64_t high)
{
    TRY(valid("random", "tensor", output));
    TRY(is_range(low, high));
    TRY(holds("random", "lower bound", output, (double)low));
    TRY(holds("random", "upper bound", output, (double)high));
    TRY(ready("random", &generator));
    TRY(output_like("random", output, output));
    RUN(sample_integers, output, generator, low, (uint64_t)high - (uint64_t)low + 1);
}

cr_status cr_sample_all(cr_tensor *output, cr_generator *generator)
{
    static const int64_t largest[] = {
        [CR_U8] = UINT8_MAX,  [CR_I8] = INT8_MAX,    [CR_I16] = INT16_MAX,
        [CR_I32] = INT32_MAX, [CR_I64] = UINT32_MAX, [CR_F16] = 1 << 11,
        [CR_BF16] = 1 << 8,   [CR_F32] = 1 << 24,    [CR_F64] = UINT32_MAX,
    };
    TRY(valid("random", "tensor", output));
    return cr_sample_integers(output, generator, 0, largest[output->dtype]);
}

cr_status cr_bernoulli(cr_tensor *output, cr_generator *generator, const cr_tensor *p)
{
    TRY(valid("bernoulli", "tensor", output));
    TRY(floating("bernoulli", "p", p));
    TRY(ready("bernoulli", &generator));
    TRY(output_like("bernoulli", output, output));
    cr_tensor wide = {0};
    prepared inputs = {.count = 0};
    cr_status status = cr_tensor_create(&wide, CR_F64, p->ndim, p->sizes);
    if (!status) status = cr_copy(&wide, p);
    p = &wide;
    if (!status) status = conform(&inputs, "bernoulli", "p", output, &p);
    if (!status) status = backend_of(output)->bernoulli(output, generator, p);
    release_prepared(&inputs);
    cr_tensor_release(&wide);
    return status;
}

/* The largest whole number below which a type holds every other, too. */
static double holds_up_to(int dtype)
{
    return dtype == CR_F16 ? 0x1p11 : dtype == CR_BF16 ? 0x1p8 : 0x1p24;
}

cr_status cr_randperm(cr_tensor *output, cr_generator *generator, int64_t count)
{
    TRY(valid("randperm", "result", output));
    REQUIRE(count >= 1 && count <= UINT32_MAX, CR_BAD_ARGUMENT,
            "randperm: n is %lld, expected 1 to %lld", (long long)count,
            (long long)UINT32_MAX);
    TRY(holds("randperm", "n", output, (double)count));
    REQUIRE(!is_float(output->dtype) || output->dtype == CR_F64 ||
                (double)count <= holds_up_to(output->dtype),
            CR_BAD_ARGUMENT, "randperm: n is %lld, too large for %s", (long long)count,
            cr_dtype_torch_name(output->dtype));
    TRY(ready("randperm", &generator));
    uint32_t *order = malloc((size_t)count * sizeof *order);
    REQUIRE(order, CR_NO_MEMORY, "randperm: no memory for %lld numbers",
            (long long)count);
    cr_status status = output_of("randperm", output, 1, &count);
    if (!status) status = backend_of(output)->randperm(output, generator, order);
    free(order);
    return status;
}
