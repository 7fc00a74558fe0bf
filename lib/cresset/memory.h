/* memory.h - the bytes that tensors hold on the CPU, and how freed ones are kept. */
#pragma once
#include <stddef.h>
#include <stdint.h>
#include "status.h"

/* Units: bytes. Read at any time, from any thread; each field is exact by itself. */
typedef struct cr_memory_counters {
    int64_t live;     /* held by storages now */
    int64_t cached;   /* freed, kept for the next request */
    int64_t peak;     /* largest live since the last cr_memory_reset_peak */
    double allocated; /* to storages since the start; only grows */
    double
        pressure;  /* the same, but of large blocks a quarter: what drives collections */
    int64_t count; /* storages that hold memory now */
} cr_memory_counters;

const volatile cr_memory_counters *cr_memory(void);
void cr_memory_reset_peak(void);

/* Give the cached bytes back to the system. */
void cr_memory_trim(void);

/* Let storages hold at most so many bytes; 0: as many as the system gives. */
cr_status cr_memory_limit(int64_t bytes);

/* For tests: let the n-th allocation from now fail (1 is the next); 0 switches it off.
 * `always`: every later one fails too. */
void cr_memory_fail_at(int64_t n, int always);
