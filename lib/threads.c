/* threads.c - the pool. The caller takes chunks itself from the first moment, helpers
 * join when the system lets them, and whoever is free takes the next chunk: on a busy
 * machine the loop degrades to one thread instead of waiting for the slowest. */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>
#include "fail.h"
#include "threads.h"

enum { MAX_THREADS = 256 };

/* The loop in progress. `open` tells helpers that it may be entered; the caller closes it
 * when no chunk is left and then waits for `inside`, helpers that hold a chunk. */
static struct {
    pthread_mutex_t lock;
    pthread_cond_t posted;
    uint64_t number; /* of the loop, under lock */
    int helpers;     /* threads started */
    pid_t process;   /* a forked child has no helpers */
    atomic_int open, inside;
    atomic_llong next;
    int64_t count, grain;
    range_function *work;
    void *context;
} pool = {.lock = PTHREAD_MUTEX_INITIALIZER, .posted = PTHREAD_COND_INITIALIZER};

static pthread_mutex_t in_use = PTHREAD_MUTEX_INITIALIZER;
static atomic_int wanted;
static _Thread_local int rank_here, busy_here;

int parallel_rank(void)
{
    return rank_here;
}

int cr_threads(void)
{
    int count = atomic_load(&wanted);
    if (count) return count;
    const char *named = getenv("CRESSET_THREADS");
    long chosen = named ? atol(named) : sysconf(_SC_NPROCESSORS_ONLN);
    count = chosen < 1 ? 1 : chosen > MAX_THREADS ? MAX_THREADS : (int)chosen;
    atomic_store(&wanted, count);
    return count;
}

cr_status cr_threads_use(int count)
{
    REQUIRE(count >= 1 && count <= MAX_THREADS, CR_BAD_ARGUMENT,
            "setnumthreads: count is %d, expected 1 to %d", count, MAX_THREADS);
    atomic_store(&wanted, count);
    return CR_OK;
}

static void take_chunks(void)
{
    for (;;) {
        int64_t first = atomic_fetch_add(&pool.next, pool.grain);
        if (first >= pool.count) return;
        int64_t last = first + pool.grain < pool.count ? first + pool.grain : pool.count;
        pool.work(pool.context, first, last);
    }
}

static void *help(void *argument)
{
    uint64_t seen = 0;
    rank_here = (int)(intptr_t)argument;
    busy_here = 1;
    for (;;) {
        pthread_mutex_lock(&pool.lock);
        while (pool.number == seen) pthread_cond_wait(&pool.posted, &pool.lock);
        seen = pool.number;
        pthread_mutex_unlock(&pool.lock);
        if (rank_here >= cr_threads()) continue;
        atomic_fetch_add(&pool.inside, 1);
        if (atomic_load(&pool.open)) take_chunks();
        atomic_fetch_sub(&pool.inside, 1);
    }
    return NULL;
}

/* Start helpers up to the wanted number; those that cannot be started are done without.
 */
static void start_helpers(int count)
{
    if (pool.process != getpid()) {
        pool.process = getpid();
        pool.helpers = 0;
        atomic_store(&pool.inside, 0);
    }
    while (pool.helpers < count - 1) {
        pthread_t thread;
        pthread_attr_t attributes;
        pthread_attr_init(&attributes);
        pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
        int failed = pthread_create(&thread, &attributes, help,
                                    (void *)(intptr_t)(pool.helpers + 1));
        pthread_attr_destroy(&attributes);
        if (failed) return;
        pool.helpers++;
    }
}

static void run_shared(int64_t count, int64_t grain, range_function *work, void *context)
{
    start_helpers(cr_threads());
    pool.count = count, pool.grain = grain, pool.work = work, pool.context = context;
    atomic_store(&pool.next, 0);
    atomic_store(&pool.open, 1);
    pthread_mutex_lock(&pool.lock);
    pool.number++;
    pthread_cond_broadcast(&pool.posted);
    pthread_mutex_unlock(&pool.lock);
    busy_here = 1;
    take_chunks();
    busy_here = 0;
    atomic_store(&pool.open, 0);
    for (int spins = 0; atomic_load(&pool.inside); spins++)
        if (spins > 4000) sched_yield(); /* the helper lost its core; lend it this one */
}

void parallel_for(int64_t count, int64_t grain, range_function *work, void *context)
{
    if (count <= 0) return;
    if (grain < 1) grain = 1;
    bool alone = count <= grain || busy_here || cr_threads() == 1;
    if (alone || pthread_mutex_trylock(&in_use)) {
        for (int64_t first = 0; first < count; first += grain)
            work(context, first, first + grain < count ? first + grain : count);
        return;
    }
    run_shared(count, grain, work, context);
    pthread_mutex_unlock(&in_use);
}
