/* each_dtype.h - compile THIS_FILE again for each dtype, with DTYPE set. */
#include "kernel.h"
#ifndef DTYPE
#include "each_integer.h"
#include "each_float.h"
#endif
