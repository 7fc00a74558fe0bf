/* each_size.h - compile THIS_FILE again for each element size: moves need no more. */
#include "kernel.h"
#ifndef DTYPE
#define DTYPE u8
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

/* A table of the variants of a kernel, indexed by dtype. */
#define BY_SIZE(f)                                                                       \
    [CR_U8] = f##_u8, [CR_I8] = f##_u8, [CR_I16] = f##_i16, [CR_F16] = f##_i16,          \
    [CR_BF16] = f##_i16, [CR_I32] = f##_i32, [CR_F32] = f##_i32, [CR_I64] = f##_i64,     \
    [CR_F64] = f##_i64
#endif
