/* elementary_f32.h - functions of a float, at most 2 units in the last place from the
 * right result for every argument, without branches, calls or fused operations: loops
 * over them become vector code, and every level gives the same bits.
 * test/kernels/cpu/elementary.c measures them over all floats. */
#pragma once
#include "elementary_wide.h"
#include "half.h"

#define ROUND_F32 0x1.8p23f /* adding it rounds, as ROUND_WIDE does */

/* exp(x) = 2^n (1 + result): x less n log(2), and a polynomial.
 * |n| < 2^21. */
INLINE float exp_parts_f32(float x, uint32_t *n)
{
    float shifted = fused(x, 0x1.715476p+0f, ROUND_F32), whole = shifted - ROUND_F32;
    float r = fused(whole, 2.12194440e-4f, fused(whole, -0.693359375f, x));
    float p = 0x1.a18524p-13f;
    p = fused(p, r, 0x1.6d4924p-10f);
    p = fused(p, r, 0x1.1110a8p-7f);
    p = fused(p, r, 0x1.5554e4p-5f);
    p = fused(p, r, 0x1.555556p-3f);
    p = fused(p, r, 0.5f);
    *n = bits_of_float(shifted) - bits_of_float(ROUND_F32);
    return fused(r * r, p, r);
}

/* 2^n p: two factors reach the subnormal numbers, and round once. */
INLINE float scaled_f32(float p, uint32_t n)
{
    uint32_t half = (uint32_t)((int32_t)n >> 1);
    p = p * float_of_bits((half + 127) << 23);
    return p * float_of_bits((n - half + 127) << 23);
}

INLINE float exp_f32(float x)
{
    uint32_t n;
    x = x < -104 ? -104 : x;
    float p = exp_parts_f32(x > 89 ? 89 : x, &n);
    return scaled_f32(1 + p, n);
}

/* By z = exp(-|x|), which cannot overflow. Below 0 the result is near z, and what
 * rounding took from z and from 1 + z is put back. */
INLINE float sigmoid_f32(float x)
{
    uint32_t n;
    float a = fabsf(x), rest = exp_parts_f32(a > 104 ? -104 : -a, &n);
    float p = 1 + rest, z = scaled_f32(p, n), sum = 1 + z, y = (x < 0 ? z : 1) / sum;
    float lost = (rest - (p - 1)) * (2 - p) - (z - (sum - 1));
    return x < 0 ? fused(y, lost, y) : y;
}

/* Below 0.55 a polynomial, beyond it 1 - 2 / (exp(2 x) + 1). */
INLINE float tanh_f32(float x)
{
    uint32_t n;
    float a = fabsf(x), z = x * x;
    float p = -0x1.9b3cb4p-8f;
    p = fused(p, z, 0x1.5941b4p-6f);
    p = fused(p, z, -0x1.b92962p-5f);
    p = fused(p, z, 0x1.110d2ep-3f);
    p = fused(p, z, -0x1.55554ap-2f);
    float rest = exp_parts_f32(2 * (a > 10 ? 10 : a), &n);
    float e = (1 + rest) * float_of_bits((n + 127) << 23);
    float y = a < 0.55f ? fused(a, z * p, a) : 1 - 2 / (e + 1);
    return copysignf(y, x);
}

INLINE float log_f32(float x)
{
    uint32_t root_half = 0x3f3504f3;
    bool tiny = x < 0x1p-126f;
    float y = tiny ? x * 0x1p23f : x;
    uint32_t bits = bits_of_float(y);
    int32_t exponent = (int32_t)(bits - root_half) >> 23;
    float n = (float)exponent - (tiny ? 23 : 0);
    float f = float_of_bits(bits - ((uint32_t)exponent << 23)) - 1, z = f * f;
    float p = 0x1.1b42b0p-4f;
    p = fused(p, f, -0x1.e2e984p-4f);
    p = fused(p, f, 0x1.e6508ep-4f);
    p = fused(p, f, -0x1.fb4330p-4f);
    p = fused(p, f, 0x1.2332c2p-3f);
    p = fused(p, f, -0x1.5562e4p-3f);
    p = fused(p, f, 0x1.99a546p-3f);
    p = fused(p, f, -0x1.ffffeep-3f);
    p = fused(p, f, 0x1.555546p-2f);
    float rest = (f * z * p - n * 2.12194440e-4f) - 0.5f * z;
    float result = (f + rest) + n * 0.693359375f;
    result = x > 0x1.fffffep127f ? x : result;
    return x > 0 ? result : x == 0 ? -INFINITY : NAN;
}

