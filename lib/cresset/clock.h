/* clock.h - time, in seconds. */
#pragma once
#include <stdint.h>

double cr_clock_wall(void);    /* since an arbitrary moment; never goes backwards */
double cr_clock_date(void);    /* since the beginning of 1970, as the calendar counts */
double cr_clock_cpu(void);     /* of the processor, all threads of this process */
double cr_clock_user(void);    /* the part of it outside the system */
double cr_clock_system(void);  /* the part of it inside the system */
int64_t cr_clock_faults(void); /* minor page faults of this process */
