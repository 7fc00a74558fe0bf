/* order_row.c - one row: sorted, its first k, its k-th, its most frequent element. */
#define THIS_FILE "order_row.c"
#include "each_key.h"

#ifdef DTYPE
#include "pairs.h"
#include "radix.h"
#include "sampled.h"

static void NAME(write_places)(int64_t *places, const pair *p, int64_t n)
{
    for (int64_t i = 0; i < n; i++) places[i] = (int64_t)((key)p[i] + 1);
}

/* The last of the longest run of equal keys, the first of several such runs. */
static pair NAME(most_frequent)(const pair *p, int64_t n)
{
    int64_t begin = 0, longest = 0;
    pair found = p[0];
    for (int64_t i = 0; i < n; i++) {
        if (i + 1 < n && p[i] >> NAME(PLACE) == p[i + 1] >> NAME(PLACE)) continue;
        if (i + 1 - begin > longest) longest = i + 1 - begin, found = p[i];
        begin = i + 1;
    }
    return found;
}

/* The first k as Torch7 finds them: by quickselect, from the end if the largest are
 * wanted, whose keys therefore are not turned around. */
static void NAME(short_top)(pair *p, int64_t n, const ordering *wanted, int64_t *places)
{
    int64_t k = wanted->k;
    if (!wanted->descending) {
        NAME(select)(p, n, k - 1, NAME(PLACE));
        if (wanted->sorted) NAME(quicksort)(p, k - 1, NAME(PLACE));
    } else {
        if (k < n) NAME(select)(p, n, n - k - 1, NAME(PLACE));
        p += n - k;
        for (int64_t i = 0; wanted->sorted && i < k; i++)
            p[i] ^= (pair)(key)-1 << NAME(PLACE);
        if (wanted->sorted) NAME(quicksort)(p, k, NAME(PLACE));
    }
    NAME(write_places)(places, p, k);
}

static void NAME(short_row)(row *r, const ordering *wanted, int64_t *places)
{
    pair *p = r->pairs;
    for (int64_t i = 0; i < r->n; i++) p[i] = NAME(paired)(((key *)r->keys)[i], i);
    switch (wanted->kind) {
    case ORDER_TOP: NAME(short_top)(p, r->n, wanted, places); return;
    case ORDER_KTH: NAME(select)(p, r->n, wanted->k - 1, NAME(PLACE)); break;
    default: NAME(quicksort)(p, r->n, NAME(PLACE));
    }
    pair one = wanted->kind == ORDER_KTH ? p[wanted->k - 1] : 0;
    if (wanted->kind == ORDER_MODE) one = NAME(most_frequent)(p, r->n);
    bool all = wanted->kind == ORDER_SORT;
    NAME(write_places)(places, all ? p : &one, all ? r->n : 1);
}

/* The k pairs up to the k-th, in the order of the row or sorted: those before it if all
 * of them were found with it, else another look at the row. */
static void NAME(long_top)(row *r, const ordering *wanted, int64_t *places)
{
    int64_t less, k = wanted->k;
    pair *p = NAME(find)(r, k - 1, &less), last = p[k - 1 - less];
    row part = *r;
    bool sortable = k <= SHORT_ROW || r->n >= SAMPLED_ROW; /* else not in place order */
    if (wanted->sorted && less == 0 && sortable) {
        part.spare = p == r->pairs ? r->spare : r->pairs;
        part.pairs = p;
    } else
        NAME(collect)(r, 0, (key)(last >> NAME(PLACE)), last, part.pairs, &less);
    part.n = k;
    p = wanted->sorted ? NAME(radix_sort)(&part, NULL) : part.pairs;
    NAME(write_places)(places, p, k);
}

void CPU(NAME(order_row))(row *r, const ordering *wanted, int64_t *places)
{
    pair one;
    int64_t less;
    if (r->n <= SHORT_ROW) {
        NAME(short_row)(r, wanted, places);
        return;
    }
    switch (wanted->kind) {
    case ORDER_SORT:
        NAME(write_places)(places, NAME(radix_sort)(r, r->keys), r->n);
        return;
    case ORDER_TOP: NAME(long_top)(r, wanted, places); return;
    case ORDER_KTH: {
        const pair *p = NAME(find)(r, wanted->k - 1, &less);
        one = p[wanted->k - 1 - less];
        break;
    }
    default: one = NAME(most_frequent)(NAME(radix_sort)(r, r->keys), r->n);
    }
    NAME(write_places)(places, &one, 1);
}

#undef key
#undef pair

#endif
