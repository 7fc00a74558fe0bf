/* sampled.h - the k-th pair of a row and the pairs up to it, without a sort of all: a
 * sample of the keys tells between which two it lies, almost surely, and few lie there.
 * Floyd and Rivest (1975), Expected time bounds for selection, Comm. ACM 18.
 * Included for each key. */
#include <math.h>

enum { NAME(SAMPLE) = 4096, NAME(LINE) = 64 };

/* The two keys, from sorted picks at places that no pattern in the row follows. */
static void NAME(bracket)(row *r, int64_t k, key *low, key *high)
{
    const key *keys = r->keys;
    row sample = *r;
    int64_t picks = r->n < SAMPLED_ROW ? 64 : NAME(SAMPLE);
    sample.n = picks;
    uint64_t turn = 0x9e3779b97f4a7c15; /* 2^64 over the golden ratio */
    for (int64_t i = 0; i < picks; i++) {
        uint64_t at = (uint64_t)i * turn, n = (uint64_t)r->n;
        ((pair *)r->pairs)[i] = (pair)keys[(unsigned __int128)at * n >> 64]
                                << NAME(PLACE);
    }
    const pair *sorted = NAME(radix_sort)(&sample, NULL);
    double share = (double)k / (double)r->n;
    int64_t at = (int64_t)(share * (double)picks);
    int64_t away = (int64_t)(3 * sqrt((double)picks * share * (1 - share))) + 4;
    *low = 0, *high = (key)-1;
    if (at > away) *low = (key)(sorted[at - away] >> NAME(PLACE));
    if (at + away < picks) *high = (key)(sorted[at + away] >> NAME(PLACE));
}

/* Collect into p the pairs with keys from low to high that are at most `most`, in the
 * order of the row; *less counts the keys below. */
static int64_t NAME(collect)(const row *r, key low, key high, pair most, pair *p,
                             int64_t *less)
{
    const key *keys = r->keys, span = high - low;
    int64_t found = 0;
    *less = 0;
    for (int64_t i = 0; i < r->n; i += NAME(LINE)) {
        int64_t end = i + NAME(LINE) < r->n ? i + NAME(LINE) : r->n;
        key hits = 0, below = 0;
        for (int64_t j = i; j < end; j++) {
            hits += (key)(keys[j] - low) <= span;
            below += keys[j] < low;
        }
        *less += (int64_t)below;
        if (!hits) continue;
        for (int64_t j = i; j < end; j++) {
            pair x = NAME(paired)(keys[j], j);
            p[found] = x;
            found += ((key)(keys[j] - low) <= span) & (x <= most);
        }
    }
    return found;
}

/* Some of the pairs in order, or partitioned: what a stable sort would put at k, from 0,
 * stands at k - *less of those returned, and *less come before the first of them. */
static pair *NAME(find)(row *r, int64_t k, int64_t *less)
{
    key low, high;
    NAME(bracket)(r, k, &low, &high);
    int64_t found = NAME(collect)(r, low, high, (pair)-1, r->pairs, less);
    if (k < *less || k >= *less + found)
        found = NAME(collect)(r, 0, (key)-1, (pair)-1, r->pairs, less);
    row part = *r;
    part.n = found;
    if (r->n >= SAMPLED_ROW) return NAME(radix_sort)(&part, NULL);
    NAME(select)(r->pairs, found, k - *less, 0);
    return r->pairs;
}
