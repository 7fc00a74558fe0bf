/* order.c - puts rows in order: makes their keys, lets order_row.c find the places, and
 * fetches the elements from there. */
#define KERNELS "ops/kernels/order.def"
#include "order.h"

typedef struct job {
    const ordering *wanted;
    keys_function *keys;
    char *values;
    int64_t *indices;
    const char *input;
    int64_t n, taken, size; /* elements of a row, of a result's row, bytes of one */
    int bits;
    bool wide;
    int64_t rows, lot; /* of the input, of one lot, which a thread takes at a time */
    char *memory;      /* of all lots: counters, keys of `key` bytes, pairs, pairs */
    int64_t counters, keys_room, key;
} job;

enum { LOTS = 16, LOT_LEAST = 16384 /* elements */ };

/* Shorter rows than SHORT_ROW need no spare pairs and no counters. */
typedef struct small_row {
    uint64_t keys[SHORT_ROW];
    unsigned __int128 pairs[SHORT_ROW];
} small_row;

#define FETCH(type)                                                                      \
    for (int64_t i = 0; i < n; i++)                                                      \
    ((type *)values)[i] = ((const type *)input)[places[i] - 1]

static void fetch(int64_t size, char *values, const char *input, const int64_t *places,
                  int64_t n)
{
    switch (size) {
    case 1: FETCH(uint8_t); break;
    case 2: FETCH(uint16_t); break;
    case 4: FETCH(uint32_t); break;
    default: FETCH(uint64_t);
    }
}

static void order_rows(const job *j, row *r, int64_t first, int64_t last)
{
    bool largest = j->wanted->descending;
    bool flip = largest && !(j->n <= SHORT_ROW && j->wanted->kind == ORDER_TOP);
    for (int64_t i = first; i < last; i++) {
        const char *input = j->input + i * j->n * j->size;
        int64_t *places = j->indices + i * j->taken;
        j->keys(r->keys, input, j->n, j->wide, flip);
        (j->wide ? CPU(order_row_i64) : CPU(order_row_i32))(r, j->wanted, places);
        fetch(j->size, j->values + i * j->taken * j->size, input, places, j->taken);
    }
}

/* The rows of a lot are done one after the other, in the memory of the lot. */
static void lot_range(void *context, int64_t first, int64_t last)
{
    job *j = context;
    for (int64_t lot = first; lot < last; lot++) {
        int64_t row_first = lot * j->lot, row_last = row_first + j->lot;
        if (row_last > j->rows) row_last = j->rows;
        row r = {.n = j->n, .bits = j->bits};
        if (j->n <= SHORT_ROW) {
            small_row memory;
            r.keys = memory.keys, r.pairs = memory.pairs;
            order_rows(j, &r, row_first, row_last);
            continue;
        }
        char *at = j->memory + lot * (j->counters + j->keys_room + 4 * j->key * j->n);
        r.counts = (int64_t *)at;
        r.keys = at + j->counters;
        r.pairs = at + j->counters + j->keys_room;
        r.spare = (char *)r.pairs + 2 * j->key * j->n;
        order_rows(j, &r, row_first, row_last);
    }
}

cr_status CPU(order)(cr_tensor *values, cr_tensor *indices, const cr_tensor *input,
                     const ordering *wanted)
{
    job j = {.wanted = wanted,
             .values = first_of(values),
             .indices = first_of(indices),
             .input = first_of(input),
             .n = input->sizes[input->ndim - 1],
             .taken = values->sizes[values->ndim - 1],
             .size = (int64_t)cr_dtype_size(input->dtype),
             .keys = CPU(keys_of)(input->dtype),
             .bits = CPU(key_bits)(input->dtype)};
    if (!j.n) return CR_OK;
    j.wide = j.size == 8 || j.n > UINT32_MAX;
    j.key = j.wide ? 8 : 4;
    j.rows = cr_tensor_count(input) / j.n;
    int64_t least = j.n < LARGE_ROW ? (LOT_LEAST + j.n - 1) / j.n : j.rows;
    j.lot = (j.rows + LOTS - 1) / LOTS;
    if (j.lot < least) j.lot = least; /* threads share large rows, not many of them */
    int64_t lots = (j.rows + j.lot - 1) / j.lot;
    j.counters = (j.n < LARGE_ROW ? 1 : ROW_BLOCKS) * BUCKETS * sizeof(int64_t);
    j.keys_room = (j.key * j.n + 63) / 64 * 64;
    cr_tensor memory = {.dtype = CR_U8};
    int64_t room = lots * (j.counters + j.keys_room + 4 * j.key * j.n);
    if (j.n > SHORT_ROW) TRY(cr_tensor_create(&memory, CR_U8, 1, &room));
    j.memory = first_of(&memory);
    parallel_for(lots, 1, lot_range, &j);
    cr_tensor_release(&memory);
    return CR_OK;
}
