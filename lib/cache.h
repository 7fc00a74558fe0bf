/* cache.h - private: memory of the CPU's tensors, 64-byte aligned, on 2 MiB pages. */
#pragma once
#include <stddef.h>

/* Bytes from which results that are new go past the processor's caches (stream.h in
 * kernels/cpu), so that it does not matter how soon their memory is used again. */
enum { CACHE_STREAMED = 1 << 20 };

/* Not cleared; NULL if there is none. That of storages waits for the collector of Lua and
 * so counts as allocated; the scratch of a kernel, which it releases itself, does not. */
void *cache_allocate_storage(size_t bytes);
void *cache_allocate(size_t bytes);
void cache_release(void *memory, size_t bytes); /* bytes as asked for */
