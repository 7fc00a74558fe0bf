/* elementary_wide.h - functions of a double, right to ten digits: the inner steps of f32
 * functions whose results are then rounded once. Basic arithmetic only, in a fixed order,
 * so every level gives the same bits. Polynomials are minimax, fitted by Remez' exchange.
 */
#pragma once
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* a * b + c, rounded once where the level has the instruction, else twice. */
#ifdef __FMA__
#define fused(a, b, c)                                                                   \
    _Generic((a), float : __builtin_fmaf, default : __builtin_fma)(a, b, c)
#else
#define fused(a, b, c) ((a) * (b) + (c))
#endif

#define INLINE static inline __attribute__((always_inline))

static inline uint64_t bits_of_double(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static inline double double_of_bits(uint64_t bits)
{
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* Adding this rounds to whole numbers, which then stand in the lowest bits. */
#define ROUND_WIDE 0x1.8p52

/* log(x) for normal x > 0, by log((1 + s) / (1 - s)) = 2 s + ... */
INLINE double log_wide(double x)
{
    const uint64_t one = (uint64_t)1023 << 52, root_half = 0x3fe6a09e667f3bcd;
    uint64_t bits = bits_of_double(x), moved = bits - root_half + one;
    double n = double_of_bits(0x4330000000000000 | moved >> 52) - (0x1p52 + 1023);
    double f = double_of_bits(bits - (moved & 0xfff0000000000000) + one) - 1;
    double s = f / (2 + f), z = s * s;
    double p = 0x1.8c966af068567p-3;
    p = fused(p, z, 0x1.c67a41f97e911p-3);
    p = fused(p, z, 0x1.24932541851d4p-2);
    p = fused(p, z, 0x1.999998c8fcc8ap-2);
    p = fused(p, z, 0x1.555555556523dp-1);
    return n * 0x1.62e42fefa39efp-1 + (2 * s + s * z * p);
}

/* exp(x) - 1 - r and r, where exp(x) = scale * (1 + r + rest); |x| <= 200. */
typedef struct exponential {
    double scale, r, rest;
} exponential;

INLINE exponential exponential_of(double x)
{
    double shifted = fused(x, 0x1.71547652b82fep+0, ROUND_WIDE), n = shifted - ROUND_WIDE;
    double r = fused(-n, 0x1.a39ef35793c76p-33, fused(-n, 0x1.62e42feep-1, x));
    double p = 0x1.a160ba248a06bp-16;
    p = fused(p, r, 0x1.a157b16d59071p-13);
    p = fused(p, r, 0x1.6c164dbd42a56p-10);
    p = fused(p, r, 0x1.1110c32de752fp-7);
    p = fused(p, r, 0x1.55555570975e4p-5);
    p = fused(p, r, 0x1.555555686c9cfp-3);
    p = fused(p, r, 0x1.fffffffffbb9fp-2);
    double scale = double_of_bits((bits_of_double(shifted) + 1023) << 52);
    return (exponential){scale, r, r * r * p};
}

INLINE double limit_wide(double x)
{
    x = x < -200 ? -200 : x;
    return x > 200 ? 200 : x;
}

INLINE double exp_wide(double x)
{
    exponential e = exponential_of(limit_wide(x));
    return e.scale * (1 + (e.r + e.rest));
}

INLINE double expm1_wide(double x)
{
    exponential e = exponential_of(limit_wide(x));
    return e.scale * (e.r + e.rest) + (e.scale - 1);
}

/* Sine and cosine of x less the nearest multiple of pi / 2, whose number's lowest bits
 * are those of `quadrant`. |x| < 2^20: the product with 33 bits of pi / 2 is exact. */
typedef struct angle {
    double sine, cosine;
    uint64_t quadrant;
} angle;

INLINE angle angle_of(double x)
{
    double shifted = fused(x, 0x1.45f306dc9c883p-1, ROUND_WIDE), n = shifted - ROUND_WIDE;
    double r = fused(-n, 0x1.0b4611a626331p-34, fused(-n, 0x1.921fb544p+0, x)), z = r * r;
    double s = 0x1.6dbe150ed6f73p-19;
    s = fused(s, z, -0x1.a013a7e47173dp-13);
    s = fused(s, z, 0x1.11110def978ccp-7);
    s = fused(s, z, -0x1.555555545e557p-3);
    double c = -0x1.2474dae8eb308p-22;
    c = fused(c, z, 0x1.a01298d2bba14p-16);
    c = fused(c, z, -0x1.6c16bae6115a4p-10);
    c = fused(c, z, 0x1.555555514fc2ep-5);
    c = fused(c, z, -0x1.fffffffffe69cp-2);
    return (angle){r + r * z * s, 1 + z * c, bits_of_double(shifted)};
}

/* sin of the angle in the next quadrant is cos. */
INLINE double sine_in(angle a, uint64_t quadrant)
{
    double value = quadrant & 1 ? a.cosine : a.sine;
    return quadrant & 2 ? -value : value;
}

INLINE double tangent_of(angle a)
{
    double up = a.quadrant & 1 ? -a.cosine : a.sine;
    return up / (a.quadrant & 1 ? a.sine : a.cosine);
}

/* arctan(x), x >= 0: by 1 / x above 1 and by (x - 1) / (x + 1) above tan(pi / 8). */
INLINE double atan_wide(double x)
{
    double t = x > 1 ? 1 / x : x;
    double u = t > 0x1.a827999fcef32p-2 ? (t - 1) / (t + 1) : t, z = u * u;
    double p = 0x1.9e36572a10dd4p-5;
    p = fused(p, z, -0x1.616af0847659ap-4);
    p = fused(p, z, 0x1.c581c68d1b46dp-4);
    p = fused(p, z, -0x1.248a496935219p-3);
    p = fused(p, z, 0x1.99997c34fc8eep-3);
    p = fused(p, z, -0x1.5555554c9052ep-2);
    double y = u + u * z * p;
    y = t > 0x1.a827999fcef32p-2 ? 0x1.921fb54442d18p-1 + y : y;
    return x > 1 ? 0x1.921fb54442d18p+0 - y : y;
}

/* arcsin(s) where z = s^2 <= 1/4. */
INLINE double asin_wide(double s, double z)
{
    double p = 0x1.e3eedb1646228p-6;
    p = fused(p, z, 0x1.5783be5c00edcp-8);
    p = fused(p, z, 0x1.3d712ab3aa001p-6);
    p = fused(p, z, 0x1.6a6d4a20abc0cp-6);
    p = fused(p, z, 0x1.f20d2aa250ad0p-6);
    p = fused(p, z, 0x1.6db5b93e2aa56p-5);
    p = fused(p, z, 0x1.333334fb3af51p-4);
    p = fused(p, z, 0x1.55555554dfe7fp-3);
    return s + s * z * p;
}
