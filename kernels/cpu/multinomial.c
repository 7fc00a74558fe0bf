/* multinomial.c - draws category numbers from weights, by bisection of their sums. */
#define THIS_FILE "multinomial.c"
#define KERNELS "ops/kernels/random.def"
#include "each_float.h"
#include "sampler.h"

#ifdef DTYPE

/* Check the weights of a row; *positive becomes their number. */
static cr_status NAME(weigh)(const real *p, int64_t step, int64_t count,
                             int64_t *positive)
{
    double sum = 0;
    *positive = 0;
    for (int64_t i = 0; i < count; i++) {
        double weight = load(p[i * step]);
        REQUIRE(weight >= 0, CR_BAD_ARGUMENT,
                "multinomial: p contains %.14g, expected numbers from 0 on", weight);
        sum += weight;
        *positive += weight > 0;
    }
    REQUIRE(sum > 0 && isfinite(sum), CR_BAD_ARGUMENT,
            "multinomial: the weights of a row sum to %.14g, expected a positive number",
            sum);
    return CR_OK;
}

/* Weights to sums from the first on, the last of which is 1. */
static void NAME(accumulate)(const real *p, int64_t step, int64_t count, accum *sums,
                             uint8_t *taken)
{
    double sum = 0;
    for (int64_t i = 0; i < count; i++) {
        double weight = load(p[i * step]);
        taken[i] = weight == 0;
        sum += weight;
        sums[i] = (accum)sum;
    }
    for (int64_t i = 0; i < count; i++) sums[i] = (accum)(sums[i] / sum);
}

/* The first category whose sum reaches u. Rounding may lead to one that is not to be had;
 * then it is the nearest that is. */
static int64_t NAME(choose)(accum *sums, const uint8_t *taken, int64_t count, double u)
{
    int64_t low = 0, high = count;
    sums[count - 1] = 1;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (sums[middle] < u)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == count) low--;
    int64_t chosen = low;
    while (chosen < count && taken[chosen]) chosen++;
    if (chosen < count) return chosen;
    while (taken[low]) low--;
    return low;
}

/* Take a category out of the sums, which end at 1 again. */
static void NAME(withdraw)(accum *sums, uint8_t *taken, int64_t count, int64_t chosen)
{
    accum mass = sums[chosen] - (chosen ? sums[chosen - 1] : 0);
    accum rest = (accum)(1.0 - (double)mass);
    taken[chosen] = 1;
    for (int64_t i = 0; i < count; i++)
        sums[i] = (i >= chosen ? sums[i] - mass : sums[i]) / rest;
}

static cr_status NAME(multinomial)(cr_tensor *output, cr_generator *generator,
                                   const cr_tensor *p, int replace, cr_tensor *cumulative,
                                   cr_tensor *taken)
{
    int last = p->ndim - 1;
    int64_t rows = last ? p->sizes[0] : 1, count = p->sizes[last], positive;
    int64_t draws = output->sizes[last];
    for (int64_t i = 0; i < rows; i++) {
        const real *row = (const real *)first_of(p) + (last ? i * p->strides[0] : 0);
        TRY(NAME(weigh)(row, p->strides[last], count, &positive));
        REQUIRE(replace || positive >= draws, CR_BAD_ARGUMENT,
                "multinomial: n is %lld, but only %lld weights of a row are positive",
                (long long)draws, (long long)positive);
    }
    accum *sums = first_of(cumulative);
    uint8_t *gone = first_of(taken);
    for (int64_t i = 0; i < rows; i++) {
        const real *row = (const real *)first_of(p) + (last ? i * p->strides[0] : 0);
        int64_t *y = (int64_t *)first_of(output) + (last ? i * output->strides[0] : 0);
        NAME(accumulate)(row, p->strides[last], count, sums, gone);
        for (int64_t j = 0; j < draws; j++) {
            int64_t chosen = NAME(choose)(sums, gone, count, draw_unit(generator));
            y[j * output->strides[last]] = chosen + 1;
            if (!replace) NAME(withdraw)(sums, gone, count, chosen);
        }
    }
    return CR_OK;
}

#else

cr_status CPU(multinomial)(cr_tensor *output, cr_generator *generator, const cr_tensor *p,
                           int replace, cr_tensor *cumulative, cr_tensor *taken)
{
    static multinomial_kernel *const by_dtype[] = {EACH_FLOAT(ENTRY, multinomial)};
    return by_dtype[p->dtype](output, generator, p, replace, cumulative, taken);
}

#endif
