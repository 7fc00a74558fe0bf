/* dtype.c - names and sizes of the element types. */
#include <math.h>
#include "dtypes.h"
#include "fail.h"
#include "half.h"

static const struct {
    const char *name, *c_type;
    size_t size;
} table[] = {
#define ROW(ID, name, type, ...) [CR_##ID] = {#name, #type, sizeof(type)},
    EACH_DTYPE(ROW, )
#undef ROW
};

static const char *const torch_names[] = {
    [CR_U8] = "torch.ByteTensor",       [CR_I8] = "torch.CharTensor",
    [CR_I16] = "torch.ShortTensor",     [CR_I32] = "torch.IntTensor",
    [CR_I64] = "torch.LongTensor",      [CR_F16] = "torch.HalfTensor",
    [CR_BF16] = "torch.BFloat16Tensor", [CR_F32] = "torch.FloatTensor",
    [CR_F64] = "torch.DoubleTensor",
};

bool is_dtype(int dtype)
{
    return dtype >= 0 && dtype < CR_DTYPE_COUNT;
}

bool is_float(int dtype)
{
    return dtype >= CR_F16 && dtype < CR_DTYPE_COUNT;
}

const char *cr_dtype_name(int dtype)
{
    return is_dtype(dtype) ? table[dtype].name : "?";
}

const char *cr_dtype_torch_name(int dtype)
{
    return is_dtype(dtype) ? torch_names[dtype] : "?";
}

const char *cr_dtype_c_type(int dtype)
{
    return is_dtype(dtype) ? table[dtype].c_type : "?";
}

size_t cr_dtype_size(int dtype)
{
    return is_dtype(dtype) ? table[dtype].size : 0;
}

/* Any NaN as one that LuaJIT takes for a number: cbind/number.lua. */
static double safe(double value)
{
    return isnan(value) ? copysign(NAN, value) : value;
}

double cr_f16_read(uint16_t element)
{
    return safe(float_of_f16(element));
}

uint16_t cr_f16_write(double value)
{
    return f16_of_float((float)value);
}

double cr_bf16_read(uint16_t element)
{
    return safe(float_of_bf16(element));
}

uint16_t cr_bf16_write(double value)
{
    return bf16_of_float((float)value);
}
