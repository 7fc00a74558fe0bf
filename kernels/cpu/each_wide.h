/* each_wide.h - compile THIS_FILE again for f32 and f64, the types to compute in. */
#include "kernel.h"
#ifndef DTYPE
#define DTYPE f32
#include THIS_FILE
#undef DTYPE
#define DTYPE f64
#include THIS_FILE
#undef DTYPE
#endif
