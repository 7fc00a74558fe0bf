/* boxes.h - private: windows over volumes, each a box of elements, by tables for every
 * side. Images are volumes of one slice. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One side of the boxes: window i covers the elements first[i] <= k < last[i], `step`
 * apart, of the `size` there are; counted[i] of them divide a mean. */
typedef struct side {
    int64_t size, count, step;
    int32_t *first, *last, *counted;
    int64_t
        next; /* entries from the table of a plane to that of the next; 0: all alike */
} side;

typedef struct boxes {
    side sides[3];
    bool relative; /* indices are a row and a column, from the corner of their window */
    void *tables;
    size_t bytes;
} boxes;
