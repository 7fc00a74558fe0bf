/* each_float.h - compile THIS_FILE again for each float dtype, with DTYPE set. */
#include "kernel.h"
#ifndef DTYPE
#define DTYPE f16
#include THIS_FILE
#undef DTYPE
#define DTYPE bf16
#include THIS_FILE
#undef DTYPE
#define DTYPE f32
#include THIS_FILE
#undef DTYPE
#define DTYPE f64
#include THIS_FILE
#undef DTYPE
#endif
