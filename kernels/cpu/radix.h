/* radix.h - sorts pairs by their keys, equal ones in the order they have. A large row is
 * cut into blocks that threads count and move. Included for each key. */

/* A pass puts pairs in the order of one digit. The first makes them from keys. */
typedef struct NAME(pass) {
    const key *keys; /* NULL after the first */
    const pair *from;
    pair *to;
    int64_t n, block, *counts; /* elements of a block, BUCKETS counters for each */
    int shift, mask;
} NAME(pass);

INLINE int NAME(digit)(const NAME(pass) * q, int64_t i)
{
    key k = q->keys ? q->keys[i] : (key)(q->from[i] >> NAME(PLACE));
    return (int)(k >> q->shift) & q->mask;
}

static void NAME(count_blocks)(void *context, int64_t first, int64_t last)
{
    const NAME(pass) *q = context;
    for (int64_t b = first; b < last; b++) {
        int64_t *counts = q->counts + b * BUCKETS, i = b * q->block;
        int64_t end = i + q->block < q->n ? i + q->block : q->n;
        memset(counts, 0, (q->mask + 1) * sizeof *counts);
        if (q->keys)
            for (; i < end; i++) counts[q->keys[i] >> q->shift & q->mask]++;
        else
            for (; i < end; i++) counts[NAME(digit)(q, i)]++;
    }
}

static void NAME(move_blocks)(void *context, int64_t first, int64_t last)
{
    const NAME(pass) *q = context;
    for (int64_t b = first; b < last; b++) {
        int64_t *places = q->counts + b * BUCKETS, i = b * q->block;
        int64_t end = i + q->block < q->n ? i + q->block : q->n;
        if (q->keys)
            for (; i < end; i++)
                q->to[places[q->keys[i] >> q->shift & q->mask]++] =
                    NAME(paired)(q->keys[i], i);
        else
            for (; i < end; i++) q->to[places[NAME(digit)(q, i)]++] = q->from[i];
    }
}

/* Counts become the places where each block's pairs of a digit begin. */
static bool NAME(add_up)(const NAME(pass) * q, int64_t blocks)
{
    int64_t sum = 0, most = 0;
    for (int d = 0; d <= q->mask; d++) {
        int64_t before = sum;
        for (int64_t b = 0; b < blocks; b++) {
            int64_t *count = &q->counts[b * BUCKETS + d], kept = *count;
            *count = sum;
            sum += kept;
        }
        most = sum - before > most ? sum - before : most;
    }
    return most < q->n;
}

/* Sort r->n pairs, made from keys or given in r->pairs; returns where they are then:
 * r->pairs or r->spare. Given ones have places in order where keys are equal. */
static pair *NAME(radix_sort)(row *r, const key *keys)
{
    if (!keys && r->n <= SHORT_ROW) {
        NAME(quicksort)(r->pairs, r->n, 0);
        return r->pairs;
    }
    int width = r->n < 4 * BUCKETS ? 8 : 11;
    int64_t blocks = r->n < LARGE_ROW ? 1 : ROW_BLOCKS;
    NAME(pass)
    q = {.keys = keys,
         .from = r->pairs,
         .to = keys ? r->pairs : r->spare,
         .n = r->n,
         .block = (r->n + blocks - 1) / blocks,
         .counts = r->counts};
    for (int bit = 0; bit < r->bits; bit += width) {
        int bits = r->bits - bit < width ? r->bits - bit : width;
        q.shift = bit, q.mask = (1 << bits) - 1;
        parallel_for(blocks, 1, NAME(count_blocks), &q);
        bool mixed = NAME(add_up)(&q, blocks);
        if (!mixed && !q.keys) continue; /* all have the same digit */
        parallel_for(blocks, 1, NAME(move_blocks), &q);
        q.keys = NULL, q.from = q.to;
        q.to = q.from == r->pairs ? r->spare : r->pairs;
    }
    return (pair *)q.from;
}
