/* lanes.h - sums and extremes of a block in SUMS accumulators side by side, which are
 * folded in halves. Included for each float dtype. */

typedef accum NAME(vector) WIDE;
enum {
    NAME(WIDTH) = VECTOR_BYTES / sizeof(accum),
    NAME(SUMS) = 256 / sizeof(accum),
    NAME(VECTORS) = 256 / VECTOR_BYTES,
};

typedef NAME(vector) NAME(term)(NAME(vector) x, NAME(vector) y);

INLINE NAME(vector) NAME(at)(const accum *x)
{
    NAME(vector) v;
    memcpy(&v, x, sizeof v);
    return v;
}

/* The first n elements; 0 for the rest. */
INLINE NAME(vector) NAME(first_of)(const accum *x, int n)
{
    return (NAME(vector))_Generic(x, const float * : vec_load_part_f32, const double *
                                  : vec_load_part_f64)(x, n);
}

INLINE NAME(vector) NAME(all)(accum x)
{
    return x - (NAME(vector)){0};
}

INLINE NAME(vector) NAME(first)(NAME(vector) x, NAME(vector) y)
{
    (void)y;
    return x;
}

INLINE NAME(vector) NAME(product)(NAME(vector) x, NAME(vector) y)
{
    return x * y;
}

INLINE NAME(vector) NAME(distance)(NAME(vector) x, NAME(vector) y)
{
    return vector_larger(x - y, y - x);
}

INLINE NAME(vector) NAME(difference)(NAME(vector) x, NAME(vector) y)
{
    return x - y;
}

INLINE NAME(vector) NAME(square)(NAME(vector) x, NAME(vector) y)
{
    return (x - y) * (x - y);
}

INLINE accum NAME(fold)(const NAME(vector) * lane)
{
    NAME(vector) half[NAME(VECTORS)];
    accum sum[NAME(WIDTH)];
    for (int k = 0; k < NAME(VECTORS); k++) half[k] = lane[k];
#pragma GCC unroll 4
    for (int width = NAME(VECTORS) / 2; width; width /= 2)
#pragma GCC unroll 8
        for (int k = 0; k < width; k++) half[k] += half[k + width];
    memcpy(sum, half, sizeof sum);
    for (int width = NAME(WIDTH) / 2; width; width /= 2)
        for (int i = 0; i < width; i++) sum[i] += sum[i + width];
    return sum[0];
}

/* The sum of term(x[i], y[i]); y NULL stands for a number. term(0, 0) is 0. */
INLINE accum NAME(lane_sum)(NAME(term) term, const accum *x, const accum *y, accum number,
                            int64_t n)
{
    NAME(vector) lane[NAME(VECTORS)] = {0};
    accum numbers[NAME(WIDTH)];
    int64_t whole = n - n % NAME(SUMS), width = NAME(WIDTH), i = 0;
    for (; i < whole; i += NAME(SUMS))
#pragma GCC unroll 16
        for (int k = 0; k < NAME(VECTORS); k++)
            lane[k] += term(NAME(at)(x + i + k * width),
                            y ? NAME(at)(y + i + k * width) : NAME(all)(number));
    for (int k = 0; k < width; k++) numbers[k] = number;
    for (; i + width <= n; i += width)
        lane[0] += term(NAME(at)(x + i), y ? NAME(at)(y + i) : NAME(all)(number));
    if (i < n) {
        NAME(vector) last_y = NAME(first_of)(y ? y + i : numbers, (int)(n - i));
        lane[0] += term(NAME(first_of)(x + i, (int)(n - i)), last_y);
    }
    return NAME(fold)(lane);
}

/* The largest of sign * x[i], times sign; any NaN gives NaN. The sum of the elements
 * tells whether there can be one. */
INLINE accum NAME(lane_extreme)(accum sign, const accum *x, int64_t n)
{
    NAME(vector) most[NAME(VECTORS)], sum[NAME(VECTORS)] = {0};
    int64_t i = 0, width = NAME(WIDTH);
    accum best = -INFINITY, lane[NAME(SUMS)];
    for (int k = 0; k < NAME(VECTORS); k++) most[k] = NAME(all)(best);
    for (; i + NAME(SUMS) <= n; i += NAME(SUMS))
#pragma GCC unroll 16
        for (int k = 0; k < NAME(VECTORS); k++) {
            NAME(vector) v = NAME(at)(x + i + k * width);
            most[k] = vector_larger(sign * v, most[k]);
            sum[k] += v;
        }
    accum total = NAME(fold)(sum);
    memcpy(lane, most, sizeof lane);
    for (int k = 0; k < NAME(SUMS); k++) best = lane[k] > best ? lane[k] : best;
    for (; i < n; i++) {
        best = sign * x[i] > best ? sign * x[i] : best;
        total += x[i];
    }
    if (total != total)
        for (i = 0; i < n; i++)
            if (x[i] != x[i]) return x[i];
    return sign * best;
}
