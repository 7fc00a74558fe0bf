/* random.c - fills tensors with random numbers, in row-major order. */
#define THIS_FILE "random.c"
#define KERNELS "ops/kernels/random.def"
#include "each_dtype.h"
#include "normal.h"
#include "runs.h"

#ifdef DTYPE

/* Each of these makes the next n <= RANDOM_BLOCK numbers, side by side. */
static void NAME(make_uniform)(const sampler *s, real *y, int64_t n)
{
    uint32_t bits[RANDOM_BLOCK];
    double range = s->b - s->a, low = s->a;
    twister_fill(s->generator, bits, n);
    for (int64_t i = 0; i < n; i++)
        y[i] = store((accum)(bits[i] * 0x1p-32 * range + low));
}

static void NAME(make_bernoulli)(const sampler *s, real *y, int64_t n)
{
    uint32_t bits[RANDOM_BLOCK], last = last_success(s->a);
    real zero = store(0), one = store(1);
    twister_fill(s->generator, bits, n);
    for (int64_t i = 0; i < n; i++) y[i] = bits[i] <= last ? one : zero;
}

static void NAME(make_integers)(const sampler *s, real *y, int64_t n)
{
    uint32_t bits[RANDOM_BLOCK];
    uint64_t inverse = UINT64_MAX / s->range + 1;
    twister_fill(s->generator, bits, n);
    for (int64_t i = 0; i < n; i++)
        y[i] = store((accum)(s->low + remainder_of(bits[i], s->range, inverse)));
}

static void NAME(make_each)(const sampler *s, real *y, int64_t n)
{
    for (int64_t i = 0; i < n; i++)
        y[i] = store((accum)draw_functions[s->distribution](s->generator, s->a, s->b));
}

static void NAME(make_normal)(const sampler *s, real *y, int64_t n)
{
    float numbers[RANDOM_BLOCK];
    if (sizeof(accum) > sizeof *numbers) {
        NAME(make_each)(s, y, n);
        return;
    }
    make_normal(s, numbers, n);
    for (int64_t i = 0; i < n; i++) y[i] = store((accum)numbers[i]);
}

static void NAME(sample_row)(const void *context, int64_t n, char *const *at,
                             const int64_t *stride)
{
    static void (*const make[])(const sampler *, real *, int64_t) = {
        [CR_UNIFORM] = NAME(make_uniform),     [CR_NORMAL] = NAME(make_normal),
        [CR_LOG_NORMAL] = NAME(make_each),     [CR_EXPONENTIAL] = NAME(make_each),
        [CR_CAUCHY] = NAME(make_each),         [CR_GEOMETRIC] = NAME(make_each),
        [CR_BERNOULLI] = NAME(make_bernoulli), [INTEGERS] = NAME(make_integers),
    };
    const sampler *s = context;
    real *y = (real *)at[0], apart[RANDOM_BLOCK];
    for (int64_t count; n > 0; n -= count, y += count * stride[0]) {
        count = n < RANDOM_BLOCK ? n : RANDOM_BLOCK;
        make[s->distribution](s, stride[0] == 1 ? y : apart, count);
        if (stride[0] == 1) continue;
        for (int64_t i = 0; i < count; i++) y[i * stride[0]] = apart[i];
    }
}

/* The next elements of a permutation of 0 to ..., counted from 1. */
static void NAME(permuted_row)(const void *context, int64_t n, char *const *at,
                               const int64_t *stride)
{
    const uint32_t **next = *(const uint32_t **const *)context;
    real *y = (real *)at[0];
    for (int64_t i = 0; i < n; i++)
        y[i * stride[0]] = store((accum)((int64_t)(*next)[i] + 1));
    *next += n;
}

static void NAME(bernoulli_row)(const void *context, int64_t n, char *const *at,
                                const int64_t *stride)
{
    const sampler *s = context;
    uint32_t bits[RANDOM_BLOCK];
    real *y = (real *)at[0], zero = store(0), one = store(1);
    const double *p = (const double *)at[1];
    for (int64_t count; n > 0; n -= count) {
        count = n < RANDOM_BLOCK ? n : RANDOM_BLOCK;
        twister_fill(s->generator, bits, count);
        for (int64_t i = 0; i < count; i++)
            y[i * stride[0]] = bits[i] <= p[i * stride[1]] * 0x1p32 ? one : zero;
        y += count * stride[0];
        p += count * stride[1];
    }
}

#else

static cr_status sampled(cr_tensor *output, const sampler *s)
{
    static row_function *const rows[] = {EACH_DTYPE(ENTRY, sample_row)};
    EACH_ROW_IN_ORDER(rows[output->dtype], s, output);
    return CR_OK;
}

cr_status CPU(sample)(cr_tensor *output, cr_generator *generator, int distribution,
                      double a, double b)
{
    return sampled(output, &(sampler){generator, distribution, a, b, 0, 1});
}

cr_status CPU(sample_integers)(cr_tensor *output, cr_generator *generator, int64_t low,
                               uint64_t range)
{
    return sampled(output, &(sampler){generator, INTEGERS, 0, 0, low, range});
}

static void improbable_row(const void *context, int64_t n, char *const *at,
                           const int64_t *stride)
{
    double *found = *(double *const *)context;
    const double *p = (const double *)at[0];
    for (int64_t i = 0; i < n; i++)
        if (!(p[i * stride[0]] >= 0 && p[i * stride[0]] <= 1)) *found = p[i * stride[0]];
}

cr_status CPU(bernoulli)(cr_tensor *output, cr_generator *generator, const cr_tensor *p)
{
    static row_function *const rows[] = {EACH_DTYPE(ENTRY, bernoulli_row)};
    double improbable = 0, *found = &improbable;
    EACH_ROW_IN_ORDER(improbable_row, &found, p);
    REQUIRE(improbable == 0, CR_BAD_ARGUMENT,
            "bernoulli: p contains %.14g, expected numbers from 0 to 1", improbable);
    sampler s = {.generator = generator};
    EACH_ROW_IN_ORDER(rows[output->dtype], &s, output, p);
    return CR_OK;
}

/* Exchange each element with one of those not behind it. The places of a block are worked
 * out first, so that memory is asked for them in time.
 * From: Durstenfeld (1964), Algorithm 235: random permutation, CACM 7(7). */
static void shuffle(cr_generator *generator, uint32_t *order, uint32_t count)
{
    uint32_t place[RANDOM_BLOCK];
    for (uint32_t i = 0; i < count; i++) order[i] = i;
    for (uint32_t first = 0; first + 1 < count; first += RANDOM_BLOCK) {
        uint32_t left = count - 1 - first, n = left < RANDOM_BLOCK ? left : RANDOM_BLOCK;
        twister_fill(generator, place, n);
        for (uint32_t i = 0; i < n; i++) {
            place[i] = place[i] % (count - first - i) + first + i;
            __builtin_prefetch(&order[place[i]], 1);
        }
        for (uint32_t i = 0; i < n; i++) {
            uint32_t kept = order[first + i];
            order[first + i] = order[place[i]];
            order[place[i]] = kept;
        }
    }
}

cr_status CPU(randperm)(cr_tensor *output, cr_generator *generator, uint32_t *order)
{
    static row_function *const rows[] = {EACH_DTYPE(ENTRY, permuted_row)};
    const uint32_t *next = order, **at = &next;
    shuffle(generator, order, (uint32_t)output->sizes[0]);
    EACH_ROW_IN_ORDER(rows[output->dtype], &at, output);
    return CR_OK;
}

#endif
