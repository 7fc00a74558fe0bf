/* array.h - private: the elements of arrays as .npy, .npz and .safetensors files hold
 * them. */
#pragma once
#include "prepare.h"
#include "source.h"

/* What an element is: a cr_dtype, or what is converted to one without loss. */
enum {
    STORED_BOOL = CR_DTYPE_COUNT, /* becomes u8: 0 or 1 */
    STORED_U16,                   /* i32 */
    STORED_U32,                   /* i64 */
    STORED_U64,                   /* i64, an error from 2^63 on */
    STORED_F8,                    /* cannot be read */
};

typedef struct array_form {
    int stored;
    bool big_endian, columns; /* columns: the first index runs fastest */
    int ndim;
    int64_t sizes[CR_MAX_DIMS];
    int64_t count; /* the product of the sizes */
} array_form;

int64_t stored_size(int stored);

/* Set form->count and multiply it with the size of an element; false if there are more
 * than any memory holds. */
bool array_bytes(array_form *form, int64_t *bytes);

/* Let `output` be a new tensor with the elements that follow. No size at all becomes one
 * of 1, and an array without elements a tensor without dimensions. */
cr_status array_read(cr_tensor *output, source *from, const array_form *form);

/* Let *input be a contiguous tensor on the CPU, by a copy in `p` if need be; that is to
 * be released only if all went well. */
cr_status array_ready(prepared *p, const cr_tensor **input);

/* Hand the elements of a contiguous tensor to put(), the lowest byte of each first, bf16
 * as f32 if `widened`; false as soon as that gives false. */
typedef bool array_sink(void *context, const void *bytes, int64_t count);
bool array_write(const cr_tensor *input, bool widened, array_sink *put, void *context);