/* log(u) with u = 1 + x rounded, and what rounding took away. */
INLINE float log1p_f32(float x)
{
    double u = 1 + (double)x, lost = (double)x - (u - 1);
    float result = (float)(log_wide(u) + lost);
    result = fabsf(x) < 0x1p-30f || x > 0x1.fffffep127f ? x : result;
    return x > -1 ? result : x == -1 ? -INFINITY : NAN;
}

/* exp(y log |x|), its sign, and the exceptions of C's pow. */
INLINE float pow_f32(float x, float y)
{
    float a = fabsf(x), size = fabsf(y);
    double logarithm = a == 0 ? -INFINITY : a > 0x1.fffffep127f ? a : log_wide(a);
    float power = (float)exp_wide(y * logarithm);
    bool whole = truncf(size) == size, odd = whole & (truncf(size / 2) * 2 != size);
    float result = odd ? copysignf(power, x) : power;
    result = (x < 0) & (a <= 0x1.fffffep127f) & !whole ? NAN : result;
    result = (a == 1) & (size > 0x1.fffffep127f) ? 1 : result;
    result = (x != x) | (y != y) ? x + y : result;
    return (x == 1) | (y == 0) ? 1 : result;
}

/* For |x| < FAR_F32; pointwise.c takes others one by one. */
#define FAR_F32 0x1p20f
INLINE float sin_f32(float x)
{
    angle a = angle_of(x);
    float y = (float)sine_in(a, a.quadrant);
    return x == 0 ? x : y;
}

INLINE float cos_f32(float x)
{
    angle a = angle_of(x);
    return (float)sine_in(a, a.quadrant + 1);
}

INLINE float tan_f32(float x)
{
    float y = (float)tangent_of(angle_of(x));
    return x == 0 ? x : y;
}

INLINE float atan_f32(float x)
{
    return copysignf((float)atan_wide(fabsf(x)), x);
}

/* Beyond 1/2 by arcsin(x) = pi / 2 - 2 arcsin(sqrt((1 - x) / 2)). */
INLINE float asin_f32(float x)
{
    double a = fabsf(x), z = a > 0.5 ? (1 - a) / 2 : a * a;
    double y = asin_wide(a > 0.5 ? sqrt(z) : a, z);
    return copysignf((float)(a > 0.5 ? 0x1.921fb54442d18p+0 - 2 * y : y), x);
}

INLINE float acos_f32(float x)
{
    double a = fabsf(x), z = a > 0.5 ? (1 - a) / 2 : a * a;
    double y = asin_wide(a > 0.5 ? sqrt(z) : a, z);
    double far = x < 0 ? 0x1.921fb54442d18p+1 - 2 * y : 2 * y;
    double near = x < 0 ? 0x1.921fb54442d18p+0 + y : 0x1.921fb54442d18p+0 - y;
    return (float)(a > 0.5 ? far : near);
}

/* (t + t / (t + 1)) / 2 with t = exp(|x|) - 1. */
INLINE float sinh_f32(float x)
{
    double t = expm1_wide(fabsf(x));
    return copysignf((float)((t + t / (t + 1)) / 2), x);
}

INLINE float cosh_f32(float x)
{
    double e = exp_wide(fabsf(x));
    return (float)((e + 1 / e) / 2);
}

/* erf(x): x and a polynomial below 0.92, beyond it 1 - exp(polynomial). */
INLINE float erf_f32(float x)
{
    float a = fabsf(x), z = a * a;
    float p = -0x1.3b7b22p-11f;
    p = fused(p, z, 0x1.479918p-8f);
    p = fused(p, z, -0x1.b69c8ep-6f);
    p = fused(p, z, 0x1.ce1bb8p-4f);
    p = fused(p, z, -0x1.8126eep-2f);
    p = fused(p, z, 0x1.06eba6p-3f);
    float t = a > 4 ? 4 : a;
    float q = -0x1.61ea26p-16f;
    q = fused(q, t, 0x1.c790e2p-12f);
    q = fused(q, t, -0x1.115abep-8f);
    q = fused(q, t, 0x1.9b8e76p-6f);
    q = fused(q, t, -0x1.bb83e2p-4f);
    q = fused(q, t, -0x1.44460cp-1f);
    q = fused(q, t, -0x1.2127e4p+0f);
    q = fused(q, t, 0x1.6e5616p-13f);
    return copysignf(a < 0.92f ? fused(a, p, a) : 1 - exp_f32(q), x);
}

/* Halves away from 0: the number below 1/2 keeps those below a half where they are. */
INLINE float round_f32(float x)
{
    return truncf(x + copysignf(0x1.fffffep-2f, x));
}

INLINE double round_f64(double x)
{
    return trunc(x + copysign(0x1.fffffffffffffp-2, x));
}
