/* guard.c - lives on when a mapped file is cut off by someone else, or its disk is full.
 * The processor then raises SIGBUS where the page is touched. The handler puts an empty
 * page in its place and sets the interrupt flag, so that the next checked call is an
 * error. Other bus errors go to the handler that was there before. */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "cresset/map.h"
#include "guard.h"

/* Regions are never freed, for the handler may be looking at one, but used again. */
struct guarded {
    struct guarded *next;
    atomic_uintptr_t start, end; /* both 0: free */
    char name[256];
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static _Atomic(guarded *) regions;
static _Atomic(guarded *) lost;
static struct sigaction before;
static bool installed;
static long page;

static guarded *region_of(uintptr_t address)
{
    for (guarded *r = atomic_load(&regions); r; r = r->next)
        if (address >= atomic_load(&r->start) && address < atomic_load(&r->end)) return r;
    return NULL;
}

static void pass_on(int number, siginfo_t *info, void *context)
{
    if (before.sa_flags & SA_SIGINFO)
        before.sa_sigaction(number, info, context);
    else if (before.sa_handler != SIG_DFL && before.sa_handler != SIG_IGN)
        before.sa_handler(number);
    else if (sigaction(number, &before, NULL) == 0)
        raise(number); /* once this handler has returned */
}

static void handle(int number, siginfo_t *info, void *context)
{
    int error = errno;
    uintptr_t address = (uintptr_t)info->si_addr;
    guarded *region = region_of(address);
    void *start = (void *)(address & ~(uintptr_t)(page - 1));
    if (region && mmap(start, (size_t)page, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == start) {
        atomic_store(&lost, region);
        cr_interrupt_flag()[0] = 1;
    } else {
        pass_on(number, info, context);
    }
    errno = error;
}

static void install(void)
{
    struct sigaction action = {.sa_sigaction = handle, .sa_flags = SA_SIGINFO};
    page = sysconf(_SC_PAGESIZE);
    installed = sigaction(SIGBUS, &action, &before) == 0;
}

static guarded *free_region(void)
{
    for (guarded *r = atomic_load(&regions); r; r = r->next)
        if (!atomic_load(&r->end)) return r;
    guarded *made = calloc(1, sizeof *made);
    if (!made) return NULL;
    made->next = atomic_load(&regions);
    atomic_store(&regions, made);
    return made;
}

guarded *guard_begin(void *start, size_t bytes, const char *name)
{
    pthread_mutex_lock(&lock);
    if (!installed) install();
    guarded *region = free_region();
    if (region) {
        snprintf(region->name, sizeof region->name, "%s", name);
        atomic_store(&region->start, (uintptr_t)start);
        atomic_store(&region->end, (uintptr_t)start + bytes);
    }
    pthread_mutex_unlock(&lock);
    return region;
}

void guard_end(guarded *region)
{
    pthread_mutex_lock(&lock);
    atomic_store(&region->end, 0);
    atomic_store(&region->start, 0);
    pthread_mutex_unlock(&lock);
}

const char *cr_map_lost(void)
{
    static _Thread_local char message[400];
    guarded *region = atomic_exchange(&lost, NULL);
    if (!region) return NULL;
    snprintf(
        message, sizeof message,
        "storage: %s: was cut off while it was mapped, or its disk is full; what lay "
        "there reads as 0",
        region->name);
    return message;
}
