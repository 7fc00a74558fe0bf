/* idx.h - the IDX files of MNIST and its relatives, plain or compressed by gzip.
 * A header of 0, 0, element type, number of dimensions and the sizes as big-endian 32-bit
 * numbers, then the elements: LeCun, The MNIST database of handwritten digits. */
#pragma once
#include "tensor.h"

/* `output` becomes a new tensor of the type and shape in the file.
 * Memory is taken as the data come, and never beyond what the file declares.
 * Errors: CR_BAD_FILE if the header is wrong or the data are shorter or longer. */
cr_status cr_idx_read(cr_tensor *output, const char *path);
