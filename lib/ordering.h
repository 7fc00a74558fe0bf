/* ordering.h - private: what is wanted of rows that are put in order. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

enum {
    ORDER_SORT, /* the whole row in order */
    ORDER_TOP,  /* its first k, in order if `sorted` */
    ORDER_KTH,  /* its k-th */
    ORDER_MODE, /* the most frequent: of several the smallest, where it stands last */
};

/* k counts from 1. In order means the smallest first, or the largest if `descending`. */
typedef struct ordering {
    const char *name; /* of the op */
    int kind;
    int64_t k;
    bool descending, sorted;
} ordering;
