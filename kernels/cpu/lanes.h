/* lanes.h - sums and extremes of a block in SUMS accumulators side by side, which are
 * folded in halves: every level gives the same bits. Included for each float dtype. */

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
    accum sum[NAME(SUMS)];
    memcpy(sum, lane, sizeof sum);
    for (int width = NAME(SUMS) / 2; width; width /= 2)
        for (int i = 0; i < width; i++) sum[i] += sum[i + width];
    return sum[0];
}

/* The sum of term(x[i], y[i]); y NULL stands for a number. term(number, number) is 0. */
INLINE accum NAME(lane_sum)(NAME(term) term, const accum *x, const accum *y, accum number,
                            int64_t n)
{
    NAME(vector) lane[NAME(VECTORS)] = {0};
    accum last_x[NAME(SUMS)], last_y[NAME(SUMS)];
    int64_t whole = n - n % NAME(SUMS), width = NAME(WIDTH);
    for (int64_t i = 0; i < whole; i += NAME(SUMS))
#pragma GCC unroll 16
        for (int k = 0; k < NAME(VECTORS); k++)
            lane[k] += term(NAME(at)(x + i + k * width),
                            y ? NAME(at)(y + i + k * width) : NAME(all)(number));
    if (whole < n) {
        for (int i = 0; i < NAME(SUMS); i++) last_x[i] = last_y[i] = number;
        for (int64_t i = whole; i < n; i++) last_x[i - whole] = x[i];
        for (int64_t i = whole; y && i < n; i++) last_y[i - whole] = y[i];
#pragma GCC unroll 16
        for (int k = 0; k < NAME(VECTORS); k++)
            lane[k] += term(NAME(at)(last_x + k * width), NAME(at)(last_y + k * width));
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
