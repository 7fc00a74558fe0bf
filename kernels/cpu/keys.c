/* keys.c - elements as unsigned integers that have their order. */
#define THIS_FILE "keys.c"
#include "each_dtype.h"
#include "order.h"

#ifdef DTYPE

enum { NAME(BITS) = 8 * sizeof(real) };
#define WHOLE PASTE(WHOLE, DTYPE) /* the unsigned integer of the same size */
#define WHOLE_u8 uint8_t
#define WHOLE_i8 uint8_t
#define WHOLE_i16 uint16_t
#define WHOLE_f16 uint16_t
#define WHOLE_bf16 uint16_t
#define WHOLE_i32 uint32_t
#define WHOLE_f32 uint32_t
#define WHOLE_i64 uint64_t
#define WHOLE_f64 uint64_t

/* The bits of infinity; what lies above, but for the sign, is NaN. */
#define INFINITE_f16 0x7c00
#define INFINITE_bf16 0x7f80
#define INFINITE_f32 0x7f800000
#define INFINITE_f64 0x7ff0000000000000

INLINE WHOLE NAME(key)(real x)
{
    WHOLE bits, sign = (WHOLE)1 << (NAME(BITS) - 1);
    memcpy(&bits, &x, sizeof bits);
#if IS_FLOAT_DTYPE
    WHOLE size = bits & (WHOLE)~sign;
    WHOLE key = bits & sign ? (WHOLE)(sign - size) : (WHOLE)(sign + size);
    return size > PASTE(INFINITE, DTYPE) ? (WHOLE) ~(WHOLE)0 : key;
#else
    return (real)-1 < 0 ? bits ^ sign : bits;
#endif
}

static void NAME(keys)(void *keys, const void *elements, int64_t n, bool wide, bool flip)
{
    const real *x = elements;
    WHOLE mask = flip ? (WHOLE) ~(WHOLE)0 : 0;
    if (wide)
        for (int64_t i = 0; i < n; i++)
            ((uint64_t *)keys)[i] = (WHOLE)(NAME(key)(x[i]) ^ mask);
    else
        for (int64_t i = 0; i < n; i++)
            ((uint32_t *)keys)[i] = (uint32_t)(WHOLE)(NAME(key)(x[i]) ^ mask);
}

#else

keys_function *CPU(keys_of)(int dtype)
{
    static keys_function *const by_dtype[] = {EACH_DTYPE(ENTRY, keys)};
    return by_dtype[dtype];
}

int CPU(key_bits)(int dtype)
{
    return 8 * (int)cr_dtype_size(dtype);
}

#endif
