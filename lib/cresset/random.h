/* random.h - random numbers, the same streams as Torch7's bit for bit.
 * Every function takes a generator; NULL means the calling thread's own, which starts
 * from a seed of the system's. A generator serves one thread at a time. Tensors are
 * filled in row-major order, whatever their strides, and no result depends on the number
 * of threads or on the CPU level. */
#pragma once
#include "tensor.h"

/* A Mersenne Twister. Made by cr_manual_seed or cr_seed on memory of any content.
 * From: Matsumoto and Nishimura (1998), Mersenne Twister: a 623-dimensionally
 * equidistributed uniform pseudo-random number generator, ACM TOMACS 8(1). */
typedef struct cr_generator {
    int64_t seed;
    int32_t left;             /* numbers until a new block is made, 1 to 624 */
    int32_t next;             /* where the next number stands, 0 to 624 */
    int32_t normal_is_cached; /* normal numbers come in pairs: the second one waits */
    int32_t made;             /* a mark: this memory has been seeded */
    double normal_x;
    double normal_y;
    double normal_rho;
    uint32_t state[624];
} cr_generator;

/* Distributions, with the meaning of a and b. U is uniform on [0, 1), 32 bits of it. */
typedef enum cr_distribution {
    CR_UNIFORM,     /* U (b - a) + a */
    CR_NORMAL,      /* mean a, standard deviation b > 0 */
    CR_LOG_NORMAL,  /* exp(normal(a, b)) */
    CR_EXPONENTIAL, /* density a exp(-a x), a > 0; b is not used */
    CR_CAUCHY,      /* median a, scale b > 0 */
    CR_GEOMETRIC,   /* n = 1, 2, ... with probability (1 - a) a^(n-1), 0 < a < 1 */
    CR_BERNOULLI,   /* 1 with probability a, else 0 */
    CR_DISTRIBUTION_COUNT
} cr_distribution;

/* The calling thread's own generator; valid while the thread lives. */
cr_generator *cr_generator_own(void);

/* Start anew from a seed; only its lowest 32 bits count. cr_seed takes one from the
 * system and tells it. */
cr_status cr_manual_seed(cr_generator *generator, int64_t seed);
cr_status cr_seed(cr_generator *generator, int64_t *seed);
cr_status cr_initial_seed(cr_generator *generator, int64_t *seed);

/* All of the generator as 5048 bytes, in Torch7's layout, and back.
 * Errors: CR_BAD_ARGUMENT if the bytes are no state; the generator then stays. */
cr_status cr_get_state(cr_tensor *state, cr_generator *generator);
cr_status cr_set_state(cr_generator *generator, const cr_tensor *state);

/* The next number. cr_draw_integer: low + (32 random bits modulo the range).
 * Errors: CR_BAD_ARGUMENT if a or b is out of range, if low > high, or if there are more
 * than 2^32 integers from low to high. */
cr_status cr_draw(double *number, cr_generator *generator, int distribution, double a,
                  double b);
cr_status cr_draw_integer(int64_t *number, cr_generator *generator, int64_t low,
                          int64_t high);

/* Fill a tensor, each element rounded to its type. cr_sample takes float types; all types
 * for CR_GEOMETRIC and CR_BERNOULLI. cr_sample_all draws from 0 to the largest integer
 * that Torch7 draws for the type: 255, 127, 32767, 2^31 - 1, for i64 and f64 2^32 - 1,
 * for f32 2^24, f16 2^11, bf16 2^8.
 * Errors: as cr_draw; CR_BAD_DTYPE; CR_BAD_ARGUMENT if the type cannot hold the numbers.
 */
cr_status cr_sample(cr_tensor *output, cr_generator *generator, int distribution,
                    double a, double b);
cr_status cr_sample_integers(cr_tensor *output, cr_generator *generator, int64_t low,
                             int64_t high);
cr_status cr_sample_all(cr_tensor *output, cr_generator *generator);

/* output[i] = 1 with probability p[i], else 0, in the order of output.
 * Shapes: output any, p as many elements, a float type.
 * Errors: CR_BAD_ARGUMENT if a probability is not from 0 to 1; nothing changes then. */
cr_status cr_bernoulli(cr_tensor *output, cr_generator *generator, const cr_tensor *p);

/* A random order of 1 to count. Shapes: output becomes count.
 * Errors: CR_BAD_ARGUMENT if count is not from 1 to 2^32 or the type cannot hold it. */
cr_status cr_randperm(cr_tensor *output, cr_generator *generator, int64_t count);

/* Draw `count` category numbers, from 1 on, from each row of weights p, which need not
 * sum to 1; without replacement each category at most once.
 * Shapes: p C or N x C, a float type; output becomes count or N x count, i64.
 * Errors: CR_BAD_ARGUMENT if a weight is negative or not finite, if all are 0, or if
 * fewer than count are positive and there is no replacement. */
cr_status cr_multinomial(cr_tensor *output, cr_generator *generator, const cr_tensor *p,
                         int64_t count, int replace);

/* Tables for draws in constant time: category i stays with probability limit[i], else
 * the category before alias[i] is taken; both count from 1. That is what Torch7 does, and
 * it is wrong by one: the draws follow p only roughly. It is kept for equal streams;
 * draws that follow p come from cr_multinomial. Shapes: p C, alias C, i64, limit C.
 * Errors: CR_BAD_ARGUMENT if p has an element that is not positive or does not sum to 1.
 * From: Walker (1977), An efficient method for generating discrete random variables with
 * general distributions, ACM TOMS 3(3). */
cr_status cr_multinomial_alias_setup(cr_tensor *alias, cr_tensor *limit,
                                     const cr_tensor *p);

/* Fill output, i64, of any shape, by these tables. Errors: CR_BAD_ARGUMENT if they hold
 * what no table holds. */
cr_status cr_multinomial_alias(cr_tensor *output, cr_generator *generator,
                               const cr_tensor *alias, const cr_tensor *limit);
