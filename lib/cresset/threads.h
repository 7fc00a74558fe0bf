/* threads.h - how many threads the CPU kernels share their work among.
 * Results never depend on this number. */
#pragma once
#include "status.h"

int cr_threads(void); /* at the start CRESSET_THREADS, else one per core */

/* Errors: CR_BAD_ARGUMENT unless 1 to 256. */
cr_status cr_threads_use(int count);
