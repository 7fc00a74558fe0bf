/* half.h - the two 16-bit floats as float and back, in integer arithmetic that
 * vectorises. */
#pragma once
#include <stdint.h>
#include <string.h>

static inline float float_of_bits(uint32_t bits)
{
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static inline uint32_t bits_of_float(float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static inline float float_of_bf16(uint16_t x)
{
    return float_of_bits((uint32_t)x << 16);
}

/* Round to nearest, ties to even; every NaN becomes one. */
static inline uint16_t bf16_of_float(float x)
{
    uint32_t bits = bits_of_float(x);
    uint16_t rounded = (bits + 0x7fff + (bits >> 16 & 1)) >> 16;
    return x != x ? 0x7fc0 : rounded;
}

/* Scaling by a power of two moves the exponent of normal numbers and normalises the
 * subnormal ones; infinities and NaNs need their exponent filled up. */
static inline float float_of_f16(uint16_t x)
{
    uint32_t sign = (uint32_t)(x & 0x8000) << 16, rest = (uint32_t)(x & 0x7fff) << 13;
    float scaled = float_of_bits(rest) * 0x1p112f;
    uint32_t bits = rest >= 0x0f800000 ? rest | 0x7f800000 : bits_of_float(scaled);
    return float_of_bits(sign | bits);
}

/* Adding a number whose last bit is the half's last bit rounds to it, ties to even. */
static inline uint16_t f16_of_float(float x)
{
    uint32_t bits = bits_of_float(x), sign = bits >> 16 & 0x8000;
    uint32_t magnitude = bits & 0x7fffffff;
    uint32_t subnormal = bits_of_float(float_of_bits(magnitude) + 0.5f) - 0x3f000000;
    uint32_t odd = magnitude >> 13 & 1;
    uint32_t normal = (magnitude - 0x38000000 + 0xfff + odd) >> 13;
    uint32_t half = magnitude < 0x38800000 ? subnormal : normal;
    half = magnitude >= 0x477ff000 ? 0x7c00 : half;
    half = magnitude > 0x7f800000 ? 0x7e00 : half;
    return (uint16_t)(sign | half);
}
