/* wide.h - vectors for loops that carry a result from one element to the next, which
 * compilers therefore leave scalar. */
#pragma once
#include "vector.h"
#ifdef __SSE2__
#include <immintrin.h>
#endif

#define WIDE __attribute__((vector_size(VECTOR_BYTES)))
typedef float vector_f32 WIDE;
typedef double vector_f64 WIDE;
typedef int32_t vector_i32 WIDE;
typedef int64_t vector_i64 WIDE;

/* The larger of each pair of elements; the second of a pair with a NaN. */
static inline vector_f32 vector_larger_f32(vector_f32 x, vector_f32 y)
{
#if defined __AVX512F__
    return _mm512_max_ps(x, y);
#elif defined __AVX2__
    return _mm256_max_ps(x, y);
#elif defined __SSE2__
    return _mm_max_ps(x, y);
#else
    vector_i32 first = x > y;
    return (vector_f32)((first & (vector_i32)x) | (~first & (vector_i32)y));
#endif
}

static inline vector_f64 vector_larger_f64(vector_f64 x, vector_f64 y)
{
#if defined __AVX512F__
    return _mm512_max_pd(x, y);
#elif defined __AVX2__
    return _mm256_max_pd(x, y);
#elif defined __SSE2__
    return _mm_max_pd(x, y);
#else
    vector_i64 first = x > y;
    return (vector_f64)((first & (vector_i64)x) | (~first & (vector_i64)y));
#endif
}

#define vector_larger(x, y)                                                              \
    _Generic((x), vector_f32 : vector_larger_f32, vector_f64 : vector_larger_f64)(x, y)
