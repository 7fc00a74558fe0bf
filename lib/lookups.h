/* lookups.h - private: volumes whose sides are taken element by element from others. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One side of the output: element i is element from[i] of the `size` of the input; with
 * weights it is also the next one, in the part more[i]. */
typedef struct lookup {
    int64_t size, count; /* of the input, of the output */
    int32_t *from;
    double *more; /* NULL: no weights */
    bool doubled; /* element i is i / 2, for all of them */
} lookup;

typedef struct lookups {
    lookup sides[3];
    void *tables;
    size_t bytes;
} lookups;
