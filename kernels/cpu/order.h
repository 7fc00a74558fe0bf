/* order.h - rows in order: elements become keys, unsigned integers of the same order,
 * which are sorted together with their places.
 *
 * Numbers that are equal have equal keys, -0 and 0 too; a NaN has the largest, so that it
 * comes last, or first where larger numbers come first. */
#pragma once
#include "ordering.h"

#include "kernel.h"

enum {
    SHORT_ROW = 128,       /* up to here quicksort and quickselect, as Torch7 */
    SAMPLED_ROW = 1 << 14, /* from here on a sample tells where to look */
    LARGE_ROW = 1 << 17,   /* from here on threads share one row */
    ROW_BLOCKS = 16,       /* parts of a large row */
    BUCKETS = 2048,        /* of a pass of radix sort, at most */
};

/* One row: its keys, of `bits` bits, two arrays of as many pairs, and ROW_BLOCKS times
 * BUCKETS counters. */
typedef struct row {
    int64_t n;
    int bits;
    void *keys, *pairs, *spare;
    int64_t *counts;
} row;

/* Write the keys of n elements: 4 bytes each, or 8 if `wide`; `flip` turns the order
 * around. */
typedef void keys_function(void *keys, const void *x, int64_t n, bool wide, bool flip);
keys_function *CPU(keys_of)(int dtype);
int CPU(key_bits)(int dtype);

/* Put in order what `wanted` asks for and write the places, from 1 on. For keys of 4
 * bytes and of 8. */
void CPU(order_row_i32)(row *r, const ordering *wanted, int64_t *places);
void CPU(order_row_i64)(row *r, const ordering *wanted, int64_t *places);
