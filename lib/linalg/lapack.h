/* lapack.h - private: the routines of LAPACK, found at the first use. */
#pragma once
#include <stddef.h>
#include "fail.h"

typedef struct lapack {
#define ROUTINE(name, arguments) void(*name) arguments;
#include "routines.def"
#undef ROUTINE
} lapack;

/* The routines for elements of type f32 or f64, run by one thread.
 * Errors: CR_BAD_DEVICE if no library has them. */
cr_status find_lapack(const char *op, int dtype, const lapack **routines);

/* Around the use of routines: OpenBLAS ends the process if too many threads are in it. */
void enter_lapack(void);
void leave_lapack(void);
