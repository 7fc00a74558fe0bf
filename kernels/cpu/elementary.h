/* elementary.h - the functions used in lib/ops, without branches or calls, so that the
 * compiler turns the loops around them into vector code. */
#pragma once
#include <math.h>
#include <stdint.h>
#include <string.h>
#include "elementary_f32.h"
#include <tgmath.h>

/* A float as a 64-bit integer; numbers out of range and NaN give the smallest, as the
 * instruction of x86-64 does. */
static inline int64_t whole_part_double(double x)
{
    return x >= -0x1p63 && x < 0x1p63 ? (int64_t)x : INT64_MIN;
}
#define whole_part(x) whole_part_double(x)

/* Integers: 64 bits wrap around, as in Torch7; narrower ones are computed in a wider
 * type. Division rounds towards 0; by 0 it is refused before the kernel runs. */
#define INTEGER_OPS(name, type, wide)                                                    \
    INLINE type negate_##name(type x)                                                    \
    {                                                                                    \
        return (type)(0 - (wide)x);                                                      \
    }                                                                                    \
    INLINE type magnitude_##name(type x)                                                 \
    {                                                                                    \
        return x < 0 ? (type)(0 - (wide)x) : x;                                          \
    }                                                                                    \
    INLINE type plus_##name(type x, type y)                                              \
    {                                                                                    \
        return (type)((wide)x + (wide)y);                                                \
    }                                                                                    \
    INLINE type minus_##name(type x, type y)                                             \
    {                                                                                    \
        return (type)((wide)x - (wide)y);                                                \
    }                                                                                    \
    INLINE type multiply_##name(type x, type y)                                          \
    {                                                                                    \
        return (type)((wide)x * (wide)y);                                                \
    }                                                                                    \
    INLINE type divide_##name(type x, type y)                                            \
    {                                                                                    \
        return y == 0 ? 0 : y == -1 ? (type)(0 - (wide)x) : x / y;                       \
    }                                                                                    \
    INLINE type modulo_##name(type x, type y)                                            \
    {                                                                                    \
        return y == 0 || y == -1 ? 0 : x % y;                                            \
    }                                                                                    \
    INLINE type remains_##name(type x, type y)                                           \
    {                                                                                    \
        type r = modulo_##name(x, y);                                                    \
        return r != 0 && (r < 0) != (y < 0) ? r + y : r;                                 \
    }                                                                                    \
    INLINE type power_##name(type x, type y)                                             \
    {                                                                                    \
        return (type)whole_part(pow((double)x, (double)y));                              \
    }                                                                                    \
    INLINE type shifted_left_##name(type x, type y)                                      \
    {                                                                                    \
        return y < 0 || y >= (type)(8 * sizeof x) ? 0 : (type)((wide)x << y);            \
    }                                                                                    \
    INLINE type shifted_right_##name(type x, type y)                                     \
    {                                                                                    \
        return y < 0 ? 0 : x >> (y < (type)(8 * sizeof x) ? y : 8 * (type)sizeof x - 1); \
    }
INTEGER_OPS(i32, int32_t, uint32_t)
INTEGER_OPS(i64, int64_t, uint64_t)
#undef INTEGER_OPS

#define FLOAT_OPS(name, type)                                                            \
    INLINE type negate_##name(type x)                                                    \
    {                                                                                    \
        return -x;                                                                       \
    }                                                                                    \
    INLINE type magnitude_##name(type x)                                                 \
    {                                                                                    \
        return fabs(x);                                                                  \
    }                                                                                    \
    INLINE type plus_##name(type x, type y)                                              \
    {                                                                                    \
        return x + y;                                                                    \
    }                                                                                    \
    INLINE type minus_##name(type x, type y)                                             \
    {                                                                                    \
        return x - y;                                                                    \
    }                                                                                    \
    INLINE type multiply_##name(type x, type y)                                          \
    {                                                                                    \
        return x * y;                                                                    \
    }                                                                                    \
    INLINE type divide_##name(type x, type y)                                            \
    {                                                                                    \
        return x / y;                                                                    \
    }                                                                                    \
    INLINE type modulo_##name(type x, type y)                                            \
    {                                                                                    \
        return fmod(x, y);                                                               \
    }                                                                                    \
    INLINE type remains_##name(type x, type y)                                           \
    {                                                                                    \
        return x - y * floor(x / y);                                                     \
    }                                                                                    \
    INLINE type power_##name(type x, type y)                                             \
    {                                                                                    \
        return _Generic((x), float : pow_f32, default : (pow))(x, y);                    \
    }                                                                                    \
    INLINE type shifted_left_##name(type x, type y)                                      \
    {                                                                                    \
        return x * exp2(y);                                                              \
    }                                                                                    \
    INLINE type shifted_right_##name(type x, type y)                                     \
    {                                                                                    \
        return x / exp2(y);                                                              \
    }
FLOAT_OPS(f32, float)
FLOAT_OPS(f64, double)
#undef FLOAT_OPS

#define BY_TYPE(f, x)                                                                    \
    _Generic((x), int32_t : f##_i32, int64_t : f##_i64, float : f##_f32, double : f##_f64)
#define negate(x) BY_TYPE(negate, x)(x)
#define magnitude(x) BY_TYPE(magnitude, x)(x)
#define plus(x, y) BY_TYPE(plus, x)(x, y)
#define minus(x, y) BY_TYPE(minus, x)(x, y)
#define multiply(x, y) BY_TYPE(multiply, x)(x, y)
#define divide(x, y) BY_TYPE(divide, x)(x, y)
#define modulo(x, y) BY_TYPE(modulo, x)(x, y)
#define remains(x, y) BY_TYPE(remains, x)(x, y)
#define power(x, y) BY_TYPE(power, x)(x, y)
#define shifted_left(x, y) BY_TYPE(shifted_left, x)(x, y)
#define shifted_right(x, y) BY_TYPE(shifted_right, x)(x, y)

static inline double sigmoid_f64(double x)
{
    return 1 / (1 + exp(-x));
}

/* Of a float our own, of a double the C library's. */
#define OUR_FLOAT(f, x) _Generic((x), float : f##_f32, default : f)(x)
#undef exp
#undef log
#undef log1p
#undef sin
#undef cos
#undef tan
#undef asin
#undef acos
#undef atan
#undef sinh
#undef cosh
#undef tanh
#undef erf
#undef round
#undef pow
#define exp(x) OUR_FLOAT(exp, x)
#define log(x) OUR_FLOAT(log, x)
#define log1p(x) OUR_FLOAT(log1p, x)
#define sin(x) OUR_FLOAT(sin, x)
#define cos(x) OUR_FLOAT(cos, x)
#define tan(x) OUR_FLOAT(tan, x)
#define asin(x) OUR_FLOAT(asin, x)
#define acos(x) OUR_FLOAT(acos, x)
#define atan(x) OUR_FLOAT(atan, x)
#define sinh(x) OUR_FLOAT(sinh, x)
#define cosh(x) OUR_FLOAT(cosh, x)
#define tanh(x) OUR_FLOAT(tanh, x)
#define erf(x) OUR_FLOAT(erf, x)
#define sigmoid(x) _Generic((x), float : sigmoid_f32, default : sigmoid_f64)(x)
#define round(x) _Generic((x), float : round_f32, default : round_f64)(x)
#define pow(x, y) _Generic((x), float : pow_f32, default : pow)(x, y)
