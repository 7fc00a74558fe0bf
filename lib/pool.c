/* pool.c - tensors in chunks that never move, with a list of those free. */
#include <stdlib.h>
#include "cresset/pool.h"
#include "fail.h"

enum { CHUNK = 256, GROWTH = 1024 /* chunk pointers made room for at a time */ };

typedef struct pool_node {
    cr_tensor tensor; /* first, so that their addresses are equal */
    struct pool_node *next;
    int32_t number;
    bool used;
} pool_node;

typedef struct pool_chunk {
    pool_node nodes[CHUNK];
} pool_chunk;

cr_pool *cr_pool_create(void)
{
    return calloc(1, sizeof(cr_pool));
}

static pool_node *node_of(const cr_pool *pool, int32_t number)
{
    return &pool->chunks[(number - 1) / CHUNK]->nodes[(number - 1) % CHUNK];
}

/* Make room for the chunk `index`. */
static bool add_chunk(cr_pool *pool, int32_t index)
{
    if (index % GROWTH == 0) {
        size_t bytes = (size_t)(index + GROWTH) * sizeof(pool_chunk *);
        pool_chunk **chunks = realloc(pool->chunks, bytes);
        if (!chunks) return false;
        pool->chunks = chunks;
    }
    pool->chunks[index] = malloc(sizeof(pool_chunk));
    return pool->chunks[index] != NULL;
}

static pool_node *next_node(cr_pool *pool)
{
    pool_node *node = pool->freed;
    if (node) {
        pool->freed = node->next;
        return node;
    }
    if (pool->count == INT32_MAX) return NULL;
    if (pool->count % CHUNK == 0 && !add_chunk(pool, pool->count / CHUNK)) return NULL;
    node = node_of(pool, ++pool->count);
    node->number = pool->count;
    return node;
}

cr_tensor *cr_pool_take(cr_pool *pool, int dtype)
{
    if (!pool || !is_dtype(dtype)) {
        cr_fail(CR_BAD_DTYPE, "tensor: no dtype %d", dtype);
        return NULL;
    }
    pool_node *node = next_node(pool);
    if (!node) {
        cr_fail(CR_NO_MEMORY, "tensor: no memory for another tensor");
        return NULL;
    }
    node->used = true;
    node->tensor.owner = NULL;
    node->tensor.start = 0;
    node->tensor.dtype = dtype;
    node->tensor.ndim = 0;
    pool->last = node->number;
    pool->taken++;
    return &node->tensor;
}

void cr_pool_drop(cr_pool *pool, int32_t number)
{
    if (!pool || number < 1 || number > pool->count) return;
    pool_node *node = node_of(pool, number);
    if (!node->used) return;
    cr_tensor_release(&node->tensor);
    node->used = false;
    node->next = pool->freed;
    pool->freed = node;
}

void cr_pool_destroy(cr_pool *pool)
{
    if (!pool) return;
    for (int32_t number = 1; number <= pool->count; number++) cr_pool_drop(pool, number);
    for (int32_t c = 0; c * CHUNK < pool->count; c++) free(pool->chunks[c]);
    free(pool->chunks);
    free(pool);
}
