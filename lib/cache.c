/* cache.c - a caching allocator: the first touch of new memory costs more than
 * arithmetic, so freed blocks are kept by size and used again.
 *
 * Sizes are rounded up to classes, four to a doubling. Small blocks are cut from 2 MiB
 * chunks that are never given back; large ones are mappings of their own, aligned to 2
 * MiB so that the kernel can back them with huge pages. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include "cache.h"
#include "cresset/memory.h"
#include "fail.h"

enum {
    ALIGNMENT = 64,
    PAGE = 2 << 20,
    SMALL = 256 << 10, /* the largest class cut from chunks */
    CLASSES = 4 * 58,
    KEEP_LEAST = 128 << 20, /* large blocks kept, in bytes: what the program has held */
    KEEP_MOST = 1 << 30,    /* at its peak, within these limits */
    SUSPICIOUS = 1 << 30,   /* ask the system first, for it promises more than it has */
};

typedef struct block {
    struct block *next;
} block;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static block *freed[CLASSES];
static char *chunk, *chunk_end;
static cr_memory_counters counters;
static int64_t fail_in, fail_always, most;

const volatile cr_memory_counters *cr_memory(void)
{
    return &counters;
}

/* The class of a size, and the bytes of a class: 64, 80, 96, 112, 128, 160, ... rounded
 * up to the alignment. */
static int class_of(size_t bytes)
{
    if (bytes <= ALIGNMENT) return 0;
    int top = 63 - __builtin_clzll(bytes - 1);
    int quarter = (bytes - 1) >> (top - 2) & 3;
    return (top - 6) * 4 + quarter + 1;
}

static size_t class_bytes(int class)
{
    int top = 6 + class / 4;
    size_t bytes = ((size_t)4 + class % 4) << (top - 2);
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static size_t mapped_bytes(size_t bytes)
{
    return bytes < PAGE ? bytes : (bytes + PAGE - 1) / PAGE * PAGE;
}

/* Whether the system has this much left; /proc/meminfo counts what it could free. */
static int available(size_t bytes)
{
    unsigned long long kilobytes = UINT64_MAX >> 10;
    char line[128];
    FILE *file = fopen("/proc/meminfo", "r");
    while (file && fgets(line, sizeof line, file))
        if (sscanf(line, "MemAvailable: %llu", &kilobytes) == 1) break;
    if (file) fclose(file);
    return bytes >> 10 <= kilobytes;
}

/* A mapping that begins on a 2 MiB boundary, if it is that large. */
static void *map(size_t bytes)
{
    if (bytes >= SUSPICIOUS && !available(bytes)) return NULL;
    size_t spare = bytes < PAGE ? 0 : PAGE;
    if (bytes > SIZE_MAX - spare) return NULL;
    char *start = mmap(NULL, bytes + spare, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (start == MAP_FAILED) return NULL;
    if (!spare) return start;
    char *aligned = (char *)(((uintptr_t)start + PAGE - 1) / PAGE * PAGE);
    if (aligned > start) munmap(start, aligned - start);
    munmap(aligned + bytes, start + spare - aligned);
    madvise(aligned, bytes, MADV_HUGEPAGE);
    return aligned;
}

static void *cut_from_chunk(size_t bytes)
{
    if (chunk_end - chunk < (int64_t)bytes) {
        char *fresh = map(PAGE);
        if (!fresh) return NULL;
        chunk = fresh;
        chunk_end = fresh + PAGE;
    }
    char *memory = chunk;
    chunk += bytes;
    return memory;
}

static int told_to_fail(void)
{
    if (!fail_in) return 0;
    if (--fail_in) return 0;
    fail_in = fail_always;
    return 1;
}

static int beyond_limit(size_t bytes)
{
    return most && counters.live + (int64_t)bytes > most;
}

/* Whether a freed large block is worth keeping: a loop that fills and empties the same
 * gigabyte must not map it anew each time. */
static int worth_keeping(size_t bytes)
{
    int64_t limit = counters.peak < KEEP_LEAST  ? KEEP_LEAST
                    : counters.peak > KEEP_MOST ? KEEP_MOST
                                                : counters.peak;
    return counters.cached + (int64_t)mapped_bytes(bytes) <= limit;
}

static void *take(int class, size_t bytes)
{
    block *first = freed[class];
    if (first) {
        freed[class] = first->next;
        if (bytes > SMALL) counters.cached -= mapped_bytes(bytes);
        return first;
    }
    return bytes <= SMALL ? cut_from_chunk(bytes) : map(mapped_bytes(bytes));
}

static void trim(void)
{
    for (int class = class_of(SMALL) + 1; class < CLASSES; class ++)
        while (freed[class]) {
            block *first = freed[class];
            freed[class] = first->next;
            munmap(first, mapped_bytes(class_bytes(class)));
        }
    counters.cached = 0;
}

static void *allocate(size_t asked, bool for_storage)
{
    if (asked > (size_t)1 << 56) return NULL;
    int class = class_of(asked);
    size_t bytes = class_bytes(class);
    pthread_mutex_lock(&lock);
    int failing = told_to_fail() || beyond_limit(bytes);
    void *memory = failing ? NULL : take(class, bytes);
    if (!memory && !failing && counters.cached) {
        trim();
        memory = take(class, bytes);
    }
    if (memory) {
        counters.live += bytes;
        if (for_storage) {
            counters.allocated += bytes;
            counters.pressure += bytes < CACHE_STREAMED ? bytes : bytes / 4;
        }
        counters.count++;
        if (counters.live > counters.peak) counters.peak = counters.live;
    }
    pthread_mutex_unlock(&lock);
    return memory;
}

void *cache_allocate(size_t asked)
{
    return allocate(asked, false);
}

void *cache_allocate_storage(size_t asked)
{
    return allocate(asked, true);
}

void cache_release(void *memory, size_t asked)
{
    if (!memory) return;
    int class = class_of(asked);
    size_t bytes = class_bytes(class);
    pthread_mutex_lock(&lock);
    counters.live -= bytes;
    counters.count--;
    if (bytes > SMALL && !worth_keeping(bytes)) {
        munmap(memory, mapped_bytes(bytes));
    } else {
        if (bytes > SMALL) counters.cached += mapped_bytes(bytes);
        block *first = memory;
        first->next = freed[class];
        freed[class] = first;
    }
    pthread_mutex_unlock(&lock);
}

void cr_memory_trim(void)
{
    pthread_mutex_lock(&lock);
    trim();
    pthread_mutex_unlock(&lock);
}

void cr_memory_reset_peak(void)
{
    pthread_mutex_lock(&lock);
    counters.peak = counters.live;
    pthread_mutex_unlock(&lock);
}

cr_status cr_memory_limit(int64_t bytes)
{
    REQUIRE(bytes >= 0, CR_BAD_ARGUMENT, "memory: limit is %lld, expected 0 or more",
            (long long)bytes);
    pthread_mutex_lock(&lock);
    most = bytes;
    pthread_mutex_unlock(&lock);
    return CR_OK;
}

void cr_memory_fail_at(int64_t n, int always)
{
    pthread_mutex_lock(&lock);
    fail_in = n > 0 ? n : 0;
    fail_always = n > 0 && always;
    pthread_mutex_unlock(&lock);
}
