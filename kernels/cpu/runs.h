/* runs.h - visit up to five tensors of one shape together, a row at a time.
 * Dimensions are put in the order of the output's strides and merged where all tensors
 * allow it, so that rows are as long as they can be; long work is shared among threads.
 */
#pragma once
#include "storage.h"
#include "threads.h"

enum {
    MAX_TENSORS = 5,
    CHUNK = 16384, /* elements of one piece of shared work */
    COLUMNS = 256, /* the fewest neighbours that costly work takes together */
};

/* Work on n elements: tensor t's next element is stride[t] elements behind at[t]. */
typedef void row_function(const void *context, int64_t n, char *const *at,
                          const int64_t *stride);

typedef struct runs {
    row_function *row;
    const void *context;
    int tensors, ndim; /* the last dimension is the row */
    int64_t sizes[CR_MAX_DIMS], strides[MAX_TENSORS][CR_MAX_DIMS];
    int64_t element[MAX_TENSORS], pieces,
        piece; /* pieces of a row, elements of a piece */
    char *first[MAX_TENSORS];
} runs;

static inline void runs_swap(runs *r, int a, int b)
{
    int64_t kept = r->sizes[a];
    r->sizes[a] = r->sizes[b], r->sizes[b] = kept;
    for (int t = 0; t < r->tensors; t++) {
        kept = r->strides[t][a];
        r->strides[t][a] = r->strides[t][b], r->strides[t][b] = kept;
    }
}

static inline void runs_sort(runs *r)
{
    for (int d = 1; d < r->ndim; d++)
        for (int e = d; e > 0 && r->strides[0][e - 1] < r->strides[0][e]; e--)
            runs_swap(r, e - 1, e);
}

static inline bool runs_mergeable(const runs *r, int d)
{
    for (int t = 0; t < r->tensors; t++)
        if (r->strides[t][d - 1] != r->sizes[d] * r->strides[t][d]) return false;
    return true;
}

/* Copy the shape without dimensions of size 1, then merge neighbours. */
static inline void runs_layout(runs *r, const cr_tensor *const *tensors, bool ordered)
{
    for (int d = 0; d < tensors[0]->ndim; d++) {
        if (tensors[0]->sizes[d] == 1) continue;
        r->sizes[r->ndim] = tensors[0]->sizes[d];
        for (int t = 0; t < r->tensors; t++)
            r->strides[t][r->ndim] = tensors[t]->strides[d];
        r->ndim++;
    }
    if (!ordered) runs_sort(r);
    for (int d = r->ndim - 1; d > 0; d--) {
        if (!runs_mergeable(r, d)) continue;
        r->sizes[d - 1] *= r->sizes[d];
        for (int t = 0; t < r->tensors; t++) r->strides[t][d - 1] = r->strides[t][d];
        for (int e = d; e < r->ndim - 1; e++) {
            r->sizes[e] = r->sizes[e + 1];
            for (int t = 0; t < r->tensors; t++) r->strides[t][e] = r->strides[t][e + 1];
        }
        r->ndim--;
    }
    if (r->ndim == 0) {
        r->sizes[r->ndim++] = 1;
        for (int t = 0; t < r->tensors; t++) r->strides[t][0] = 1;
    }
}

/* Addresses at index 0 of the last dimension in the row of this number. */
static inline void runs_find(const runs *r, int64_t row, char **at)
{
    for (int t = 0; t < r->tensors; t++) at[t] = r->first[t];
    for (int d = r->ndim - 2; d >= 0; d--) {
        int64_t i = row % r->sizes[d];
        row /= r->sizes[d];
        for (int t = 0; t < r->tensors; t++)
            at[t] += i * r->strides[t][d] * r->element[t];
    }
}

/* One piece: part of a row, found from its number. */
static inline void runs_piece(const runs *r, int64_t number)
{
    int last = r->ndim - 1;
    int64_t begin = number % r->pieces * r->piece, stride[MAX_TENSORS];
    int64_t left = r->sizes[last] - begin;
    char *at[MAX_TENSORS];
    runs_find(r, number / r->pieces, at);
    for (int t = 0; t < r->tensors; t++) {
        stride[t] = r->strides[t][last];
        at[t] += begin * stride[t] * r->element[t];
    }
    r->row(r->context, left < r->piece ? left : r->piece, at, stride);
}

/* Whole rows, neighbours in the dimension before the last: divisions take as long as much
 * of a short row, so only the first of them is looked for. */
