/* partial.h - the result of a part of a reduction, and how parts become a whole. */
#pragma once
#include <math.h>
#include <stdlib.h>
#include "ops.h"

enum {
    BLOCK = 4096, /* elements of a part: they stay in the first cache */
    DOT = REDUCE_COUNT,
    DIST,
};

/* Of `count` elements: `a` the sum, product, extreme or mean; `b` the sum of squared
 * distances from the mean. `whole` is `a` of an integer type. */
typedef struct partial {
    double a, b;
    int64_t whole, count;
} partial;

/* Chan, Golub and LeVeque (1983), Algorithms for computing the sample variance. */
static inline void merge_spread(partial *to, const partial *from)
{
    double count = (double)(to->count + from->count), away = from->a - to->a;
    to->a += away * (from->count / count);
    to->b += from->b + away * away * ((double)to->count * from->count / count);
}

static inline void merge(int op, partial *to, const partial *from)
{
    bool nan = from->a != from->a;
    if (to->count == 0) {
        *to = *from;
        return;
    }
    switch (op) {
    case REDUCE_prod:
        to->a *= from->a;
        to->whole = (int64_t)((uint64_t)to->whole * (uint64_t)from->whole);
        break;
    case REDUCE_min:
        if (from->a < to->a || nan) to->a = from->a;
        if (from->whole < to->whole) to->whole = from->whole;
        break;
    case REDUCE_max:
        if (from->a > to->a || nan) to->a = from->a;
        if (from->whole > to->whole) to->whole = from->whole;
        break;
    case REDUCE_var:
    case REDUCE_std: merge_spread(to, from); break;
    default:
        to->a += from->a;
        to->whole = (int64_t)((uint64_t)to->whole + (uint64_t)from->whole);
    }
    to->count += from->count;
}

static inline double root(double sum, double p)
{
    return p == 0 || p == 1 ? sum : p == 2 ? sqrt(sum) : pow(sum, 1 / p);
}

/* The result of a float type. option: p of the norm, biased of the variance. */
static inline double finish(int op, const partial *total, double option)
{
    double count = (double)total->count;
    double freedom = option != 0 ? count : count - 1;
    switch (op) {
    case REDUCE_prod: return total->count ? total->a : 1;
    case REDUCE_mean: return total->a / count;
    case REDUCE_var: return total->b / freedom;
    case REDUCE_std: return sqrt(total->b / freedom);
    case REDUCE_norm: return root(total->a, option);
    default: return total->a;
    }
}

/* The result of an integer type. */
static inline int64_t finish_whole(int op, const partial *total)
{
    return op == REDUCE_prod && !total->count ? 1 : total->whole;
}
