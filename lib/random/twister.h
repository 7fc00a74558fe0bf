/* twister.h - private: random bits in blocks, written so that the loops become vector
 * code. Kernels compile these functions again for their level. */
#pragma once
#include <stdint.h>
#include <string.h>
#include "cresset/random.h"

enum { TWISTER_SIZE = 624, TWISTER_SHIFT = 397 };

/* The next state from two neighbours: 1 bit of `a`, 31 bits of `b`, times the matrix. */
static inline uint32_t twister_mix(uint32_t a, uint32_t b)
{
    uint32_t joined = (a & 0x80000000u) | (b & 0x7fffffffu);
    return joined >> 1 ^ (0x9908b0dfu & -(b & 1));
}

static inline uint32_t twister_temper(uint32_t x)
{
    x ^= x >> 11;
    x ^= x << 7 & 0x9d2c5680u;
    x ^= x << 15 & 0xefc60000u;
    return x ^ x >> 18;
}

/* Make the next block in place. A number depends on those 1, 397 and -227 places away,
 * so vectors of up to 64 numbers may be computed at once. */
static inline void twister_refill(cr_generator *generator)
{
    enum { TURN = TWISTER_SIZE - TWISTER_SHIFT };
    uint32_t *x = generator->state;
    for (int i = 0; i < TURN; i++)
        x[i] = x[i + TWISTER_SHIFT] ^ twister_mix(x[i], x[i + 1]);
#pragma GCC ivdep
    for (int i = TURN; i < TWISTER_SIZE - 1; i++)
        x[i] = x[i - TURN] ^ twister_mix(x[i], x[i + 1]);
    x[TWISTER_SIZE - 1] = x[TWISTER_SHIFT - 1] ^ twister_mix(x[TWISTER_SIZE - 1], x[0]);
    generator->left = TWISTER_SIZE;
    generator->next = 0;
}

/* The next 32 bits. */
static inline uint32_t twister_bits(cr_generator *generator)
{
    if (generator->left == 1)
        twister_refill(generator);
    else
        generator->left--;
    return twister_temper(generator->state[generator->next++]);
}

/* The next `count` of them. */
static inline void twister_fill(cr_generator *generator, uint32_t *bits, int64_t count)
{
    while (count > 0) {
        if (generator->left == 1) {
            twister_refill(generator);
            generator->left = TWISTER_SIZE + 1; /* none of this block is taken yet */
        }
        int64_t ready = generator->left - 1;
        int64_t taken = ready < count ? ready : count;
        const uint32_t *x = generator->state + generator->next;
        for (int64_t i = 0; i < taken; i++) bits[i] = twister_temper(x[i]);
        generator->left -= (int32_t)taken;
        generator->next += (int32_t)taken;
        bits += taken;
        count -= taken;
    }
}
