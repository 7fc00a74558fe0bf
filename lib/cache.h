/* cache.h - private: memory of the CPU's tensors, 64-byte aligned, on 2 MiB pages. */
#pragma once
#include <stddef.h>

void *cache_allocate(size_t bytes);             /* not cleared; NULL if there is none */
void cache_release(void *memory, size_t bytes); /* bytes as asked for */
