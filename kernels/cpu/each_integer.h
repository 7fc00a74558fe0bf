/* each_integer.h - compile THIS_FILE again for each integer dtype, with DTYPE set. */
#include "kernel.h"
#ifndef DTYPE
#define DTYPE u8
#include THIS_FILE
#undef DTYPE
#define DTYPE i8
#include THIS_FILE
#undef DTYPE
#define DTYPE i16
#include THIS_FILE
#undef DTYPE
#define DTYPE i32
#include THIS_FILE
#undef DTYPE
#define DTYPE i64
#include THIS_FILE
#undef DTYPE
#endif
