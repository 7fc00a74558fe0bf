/* clock.c - the clocks of the system. */
#include <sys/resource.h>
#include <time.h>
#include "cresset/clock.h"

static double seconds(clockid_t clock)
{
    struct timespec now = {0, 0};
    clock_gettime(clock, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static struct rusage usage(void)
{
    struct rusage used = {0};
    getrusage(RUSAGE_SELF, &used);
    return used;
}

double cr_clock_wall(void)
{
    return seconds(CLOCK_MONOTONIC);
}

double cr_clock_date(void)
{
    return seconds(CLOCK_REALTIME);
}

double cr_clock_cpu(void)
{
    return seconds(CLOCK_PROCESS_CPUTIME_ID);
}

double cr_clock_user(void)
{
    struct timeval time = usage().ru_utime;
    return (double)time.tv_sec + 1e-6 * (double)time.tv_usec;
}

double cr_clock_system(void)
{
    struct timeval time = usage().ru_stime;
    return (double)time.tv_sec + 1e-6 * (double)time.tv_usec;
}

int64_t cr_clock_faults(void)
{
    return usage().ru_minflt;
}
