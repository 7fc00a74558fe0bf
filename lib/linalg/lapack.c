/* lapack.c - opens OpenBLAS, or another LAPACK, when a routine is needed first. */
#include <dlfcn.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include "lapack.h"

enum { SINGLE, DOUBLE, AT_ONCE = 16 };

static lapack routines[2];
static bool found;
static pthread_mutex_t opening = PTHREAD_MUTEX_INITIALIZER;
static sem_t places;

/* Every routine of one precision, 's' or 'd'; false if one is missing. */
static bool look_up(void *library, char precision, lapack *table)
{
    char symbol[32];
#define ROUTINE(name, arguments)                                                         \
    snprintf(symbol, sizeof symbol, "%c" #name "_", precision);                          \
    table->name = (void(*) arguments)dlsym(library, symbol);                             \
    if (!table->name) return false;
#include "routines.def"
#undef ROUTINE
    return true;
}

static bool use_library(const char *name)
{
    void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
    if (!library) return false;
    if (!look_up(library, 's', &routines[SINGLE]) ||
        !look_up(library, 'd', &routines[DOUBLE])) {
        dlclose(library);
        return false;
    }
    /* More threads would change the order of sums, and so the results. */
    void (*set_threads)(int) = (void (*)(int))dlsym(library, "openblas_set_num_threads");
    if (set_threads) set_threads(1);
    sem_init(&places, 0, AT_ONCE);
    return true;
}

cr_status find_lapack(const char *op, int dtype, const lapack **table)
{
    pthread_mutex_lock(&opening);
    if (!found) found = use_library("libopenblas.so.0") || use_library("liblapack.so.3");
    bool here = found;
    pthread_mutex_unlock(&opening);
    REQUIRE(here, CR_BAD_DEVICE,
            "%s: neither libopenblas.so.0 nor liblapack.so.3 can be opened; install "
            "OpenBLAS, in Debian the package libopenblas0",
            op);
    *table = &routines[dtype == CR_F32 ? SINGLE : DOUBLE];
    return CR_OK;
}

void enter_lapack(void)
{
    while (sem_wait(&places)) continue; /* a signal came */
}

void leave_lapack(void)
{
    sem_post(&places);
}
