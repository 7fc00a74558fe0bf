/* block.h - reduces up to BLOCK elements. Included for each dtype. */

/* n elements as a contiguous array of the type to compute in: themselves, or copies. */
INLINE const accum *NAME(load_block)(const real *x, int64_t stride, int64_t n,
                                     accum *buffer)
{
    if (stride == 1 && sizeof(real) == sizeof(accum))
        return (const accum *)(const void *)x;
    if (stride == 1)
        for (int64_t i = 0; i < n; i++) buffer[i] = load(x[i]);
    else
        for (int64_t i = 0; i < n; i++) buffer[i] = load(x[i * stride]);
    return buffer;
}

#if IS_FLOAT_DTYPE
#include "lanes.h"

/* Squares of a block whose sum leaves the range of f32 are summed again in double. */
INLINE double NAME(squares)(const accum *x, const accum *y, int64_t n)
{
    accum sum = y ? NAME(lane_sum)(NAME(square), x, y, 0, n)
                  : NAME(lane_sum)(NAME(product), x, x, 0, n);
    if (sizeof(accum) == 8 || (sum > 1e-20f && sum < 1e30f)) return sum;
    double exact = 0;
    for (int64_t i = 0; i < n; i++) {
        double z = (double)x[i] - (y ? (double)y[i] : 0);
        exact += z * z;
    }
    return exact;
}

/* The sum of |x - y|^p; y NULL stands for 0. */
static double NAME(powers)(const accum *x, const accum *y, int64_t n, double p)
{
    if (p == 2) return NAME(squares)(x, y, n);
    if (p == 1) return NAME(lane_sum)(NAME(distance), x, y, 0, n);
    double sum = 0;
    for (int64_t i = 0; i < n; i++)
        sum += pow(fabs((double)x[i] - (y ? (double)y[i] : 0)), p);
    return sum;
}

/* The mean rounded to accum is not quite the mean: the sum of differences mends both. */
INLINE partial NAME(spread)(const accum *x, int64_t n)
{
    accum middle = NAME(lane_sum)(NAME(first), x, x, 0, n) / (accum)n;
    double away =
        (double)NAME(lane_sum)(NAME(difference), x, NULL, middle, n) / (double)n;
    double squares = NAME(lane_sum)(NAME(square), x, NULL, middle, n);
    return (partial){.a = (double)middle + away, .b = squares - away * away * (double)n};
}

static partial NAME(reduce_block)(int op, double option, const accum *x, int64_t n)
{
    partial result = {.a = 0};
    switch (op) {
    case REDUCE_prod:
        result.a = 1;
        for (int64_t i = 0; i < n; i++) result.a *= (double)x[i];
        break;
    case REDUCE_min: result.a = NAME(lane_extreme)(-1, x, n); break;
    case REDUCE_max: result.a = NAME(lane_extreme)(1, x, n); break;
    case REDUCE_count:
        for (int64_t i = 0; i < n; i++) result.whole += x[i] != 0;
        result.a = (double)result.whole;
        break;
    case REDUCE_var:
    case REDUCE_std: result = NAME(spread)(x, n); break;
    case REDUCE_norm:
        if (option == 0)
            for (int64_t i = 0; i < n; i++) result.a += x[i] != 0;
        else
            result.a = NAME(powers)(x, NULL, n, option);
        break;
    default: result.a = NAME(lane_sum)(NAME(first), x, x, 0, n);
    }
    result.count = n;
    return result;
}

#else

static partial NAME(reduce_block)(int op, double option, const accum *x, int64_t n)
{
    uint64_t sum = 0, product = 1;
    accum least = x[0], most = x[0];
    (void)option;
    switch (op) {
    case REDUCE_prod:
        for (int64_t i = 0; i < n; i++) product *= (uint64_t)x[i];
        return (partial){.whole = (int64_t)product, .count = n};
    case REDUCE_min:
        for (int64_t i = 0; i < n; i++) least = x[i] < least ? x[i] : least;
        return (partial){.a = (double)least, .whole = least, .count = n};
    case REDUCE_max:
        for (int64_t i = 0; i < n; i++) most = x[i] > most ? x[i] : most;
        return (partial){.a = (double)most, .whole = most, .count = n};
    case REDUCE_count:
        for (int64_t i = 0; i < n; i++) sum += x[i] != 0;
        return (partial){.whole = (int64_t)sum, .count = n};
    default:
        for (int64_t i = 0; i < n; i++) sum += (uint64_t)x[i];
        return (partial){.whole = (int64_t)sum, .count = n};
    }
}
#endif
