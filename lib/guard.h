/* guard.h - private: memory mapped from files, which may lose its pages. */
#pragma once
#include <stdbool.h>
#include <stddef.h>

typedef struct guarded guarded;

/* From now on a page of this memory that is no longer in its file reads as 0, instead of
 * ending the process. NULL if there is no memory. */
guarded *guard_begin(void *start, size_t bytes, const char *name);

/* To be called before the memory is unmapped. */
void guard_end(guarded *region);
