/* npy.h - NumPy's files of one array.
 * A header of Python text names element type, order and shape; the elements follow.
 * From: NumPy Enhancement Proposal 1, A simple file format for NumPy arrays. */
#pragma once
#include "tensor.h"

/* `output` becomes a new tensor of the type and shape in the file: bool becomes u8, u16
 * i32, u32 and u64 i64. An array in Fortran's order keeps it, through its strides.
 * Errors: CR_BAD_FILE, with the name of the file, if it is no such file, is cut off, or
 * has elements that are no numbers; CR_NO_MEMORY. */
cr_status cr_npy_read(cr_tensor *output, const char *path);

/* Write `input`; the file appears complete or not at all. bf16 becomes f32, the numbers
 * are the same. Errors: CR_BAD_FILE, CR_NO_MEMORY. */
cr_status cr_npy_write(const char *path, const cr_tensor *input);
