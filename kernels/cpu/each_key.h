/* each_key.h - compile THIS_FILE again for keys of 4 and of 8 bytes. */
#include "order.h"
#ifndef DTYPE
#define DTYPE i32
#include THIS_FILE
#undef DTYPE
#define DTYPE i64
#include THIS_FILE
#undef DTYPE
#endif
