/* dtype.h - the element types a tensor can hold. */
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef enum cr_dtype {
    CR_U8,
    CR_I8,
    CR_I16,
    CR_I32,
    CR_I64,
    CR_F16,
    CR_BF16,
    CR_F32,
    CR_F64,
    CR_DTYPE_COUNT
} cr_dtype;

const char *cr_dtype_name(int dtype);       /* "f32"; "?" if there is no such dtype */
const char *cr_dtype_torch_name(int dtype); /* "torch.FloatTensor" */
const char *cr_dtype_c_type(int dtype);     /* "float" */
size_t cr_dtype_size(int dtype);            /* bytes per element; 0 if no such dtype */

/* One f16 or bf16 element as a number, and back, rounded to nearest even. */
double cr_f16_read(uint16_t element);
uint16_t cr_f16_write(double value);
double cr_bf16_read(uint16_t element);
uint16_t cr_bf16_write(double value);
