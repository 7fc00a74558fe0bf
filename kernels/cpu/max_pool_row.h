/* max_pool_row.h - a row of windows that lie on the image, one in each lane, one or two
 * elements apart. Included once per type. */
#include "vector.h"

/* n elements from `at` on, `step` apart, 1 or 2. */
INLINE vec NAME(every)(const real *at, int64_t step, int n)
{
    if (step == 1) return vec_load_part(at, n);
    int count = 2 * n - 1;
    vec low = vec_load_part(at, count < LANES ? count : LANES);
    vec high = count > LANES ? vec_load_part(at + LANES, count - LANES) : (vec){0};
    integers even;
#pragma GCC unroll 16
    for (int i = 0; i < LANES; i++) even[i] = 2 * i;
    return __builtin_shuffle(low, high, even);
}

/* The first n places as 64-bit numbers. */
INLINE void NAME(store_places)(int64_t *index, integers place, int n)
{
#ifdef __AVX512F__
    __m512i low = (__m512i)place, high = low;
    unsigned lanes = (1u << n) - 1;
    if (sizeof(integer) == 4) {
        low = _mm512_cvtepi32_epi64(_mm512_castsi512_si256((__m512i)place));
        high = _mm512_cvtepi32_epi64(_mm512_extracti64x4_epi64((__m512i)place, 1));
        if (n > 8) _mm512_mask_storeu_epi64(index + 8, (__mmask8)(lanes >> 8), high);
    }
    _mm512_mask_storeu_epi64(index, (__mmask8)lanes, low);
#else
    for (int i = 0; i < n; i++) index[i] = place[i];
#endif
}

/* n <= LANES windows; `corner` is the place of the first one's first element, rows and
 * columns are those of a window. */
INLINE void NAME(pool_lanes)(const real *x, int64_t width, int64_t corner, int64_t rows,
                             int64_t columns, int64_t step, int n, real least, real *y,
                             int64_t *index)
{
    vec best = vec_splat(least);
    integers place = {0}, lane = {0};
#pragma GCC unroll 16
    for (int i = 0; i < LANES; i++) lane[i] = i * step + 1;
#pragma GCC unroll 3
    for (int64_t i = 0; i < rows; i++)
#pragma GCC unroll 3
        for (int64_t j = 0; j < columns; j++) {
            int64_t at = corner + i * width + j;
            vec value = NAME(every)(x + at, step, n);
            integers larger = value > best;
            best = (vec)((larger & (integers)value) | (~larger & (integers)best));
            place = (larger & (lane + (integer)at)) | (~larger & place);
        }
    vec_store_part(y, best, n);
    NAME(store_places)(index, place, n);
}
