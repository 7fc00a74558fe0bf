/* dtypes.h - the list of element types, once. X(ID, name, C type, type to compute in) */
#pragma once
#include <stdint.h>
#include "cresset/dtype.h"

#define EACH_INTEGER(X, ...)                                                             \
    X(U8, u8, uint8_t, int32_t, __VA_ARGS__)                                             \
    X(I8, i8, int8_t, int32_t, __VA_ARGS__)                                              \
    X(I16, i16, int16_t, int32_t, __VA_ARGS__)                                           \
    X(I32, i32, int32_t, int64_t, __VA_ARGS__)                                           \
    X(I64, i64, int64_t, int64_t, __VA_ARGS__)

#define EACH_FLOAT(X, ...)                                                               \
    X(F16, f16, uint16_t, float, __VA_ARGS__)                                            \
    X(BF16, bf16, uint16_t, float, __VA_ARGS__)                                          \
    X(F32, f32, float, float, __VA_ARGS__)                                               \
    X(F64, f64, double, double, __VA_ARGS__)

#define EACH_DTYPE(X, ...) EACH_INTEGER(X, __VA_ARGS__) EACH_FLOAT(X, __VA_ARGS__)

/* Bytes of an element of a dtype that is known to exist. */
static inline int64_t size_of(int dtype)
{
    static const uint8_t sizes[] = {
#define ROW(ID, name, type, ...) [CR_##ID] = sizeof(type),
        EACH_DTYPE(ROW, )
#undef ROW
    };
    return sizes[dtype];
}
