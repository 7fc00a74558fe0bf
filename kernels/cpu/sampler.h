/* sampler.h - what one call draws, and how its bits become numbers. */
#pragma once
#include "kernel.h"
#include "random/draw.h"

enum { INTEGERS = CR_DISTRIBUTION_COUNT, RANDOM_BLOCK = 512 };

typedef struct sampler {
    cr_generator *generator;
    int distribution; /* or INTEGERS, low + bits modulo range */
    double a, b;
    int64_t low;
    uint64_t range;
} sampler;

/* U <= p where U has 32 bits: the largest such integer. */
static inline uint32_t last_success(double p)
{
    return p < 1 ? (uint32_t)(p * 0x1p32) : UINT32_MAX;
}

/* bits modulo range, for inverse = 2^64 / range rounded up, range <= 2^32.
 * From: Lemire, Kaser, Kurz (2019), Faster remainder by direct computation, Software:
 * Practice and Experience 49(6). */
static inline int64_t remainder_of(uint32_t bits, uint64_t range, uint64_t inverse)
{
    return (int64_t)((unsigned __int128)(inverse * bits) * range >> 64);
}
