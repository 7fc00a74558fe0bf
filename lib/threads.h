/* threads.h - private: one small pool of threads that share loops. */
#pragma once
#include <stdint.h>
#include "cresset/threads.h"

/* Work on the items first <= i < last. */
typedef void range_function(void *context, int64_t first, int64_t last);

/* Call work for chunks of `grain` items (the last may be shorter) until all `count` are
 * done, from this thread and from those of the pool that are free. Chunk borders depend
 * on count and grain alone; chunks must be independent, so results do not depend on
 * threads. The caller never waits for a thread that has not started a chunk. Calls within
 * a chunk, and calls while another thread uses the pool, run in the calling thread. */
void parallel_for(int64_t count, int64_t grain, range_function *work, void *context);

/* Which of the threads runs this chunk: 0 the caller, else 1 to 255. For scratch memory.
 */
int parallel_rank(void);
