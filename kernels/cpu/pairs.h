/* pairs.h - a key above the place, from 0, that it came from, as one integer: no two are
 * equal, and as integers they are in the order of a stable sort. Included for each key.
 */

typedef __typeof__(_Generic((real)0, int32_t
                            : (uint32_t)0, int64_t
                            : (uint64_t)0)) NAME(key);
typedef __typeof__(_Generic((real)0, int32_t
                            : (uint64_t)0, int64_t
                            : (unsigned __int128)0)) NAME(pair);
enum { NAME(PLACE) = 8 * sizeof(real) }; /* bits of a place */
#define key NAME(key)
#define pair NAME(pair)

INLINE pair NAME(paired)(key k, int64_t place)
{
    return (pair)k << NAME(PLACE) | (pair)place;
}

INLINE void NAME(swap)(pair *p, int64_t i, int64_t j)
{
    pair kept = p[i];
    p[i] = p[j], p[j] = kept;
}

/* Partition p[low..high], at least three, around the median of the first, the middle and
 * the last: p[low..*middle] are not larger, p[*middle] is in place, p[*right..high] are
 * not smaller. `shift` drops the bits that do not count.
 * Sedgewick (1978), Implementing quicksort programs, Comm. ACM 21. */
INLINE void NAME(split)(pair *p, int64_t low, int64_t high, int shift, int64_t *middle,
                        int64_t *right)
{
    NAME(swap)(p, (low + high) / 2, low + 1);
    if (p[low + 1] >> shift > p[high] >> shift) NAME(swap)(p, low + 1, high);
    if (p[low] >> shift > p[high] >> shift) NAME(swap)(p, low, high);
    if (p[low + 1] >> shift > p[low] >> shift) NAME(swap)(p, low + 1, low);
    pair pivot = p[low] >> shift;
    int64_t i = low + 1, j = high;
    for (;;) {
        do i++;
        while (p[i] >> shift < pivot);
        do j--;
        while (p[j] >> shift > pivot);
        if (j < i) break;
        NAME(swap)(p, i, j);
    }
    NAME(swap)(p, low, j);
    *middle = j, *right = i;
}

/* Let p[k] be what a sort would put there, nothing larger before and nothing smaller
 * behind it. Hoare (1961), Algorithm 65: Find. */
INLINE void NAME(select)(pair *p, int64_t n, int64_t k, int shift)
{
    int64_t low = 0, high = n - 1, middle, right;
    while (high > low + 1) {
        NAME(split)(p, low, high, shift, &middle, &right);
        if (middle <= k) low = right;
        if (middle >= k) high = middle - 1;
    }
    if (high == low + 1 && p[low] >> shift > p[high] >> shift) NAME(swap)(p, low, high);
}

/* Sort a short row as Torch7 does, by keys alone: quicksort down to parts of SMALL, then
 * one insertion sort from the end. Equal keys come in the order that this gives; with a
 * shift of 0 places count too, so that there are none. */
enum { NAME(SMALL) = 10 };

static void NAME(parts)(pair *p, int64_t low, int64_t high, int shift)
{
    int64_t middle, right;
    while (high - low >= NAME(SMALL)) {
        NAME(split)(p, low, high, shift, &middle, &right);
        NAME(parts)(p, low, middle - 1, shift);
        low = right;
    }
}

static void NAME(quicksort)(pair *p, int64_t n, int shift)
{
    if (n - 1 > NAME(SMALL)) NAME(parts)(p, 0, n - 1, shift);
    for (int64_t i = n - 2; i >= 0; i--) {
        pair moved = p[i];
        int64_t j = i + 1;
        for (; j < n && p[j] >> shift < moved >> shift; j++) p[j - 1] = p[j];
        p[j - 1] = moved;
    }
}
