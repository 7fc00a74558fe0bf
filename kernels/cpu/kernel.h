/* kernel.h - the names a kernel file is written with.
 *
 *   real, accum   element type and the type to compute in, for the current DTYPE
 *   NAME(f)       f_f32     one function per dtype        (static)
 *   CPU(f)        f_v3      one function per CPU level    (shared between kernel files)
 */
#pragma once
#include "elementary.h"
#include "cresset/tensor.h"
#include "cresset/view.h"
#include "dtypes.h"
#include "fail.h"
#include "half.h"
#include "storage.h"
#include "threads.h"

#define PASTE_(a, b) a##_##b
#define PASTE(a, b) PASTE_(a, b)
#define NAME(f) PASTE(f, DTYPE)
#define CPU(f) PASTE(f, LEVEL)
#define real PASTE(real, DTYPE)
#define accum PASTE(accum, DTYPE)
#define load(x) PASTE(load, DTYPE)(x)
#define store(x) PASTE(store, DTYPE)(x)

#define TYPES(ID, name, type, wide, ...)                                                 \
    typedef type real_##name;                                                            \
    typedef wide accum_##name;
EACH_DTYPE(TYPES, )
#undef TYPES

/* The kernels a file knows: copies, and the list it names as KERNELS. name##_kernel is
 * the type of one, CPU(name) the function of this level. */
struct cr_generator;
struct norm;
struct window;
#define KERNEL(name, arguments)                                                          \
    typedef cr_status name##_kernel arguments;                                           \
    name##_kernel CPU(name);
#include "ops/kernels/copy.def"
#ifdef KERNELS
#include KERNELS
#endif
#undef KERNEL

/* load(x) widens an element to accum, store(x) narrows it back. */
#define SAME(ID, name, type, wide, ...)                                                  \
    static inline wide load_##name(type x)                                               \
    {                                                                                    \
        return x;                                                                        \
    }                                                                                    \
    static inline type store_##name(wide x)                                              \
    {                                                                                    \
        return (type)x;                                                                  \
    }
EACH_INTEGER(SAME, )
SAME(F32, f32, float, float, )
SAME(F64, f64, double, double, )
#undef SAME

static inline float load_f16(uint16_t x)
{
    return float_of_f16(x);
}
static inline uint16_t store_f16(float x)
{
    return f16_of_float(x);
}
static inline float load_bf16(uint16_t x)
{
    return float_of_bf16(x);
}
static inline uint16_t store_bf16(float x)
{
    return bf16_of_float(x);
}

#define TEXT_(x) #x
#define TEXT(x) TEXT_(x)

/* 1 if the current DTYPE is among `dtypes`: ANY, FLOAT or INTEGER as in lib/ops. */
#define FITS(dtypes) (PASTE(IS_##dtypes, DTYPE))
#define OF_INTEGER(ID, name, ...)                                                        \
    IS_ANY_##name = 1, IS_FLOAT_##name = 0, IS_INTEGER_##name = 1,
#define OF_FLOAT(ID, name, ...)                                                          \
    IS_ANY_##name = 1, IS_FLOAT_##name = 1, IS_INTEGER_##name = 0,
enum { EACH_INTEGER(OF_INTEGER, ) EACH_FLOAT(OF_FLOAT, ) };

/* The same for #if: 1 if the current DTYPE is a float. */
#define IS_FLOAT_DTYPE PASTE(FLOATING, DTYPE)
#define FLOATING_f16 1
#define FLOATING_bf16 1
#define FLOATING_f32 1
#define FLOATING_f64 1

/* { EACH_FLOAT(ENTRY, softmax) } is a table of softmax_f32, softmax_f64 indexed by dtype.
 */
#define ENTRY(ID, name, type, wide, kernel) [CR_##ID] = kernel##_##name,
