/* archive_fuzz.c - reads any bytes as a .npy, .npz or .safetensors file, which the
 * target's name says: FORMAT is -1 for .npy. */
#include <stdlib.h>
#include <string.h>
#include "cresset.h"
#include "file/archive.h"
#include "file/npy.h"

/* Read every element, so that the sanitizer sees where they lie. */
static void touch(const cr_tensor *tensor, size_t size)
{
    int64_t count = cr_tensor_count(tensor);
    if (!count) return;
    int64_t bytes = tensor->owner->capacity;
    if (bytes < 0 || (uint64_t)bytes > 8 * 1032 * (uint64_t)size) abort();
    const volatile char *memory = tensor->owner->memory;
    for (int64_t i = 0; i < bytes; i += 64) (void)memory[i];
    int64_t last = 0;
    for (int d = 0; d < tensor->ndim; d++)
        last += (tensor->sizes[d] - 1) * tensor->strides[d];
    if (last >= tensor->owner->count) abort();
}

static void read_all(cr_file *file, size_t size)
{
    cr_archive *archive = NULL;
    if (archive_of_file(&archive, file, FORMAT)) return;
    for (int64_t i = 0; i < cr_archive_count(archive); i++) {
        cr_tensor tensor = {.dtype = CR_U8};
        const char *name;
        int64_t length;
        if (cr_archive_name(archive, i, &name, &length)) abort();
        if (!cr_archive_read(&tensor, archive, i)) touch(&tensor, size);
        cr_tensor_release(&tensor);
    }
    cr_archive_release(archive);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    cr_storage_handle memory = {NULL};
    cr_file *file = NULL;
    if (cr_storage_create(&memory, CR_I8, (int64_t)size + 1)) return 0;
    memcpy(memory.owner->memory, data, size); /* the last byte stays 0 */
    if (cr_file_open_memory(&file, &memory, "r")) abort();
    cr_file_set(file, CR_FILE_BINARY, 1);
    if (FORMAT >= 0) {
        read_all(file, size);
    } else {
        cr_tensor tensor = {.dtype = CR_U8};
        source from = source_of_file(file);
        if (!begin_read(file) && !npy_read(&tensor, &from)) touch(&tensor, size);
        cr_tensor_release(&tensor);
        cr_file_release(file);
    }
    cr_storage_handle_release(&memory);
    return 0;
}
