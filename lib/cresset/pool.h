/* pool.h - the tensors of one Lua state, kept outside its heap and known by number.
 * A finalizer on each would cost more than most calls, and stop LuaJIT from compiling
 * where one runs. So Lua holds references in a weak table, by number, and drops what has
 * died. */
#pragma once
#include <stdint.h>
#include "tensor.h"

typedef struct cr_pool {
    int32_t last;  /* number of the tensor taken last, from 1 */
    int32_t count; /* highest number ever taken */
    double taken;  /* tensors taken since the start; only grows */
    struct pool_chunk **chunks;
    struct pool_node *freed;
} cr_pool;

/* NULL if there is no memory. */
cr_pool *cr_pool_create(void);

/* Release all tensors and the pool itself. */
void cr_pool_destroy(cr_pool *pool);

/* An empty tensor of this type, whose number is then pool->last; NULL, with a message, if
 * there is no memory or no such type. It stays at its address until it is dropped. */
cr_tensor *cr_pool_take(cr_pool *pool, int dtype);

/* Release tensor `number`; it may be taken again. Numbers not in use are ignored. */
void cr_pool_drop(cr_pool *pool, int32_t number);
