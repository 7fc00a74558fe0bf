/* checksum.h - checksums of bytes. */
#pragma once
#include <stdint.h>
#include "status.h"

/* *sum = CRC-32C of `length` bytes; `start` is 0, or the sum of the bytes before them.
 * From: Castagnoli, Brauer and Herrmann (1993), polynomial 0x1EDC6F41.
 * Errors: CR_BAD_ARGUMENT if length is negative, start no whole number of 32 bits. */
cr_status cr_crc32c(double *sum, const char *bytes, int64_t length, double start);
