/* units.h - rows of stride 1 for work on single elements: other rows are packed into
 * buffers first, so that a kernel has one loop per formula, and vector code for all. */
#pragma once
#include <string.h>
#include "runs.h"
#include "stream.h"

enum {
    PACK = 256, /* elements of a buffer */
    STREAM_PART =
        1024 /* bytes computed before they are streamed: loads go on meanwhile */
};

/* Work on n elements of each tensor, all contiguous. The output may be an input. */
typedef void unit_function(const void *context, int64_t n, char *const *at);

/* Loops over units carry nothing from one element to the next. */
#define UNITS _Pragma("GCC ivdep") for (int64_t i = 0; i < n; i++)

typedef struct units {
    unit_function *work;
    const void *context;
    int tensors;
    bool streams;
    int64_t element[MAX_TENSORS];
} units;

#define MOVE(type)                                                                       \
    for (int64_t i = 0; i < n; i++)                                                      \
    ((type *)to)[i * to_stride] = ((const type *)from)[i * from_stride]

static inline void move(int64_t element, void *to, int64_t to_stride, const void *from,
                        int64_t from_stride, int64_t n)
{
    switch (element) {
    case 1: MOVE(uint8_t); break;
    case 2: MOVE(uint16_t); break;
    case 4: MOVE(uint32_t); break;
    default: MOVE(uint64_t);
    }
}
#undef MOVE

static inline void packed_row(const units *u, int64_t n, char *const *at,
                              const int64_t *stride)
{
    uint64_t buffer[MAX_TENSORS][PACK];
    char *packed[MAX_TENSORS];
    for (int64_t i = 0; i < n; i += PACK) {
        int64_t part = n - i < PACK ? n - i : PACK;
        for (int t = 0; t < u->tensors; t++) {
            char *first = at[t] + i * stride[t] * u->element[t];
            packed[t] = stride[t] == 1 ? first : (char *)buffer[t];
            bool filled = t == 0 || stride[t] == 1 || (stride[t] == 0 && i > 0);
            if (!filled) move(u->element[t], packed[t], 1, first, stride[t], part);
        }
        u->work(u->context, part, packed);
        if (stride[0] != 1)
            move(u->element[0], at[0] + i * stride[0] * u->element[0], stride[0],
                 packed[0], 1, part);
    }
}

/* Contiguous rows, the results of which pass the caches by. */
static inline void streamed_row(const units *u, int64_t n, char *const *at)
{
    uint64_t buffer[STREAM_PART / 8] __attribute__((aligned(64)));
    char *now[MAX_TENSORS] = {(char *)buffer};
    for (int64_t i = 0, part = STREAM_PART / u->element[0]; i < n; i += part) {
        if (n - i < part) part = n - i;
        for (int t = 1; t < u->tensors; t++) now[t] = at[t] + i * u->element[t];
        u->work(u->context, part, now);
        stream(at[0] + i * u->element[0], now[0], part * u->element[0]);
    }
    stream_fence();
}

static inline void units_row(const void *context, int64_t n, char *const *at,
                             const int64_t *stride)
{
    const units *u = context;
    bool contiguous = true;
    for (int t = 0; t < u->tensors; t++) contiguous = contiguous && stride[t] == 1;
    if (contiguous && u->streams)
        streamed_row(u, n, at);
    else if (contiguous)
        u->work(u->context, n, at);
    else
        packed_row(u, n, at, stride);
}

static inline void units_over(unit_function *work, const void *context, int count,
                              const cr_tensor *const *tensors)
{
    char *at[MAX_TENSORS];
    int64_t elements = runs_short(count, tensors, at);
    if (elements >= 0) {
        work(context, elements, at);
        return;
    }
    units u = {.work = work, .context = context, .tensors = count};
    u.streams = streams(tensors[0]);
    for (int t = 0; t < count; t++) u.element[t] = size_of(tensors[t]->dtype);
    runs_over(units_row, &u, count, tensors, false, 1);
}

/* EACH_UNIT(work, context, output, a, b): any order, shared among threads. */
#define EACH_UNIT(work, context, ...)                                                    \
    units_over(work, context,                                                            \
               sizeof((const cr_tensor *[]){__VA_ARGS__}) / sizeof(void *),              \
               (const cr_tensor *const[]){__VA_ARGS__})
