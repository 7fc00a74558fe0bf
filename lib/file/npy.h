/* npy.h - private: .npy data in a file or in a member of an archive. */
#pragma once
#include "array.h"

/* Read header and elements. */
cr_status npy_read(cr_tensor *output, source *from);

/* The header of a tensor, padded so that elements begin at a multiple of 64 bytes; gives
 * its length. `text` has room for NPY_HEADER bytes. */
enum { NPY_HEADER = 1024 };
int npy_header(char *text, const cr_tensor *input);
