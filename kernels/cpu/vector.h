/* vector.h - vectors of f32 and f64 as wide as the level's registers.
 *
 *   vec, LANES        the vector of the current DTYPE and its number of elements
 *   integers, integer vectors of integers as wide as those elements, and one of them
 *   vec_load, vec_store         at any address
 *   vec_load_part, vec_store_part   the first n elements; the others read as 0
 *   vec_load_mask, vec_store_mask   the elements whose bits are set; others read as 0
 *   vec_splat, vec_fma          x in every lane; a * b + c, rounded once where the
 *                               processor has that instruction
 *   vec_every_second  of the elements of two vectors, from element 0 or 1 on
 *   vec_weave         the elements of two vectors in turn, the first or second half
 *   vec_transpose     LANES vectors as a square matrix, in place */
#pragma once
#include "kernel.h"
#ifdef __AVX2__
#include <immintrin.h>
#endif

#define vec PASTE(vec, DTYPE)
#define integer PASTE(integer, DTYPE)
#define integers PASTE(integers, DTYPE)
#define LANES PASTE(LANES, DTYPE)
#define vec_load PASTE(vec_load, DTYPE)
#define vec_store PASTE(vec_store, DTYPE)
#define vec_load_part PASTE(vec_load_part, DTYPE)
#define vec_store_part PASTE(vec_store_part, DTYPE)
#define vec_load_mask PASTE(vec_load_mask, DTYPE)
#define vec_store_mask PASTE(vec_store_mask, DTYPE)
#define vec_splat PASTE(vec_splat, DTYPE)
#define vec_fma PASTE(vec_fma, DTYPE)
#define vec_every_second PASTE(vec_every_second, DTYPE)
#define vec_weave PASTE(vec_weave, DTYPE)
#define vec_transpose PASTE(vec_transpose, DTYPE)

#if defined __AVX512F__
enum { VECTOR_BYTES = 64, VECTOR_REGISTERS = 32 };
#elif defined __AVX2__
enum { VECTOR_BYTES = 32, VECTOR_REGISTERS = 16 };
#else
enum { VECTOR_BYTES = 16, VECTOR_REGISTERS = 16 };
#endif