static inline void runs_rows(const runs *r, int64_t first, int64_t last)
{
    int d = r->ndim - 2;
    int64_t stride[MAX_TENSORS], step[MAX_TENSORS];
    char *at[MAX_TENSORS];
    for (int t = 0; t < r->tensors; t++) {
        stride[t] = r->strides[t][d + 1];
        step[t] = r->strides[t][d] * r->element[t];
    }
    while (first < last) {
        int64_t end = first - first % r->sizes[d] + r->sizes[d];
        runs_find(r, first, at);
        for (end = end < last ? end : last; first < end; first++) {
            r->row(r->context, r->sizes[d + 1], at, stride);
            for (int t = 0; t < r->tensors; t++) at[t] += step[t];
        }
    }
}

static inline void runs_range(void *context, int64_t first, int64_t last)
{
    const runs *r = context;
    if (r->pieces == 1 && r->ndim > 1)
        runs_rows(r, first, last);
    else
        for (int64_t i = first; i < last; i++) runs_piece(r, i);
}

/* The number of elements if there are no gaps between them, else -1. */
static inline int64_t runs_gapless(const cr_tensor *tensor)
{
    int64_t elements = tensor->ndim > 0;
    for (int d = tensor->ndim - 1; d >= 0; d--) {
        if (tensor->strides[d] != elements && tensor->sizes[d] != 1) return -1;
        elements *= tensor->sizes[d];
    }
    return elements;
}

/* The common case, without any set-up: little to do, and every tensor contiguous. Finds
 * where each begins and gives the number of elements, else -1. */
static inline int64_t runs_short(int count, const cr_tensor *const *tensors, char **at)
{
    int64_t elements = runs_gapless(tensors[0]);
    if (elements > CHUNK) return -1;
    for (int t = 0; t < count; t++) {
        if (runs_gapless(tensors[t]) != elements) return -1;
        at[t] = first_of(tensors[t]);
    }
    return elements;
}

/* Neighbours in the last tensor are taken together, so that whole lines are read. */
static inline int64_t runs_costly_piece(const runs *r, int64_t cost)
{
    int64_t least = r->strides[r->tensors - 1][r->ndim - 1] == 1 ? COLUMNS : 1;
    int64_t piece = CHUNK / cost / least * least;
    return piece > least ? piece : least;
}

/* cost: how many elements are read for each one that is visited. */
static inline void runs_over(row_function *row, const void *context, int count,
                             const cr_tensor *const *tensors, bool ordered, int64_t cost)
{
    if (cr_tensor_count(tensors[0]) == 0) return;
    if (cost == 1) {
        static const int64_t ones[MAX_TENSORS] = {1, 1, 1, 1, 1};
        char *at[MAX_TENSORS];
        int64_t elements = runs_short(count, tensors, at);
        if (elements > 0) row(context, elements, at, ones);
        if (elements > 0) return;
    }
    runs r = {.row = row, .context = context, .tensors = count, .piece = CHUNK};
    for (int t = 0; t < count; t++) {
        r.first[t] = first_of(tensors[t]);
        r.element[t] = size_of(tensors[t]->dtype);
    }
    runs_layout(&r, tensors, ordered);
    int64_t length = r.sizes[r.ndim - 1], rows = 1;
    for (int d = 0; d < r.ndim - 1; d++) rows *= r.sizes[d];
    if (cost > 1) r.piece = runs_costly_piece(&r, cost);
    r.pieces = (length + r.piece - 1) / r.piece;
    int64_t used = (length < r.piece ? length : r.piece) * cost;
    int64_t grain = used < CHUNK ? CHUNK / used : 1;
    if (ordered)
        runs_range(&r, 0, rows * r.pieces);
    else
        parallel_for(rows * r.pieces, grain, runs_range, &r);
}

#define RUNS_OVER(row, context, ordered, cost, ...)                                      \
    runs_over(row, context, sizeof((const cr_tensor *[]){__VA_ARGS__}) / sizeof(void *), \
              (const cr_tensor *const[]){__VA_ARGS__}, ordered, cost)

/* EACH_ROW(row, context, output, a, b): any order, shared among threads. */
#define EACH_ROW(row, context, ...) RUNS_OVER(row, context, false, 1, __VA_ARGS__)

/* The same for work of `cost` elements on each one: in shorter pieces. */
#define EACH_ROW_OF_COST(cost, row, context, ...)                                        \
    RUNS_OVER(row, context, false, cost, __VA_ARGS__)

/* The same in row-major order, in this thread: for streams of random numbers. */
#define EACH_ROW_IN_ORDER(row, context, ...) RUNS_OVER(row, context, true, 1, __VA_ARGS__)
