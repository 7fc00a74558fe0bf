/* normal.h - normal numbers as floats, many at a time, equal to those drawn one by one.
 * They are computed in double precision with an error far below that of a float, by
 * formulas that vectorise. Where so small an error could change the float, which is once
 * in thousands, the pair is done again with the C library. */
#pragma once
#include "sampler.h"

/* a * b + c, rounded once where that is one instruction: either is near enough. */
static inline double times_plus(double a, double b, double c)
{
#ifdef __FMA__
    return fma(a, b, c);
#else
    return a * b + c;
#endif
}

/* bits as a number from -2^31 to 2^31 - 1, plus 2^31. */
static inline double from_unsigned(uint32_t bits)
{
    return (double)(int32_t)(bits ^ 0x80000000u) + 0x1p31;
}

/* sqrt(-2 log(1 - y)) for y = bits / 2^32, to 2^-43. With 1 - y = m 2^k, m from sqrt(1/2)
 * to sqrt(2), and s = (m - 1) / (m + 1), log m = 2 (s + s^3 / 3 + s^5 / 5 + ...). */
INLINE double fast_radius(uint32_t bits)
{
    uint64_t v = bits_of_double(0x1p32 - from_unsigned(bits));
    uint64_t k = (v - 0x3fe6a09e667f3bcdu) >> 52;
    double m = double_of_bits(v - (k << 52));
    double exponent = double_of_bits(k | 0x4330000000000000u) - (0x1p52 + 32);
    double s = (m - 1) / (m + 1), z = s * s;
    double sum = 2.0 / 15;
    sum = times_plus(sum, z, 2.0 / 13);
    sum = times_plus(sum, z, 2.0 / 11);
    sum = times_plus(sum, z, 2.0 / 9);
    sum = times_plus(sum, z, 2.0 / 7);
    sum = times_plus(sum, z, 2.0 / 5);
    sum = times_plus(sum, z, 2.0 / 3);
    sum = times_plus(sum, z, 2.0);
    return sqrt(-2 * times_plus(sum, s, exponent * 0.6931471805599453));
}

/* cos and sin of 2 pi bits / 2^32, to 2^-43, by their series on an eighth of the circle
 * and the symmetries of the rest. */
INLINE void fast_turn(uint32_t bits, double *cosine, double *sine)
{
    uint32_t quarter = (bits + 0x20000000u) >> 30;
    double x = (double)(int32_t)(bits - (quarter << 30)) * (TWO_PI * 0x1p-32);
    double z = x * x;
    double s = 1 / 6227020800.0;
    s = times_plus(s, z, -1 / 39916800.0);
    s = times_plus(s, z, 1 / 362880.0);
    s = times_plus(s, z, -1 / 5040.0);
    s = times_plus(s, z, 1 / 120.0);
    s = times_plus(s, z, -1 / 6.0);
    s = times_plus(s * z, x, x);
    double c = -1 / 87178291200.0;
    c = times_plus(c, z, 1 / 479001600.0);
    c = times_plus(c, z, -1 / 3628800.0);
    c = times_plus(c, z, 1 / 40320.0);
    c = times_plus(c, z, -1 / 720.0);
    c = times_plus(c, z, 1 / 24.0);
    c = times_plus(c, z, -0.5);
    c = times_plus(c, z, 1);
    uint64_t swap = -(uint64_t)(quarter & 1), s_bits = bits_of_double(s);
    uint64_t differ = (s_bits ^ bits_of_double(c)) & swap, q = quarter;
    *cosine = double_of_bits((bits_of_double(c) ^ differ) ^ ((q + 1) & 2) << 62);
    *sine = double_of_bits((s_bits ^ differ) ^ (q & 2) << 62);
}

/* The pairs from 2 n bits, each number as the smallest and as the largest float that it
 * may be: the radius is below 7, so the error stays below 7 * 2^-43 deviations and a few
 * roundings of the mean. False if they differ somewhere. */
INLINE bool fast_pairs(const sampler *s, const uint32_t *bits, float *low, float *high,
                       int64_t n)
{
    double mean = s->a, deviation = s->b;
    double error = fabs(deviation) * 0x1p-40 + fabs(mean) * 0x1p-51;
    uint32_t doubt = 0;
    for (int64_t i = 0; i < n; i++) {
        double radius = fast_radius(bits[2 * i + 1]), cosine, sine;
        fast_turn(bits[2 * i], &cosine, &sine);
        double first = radius * cosine * deviation + mean;
        double second = radius * sine * deviation + mean;
        low[2 * i] = (float)(first - error);
        low[2 * i + 1] = (float)(second - error);
        high[2 * i] = (float)(first + error);
        high[2 * i + 1] = (float)(second + error);
    }
    for (int64_t i = 0; i < 2 * n; i++)
        doubt |= bits_of_float(low[i]) ^ bits_of_float(high[i]);
    return doubt == 0;
}

static inline void exact_pair(const sampler *s, const uint32_t *bits, float *y)
{
    double x = bits[0] * 0x1p-32, radius = normal_radius(bits[1] * 0x1p-32);
    y[0] = (float)(normal_number(x, radius, false) * s->b + s->a);
    y[1] = (float)(normal_number(x, radius, true) * s->b + s->a);
}

/* The next n <= RANDOM_BLOCK numbers. A waiting second one comes first; a last one
 * without a partner leaves one waiting. */
static inline void make_normal(const sampler *s, float *y, int64_t n)
{
    uint32_t bits[RANDOM_BLOCK];
    float high[RANDOM_BLOCK];
    cr_generator *generator = s->generator;
    if (n && generator->normal_is_cached) {
        *y++ = (float)draw_normal(generator, s->a, s->b);
        n--;
    }
    int64_t pairs = n / 2;
    twister_fill(generator, bits, 2 * pairs);
    if (!fast_pairs(s, bits, y, high, pairs))
        for (int64_t i = 0; i < pairs; i++)
            if (memcmp(y + 2 * i, high + 2 * i, 2 * sizeof *y))
                exact_pair(s, bits + 2 * i, y + 2 * i);
    if (n % 2) y[n - 1] = (float)draw_normal(generator, s->a, s->b);
}
