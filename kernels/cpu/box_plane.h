/* box_plane.h - volumes of one channel under the boxes of lib/boxes.h. Included once per
 * type: their elements are read along whole rows, into a row of columns that has their
 * largest element or their sum, and the windows of that row then read the columns. */
#include <stdatomic.h>
#include "boxes.h"
#include "cache.h"
#include "kernel.h"

typedef struct NAME(pooled) {
    const boxes *b;
    int64_t planes, volume, windows; /* elements and windows of a plane */
    const real *from;
    real *to;
    int64_t *indices;
    const int64_t *places; /* the same, for gradients */
    atomic_bool failed;
    atomic_llong bad; /* an index that names no element */
} NAME(pooled);

static NAME(pooled) NAME(pooled_of)(const boxes *b, const cr_tensor *volumes)
{
    const side *s = b->sides;
    return (NAME(pooled)){.b = b,
                          .planes = volumes->sizes[0] * volumes->sizes[1],
                          .volume = s[0].size * s[1].size * s[2].size,
                          .windows = s[0].count * s[1].count * s[2].count};
}

static inline int64_t NAME(pooled_grain)(const NAME(pooled) * o)
{
    return 1 + 32768 / (o->volume + o->windows);
}

/* The tables of side d for one plane. */
static inline const int32_t *NAME(first_of_side)(const NAME(pooled) * o, int d,
                                                 int64_t plane)
{
    return o->b->sides[d].first + plane * o->b->sides[d].next;
}

static inline const int32_t *NAME(last_of_side)(const NAME(pooled) * o, int d,
                                                int64_t plane)
{
    return o->b->sides[d].last + plane * o->b->sides[d].next;
}
