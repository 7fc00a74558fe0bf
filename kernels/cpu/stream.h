/* stream.h - stores that pass the caches by, for new results too large to stay in them. A
 * plain store to memory that no cache holds reads the line before it overwrites it. */
#pragma once
#include <string.h>
#include "cache.h"
#include "storage.h"
#ifdef __SSE2__
#include <immintrin.h>
#endif

/* Whether the elements of `output` shall stream: it is large and no kernel wrote to it
 * before, as with the result of a call that makes one. */
static inline bool streams(const cr_tensor *output)
{
    cr_storage *storage = output->owner;
    if (!storage || storage->capacity < CACHE_STREAMED || !storage->fresh) return false;
    storage->fresh = false;
    return cr_tensor_is_contiguous(output);
}

#if defined __AVX512F__
typedef __m512i streamed;
#define STREAM_STORE _mm512_stream_si512
#elif defined __AVX__
typedef __m256i streamed;
#define STREAM_STORE _mm256_stream_si256
#elif defined __SSE2__
typedef __m128i streamed;
#define STREAM_STORE _mm_stream_si128
#endif

/* Copy a buffer, aligned to 64 bytes, past the caches if `to` is aligned as well. Other
 * threads see it after stream_fence(). */
static inline void stream(char *to, const char *from, int64_t bytes)
{
    int64_t i = 0;
#ifdef STREAM_STORE
    for (; (intptr_t)to % 64 == 0 && i + 64 <= bytes; i += 64)
        for (int64_t j = i; j < i + 64; j += (int64_t)sizeof(streamed))
            STREAM_STORE((streamed *)(to + j), *(const streamed *)(from + j));
#endif
    memcpy(to + i, from + i, (size_t)(bytes - i));
}

static inline void stream_fence(void)
{
#ifdef STREAM_STORE
    _mm_sfence();
#endif
}
