/* idx_fuzz.c - reads any bytes as an IDX file, from a file in memory. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include "cresset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static int file = -1;
    static char path[64];
    if (file < 0) {
        file = memfd_create("idx", 0);
        snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    }
    if (ftruncate(file, 0) || pwrite(file, data, size, 0) != (ssize_t)size) abort();
    cr_tensor tensor = {.dtype = CR_U8};
    cr_status status = cr_idx_read(&tensor, path);
    if (!status && cr_tensor_count(&tensor) < 1) abort();
    cr_tensor_release(&tensor);
    return 0;
}