#define VECTOR(name, type, number)                                                       \
    enum { LANES_##name = VECTOR_BYTES / sizeof(type) };                                 \
    typedef type vec_##name __attribute__((vector_size(VECTOR_BYTES), may_alias));       \
    typedef type vec_##name##_anywhere                                                   \
        __attribute__((vector_size(VECTOR_BYTES), may_alias, aligned(sizeof(type))));    \
    typedef number integer_##name;                                                       \
    typedef number integers_##name __attribute__((vector_size(VECTOR_BYTES)));           \
    INLINE vec_##name vec_load_##name(const type *at)                                    \
    {                                                                                    \
        return *(const vec_##name##_anywhere *)at;                                       \
    }                                                                                    \
    INLINE void vec_store_##name(type *at, vec_##name x)                                 \
    {                                                                                    \
        *(vec_##name##_anywhere *)at = x;                                                \
    }                                                                                    \
    INLINE vec_##name vec_splat_##name(type x)                                           \
    {                                                                                    \
        return x - (vec_##name){0};                                                      \
    }                                                                                    \
    INLINE vec_##name vec_every_second_##name(vec_##name x, vec_##name y, int first)     \
    {                                                                                    \
        integers_##name from;                                                            \
        for (int i = 0; i < LANES_##name; i++) from[i] = 2 * i + first;                  \
        return __builtin_shuffle(x, y, from);                                            \
    }                                                                                    \
    INLINE vec_##name vec_weave_##name(vec_##name x, vec_##name y, int half)             \
    {                                                                                    \
        enum { N = LANES_##name };                                                       \
        integers_##name turn;                                                            \
        for (int i = 0; i < N; i++) turn[i] = i / 2 + i % 2 * N + half * N / 2;          \
        return __builtin_shuffle(x, y, turn);                                            \
    }                                                                                    \
    /* Each round interleaves the first half of the rows with the second half. */        \
    INLINE void vec_transpose_##name(vec_##name *rows)                                   \
    {                                                                                    \
        enum { N = LANES_##name };                                                       \
        integers_##name low, high;                                                       \
        for (int i = 0; i < N; i++) {                                                    \
            low[i] = i / 2 + i % 2 * N;                                                  \
            high[i] = low[i] + N / 2;                                                    \
        }                                                                                \
        _Pragma("GCC unroll 4") for (int round = 1; round < N; round *= 2)               \
        {                                                                                \
            vec_##name mixed[N];                                                         \
            _Pragma("GCC unroll 8") for (int i = 0; i < N / 2; i++)                      \
            {                                                                            \
                mixed[2 * i] = __builtin_shuffle(rows[i], rows[i + N / 2], low);         \
                mixed[2 * i + 1] = __builtin_shuffle(rows[i], rows[i + N / 2], high);    \
            }                                                                            \
            _Pragma("GCC unroll 16") for (int i = 0; i < N; i++) rows[i] = mixed[i];     \
        }                                                                                \
    }
VECTOR(f32, float, int32_t)
VECTOR(f64, double, int64_t)
#undef VECTOR

#if defined __AVX512F__

INLINE vec_f32 vec_fma_f32(vec_f32 a, vec_f32 b, vec_f32 c)
{
    return (vec_f32)_mm512_fmadd_ps((__m512)a, (__m512)b, (__m512)c);
}
INLINE vec_f64 vec_fma_f64(vec_f64 a, vec_f64 b, vec_f64 c)
{
    return (vec_f64)_mm512_fmadd_pd((__m512d)a, (__m512d)b, (__m512d)c);
}
INLINE vec_f32 vec_load_part_f32(const float *at, int n)
{
    return (vec_f32)_mm512_maskz_loadu_ps((__mmask16)((1u << n) - 1), at);
}
INLINE vec_f64 vec_load_part_f64(const double *at, int n)
{
    return (vec_f64)_mm512_maskz_loadu_pd((__mmask8)((1u << n) - 1), at);
}
INLINE void vec_store_part_f32(float *at, vec_f32 x, int n)
{
    _mm512_mask_storeu_ps(at, (__mmask16)((1u << n) - 1), (__m512)x);
}
INLINE void vec_store_part_f64(double *at, vec_f64 x, int n)
{
    _mm512_mask_storeu_pd(at, (__mmask8)((1u << n) - 1), (__m512d)x);
}
INLINE vec_f32 vec_load_mask_f32(const float *at, unsigned bits)
{
    return (vec_f32)_mm512_maskz_loadu_ps((__mmask16)bits, at);
}
INLINE vec_f64 vec_load_mask_f64(const double *at, unsigned bits)
{
    return (vec_f64)_mm512_maskz_loadu_pd((__mmask8)bits, at);
}
INLINE void vec_store_mask_f32(float *at, vec_f32 x, unsigned bits)
{
    _mm512_mask_storeu_ps(at, (__mmask16)bits, (__m512)x);
}
INLINE void vec_store_mask_f64(double *at, vec_f64 x, unsigned bits)
{
    _mm512_mask_storeu_pd(at, (__mmask8)bits, (__m512d)x);
}

#else

#ifdef __FMA__
INLINE vec_f32 vec_fma_f32(vec_f32 a, vec_f32 b, vec_f32 c)
{
    return (vec_f32)_mm256_fmadd_ps((__m256)a, (__m256)b, (__m256)c);
}
INLINE vec_f64 vec_fma_f64(vec_f64 a, vec_f64 b, vec_f64 c)
{
    return (vec_f64)_mm256_fmadd_pd((__m256d)a, (__m256d)b, (__m256d)c);
}
#else
INLINE vec_f32 vec_fma_f32(vec_f32 a, vec_f32 b, vec_f32 c)
{
    return a * b + c;
}
INLINE vec_f64 vec_fma_f64(vec_f64 a, vec_f64 b, vec_f64 c)
{
    return a * b + c;
}
#endif

#define PARTS(name, type)                                                                \
    INLINE vec_##name vec_load_part_##name(const type *at, int n)                        \
    {                                                                                    \
        vec_##name x = {0};                                                              \
        if (n == LANES_##name) return vec_load_##name(at);                               \
        for (int i = 0; i < n; i++) x[i] = at[i];                                        \
        return x;                                                                        \
    }                                                                                    \
    INLINE void vec_store_part_##name(type *at, vec_##name x, int n)                     \
    {                                                                                    \
        if (n == LANES_##name)                                                           \
            vec_store_##name(at, x);                                                     \
        else                                                                             \
            for (int i = 0; i < n; i++) at[i] = x[i];                                    \
    }                                                                                    \
    INLINE vec_##name vec_load_mask_##name(const type *at, unsigned bits)                \
    {                                                                                    \
        vec_##name x = {0};                                                              \
        if (bits + 1 == 1u << LANES_##name) return vec_load_##name(at);                  \
        for (int i = 0; i < LANES_##name; i++)                                           \
            if (bits >> i & 1) x[i] = at[i];                                             \
        return x;                                                                        \
    }                                                                                    \
    INLINE void vec_store_mask_##name(type *at, vec_##name x, unsigned bits)             \
    {                                                                                    \
        if (bits + 1 == 1u << LANES_##name)                                              \
            vec_store_##name(at, x);                                                     \
        else                                                                             \
            for (int i = 0; i < LANES_##name; i++)                                       \
                if (bits >> i & 1) at[i] = x[i];                                         \
    }
PARTS(f32, float)
PARTS(f64, double)
#undef PARTS

#endif

/* to[i] = from[i] for i < n, then 0 up to `width`. */
#define COPY_ROW(name, type)                                                             \
    static inline void copy_row_##name(const type *from, int64_t n, type *to,            \
                                       int64_t width)                                    \
    {                                                                                    \
        int64_t i = 0, whole = n < width ? n : width;                                    \
        for (; i + LANES_##name <= whole; i += LANES_##name)                             \
            vec_store_##name(to + i, vec_load_##name(from + i));                         \
        for (; i < width; i += LANES_##name) {                                           \
            int64_t have = n - i < 0 ? 0 : n - i, room = width - i;                      \
            vec_##name x = vec_load_part_##name(                                         \
                from + i, have < LANES_##name ? (int)have : LANES_##name);               \
            vec_store_part_##name(to + i, x,                                             \
                                  room < LANES_##name ? (int)room : LANES_##name);       \
        }                                                                                \
    }
COPY_ROW(f32, float)
COPY_ROW(f64, double)
#undef COPY_ROW
