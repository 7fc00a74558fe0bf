/* t7_fuzz.c - reads any bytes as an object file, as lua/torch/reader.lua does.
 * BINARY is set for bytes, 0 for text; the first byte chooses the byte order and the size
 * of longs. */
#include <stdlib.h>
#include <string.h>
#include "cresset.h"

enum { DEEPEST = 200, REMEMBERED = 64 };

typedef struct reader {
    cr_file *file;
    cr_storage_handle storages[REMEMBERED]; /* by index, for tensors that share */
} reader;

static bool read_object(reader *r, int depth, cr_storage_handle *found);

static bool skip_objects(reader *r, int depth, int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        cr_storage_handle none = {NULL};
        bool well = read_object(r, depth, &none);
        cr_storage_handle_release(&none);
        if (!well) return false;
    }
    return true;
}

/* Read the first and the last byte that a tensor reaches. */
static int touch(const cr_tensor *tensor)
{
    int64_t last = tensor->start, size = (int64_t)cr_dtype_size(tensor->dtype);
    if (!cr_tensor_count(tensor)) return 0;
    for (int d = 0; d < tensor->ndim; d++)
        last += (tensor->sizes[d] - 1) * tensor->strides[d];
    const volatile char *memory = tensor->owner->memory;
    return memory[tensor->start * size] + memory[(last + 1) * size - 1];
}

static bool read_tensor(reader *r, int depth, int dtype)
{
    cr_tensor shape = {.dtype = dtype}, tensor = {.dtype = dtype};
    cr_storage_handle storage = {NULL};
    bool well = !cr_t7_read_shape(r->file, &shape) && read_object(r, depth, &storage);
    well = well && (!storage.owner || storage.owner->dtype == dtype) &&
           !cr_t7_place(r->file, &tensor, &shape, storage.owner);
    if (well) touch(&tensor);
    cr_tensor_release(&tensor);
    cr_storage_handle_release(&storage);
    return well;
}

/* The type that 'torch.FloatTensor' and 'torch.FloatStorage' hold; -1 for other names. */
static int dtype_of(const char *name, int64_t length, bool *is_tensor)
{
    for (int dtype = 0; dtype < CR_DTYPE_COUNT; dtype++) {
        const char *known = cr_dtype_torch_name(dtype);
        int64_t stem = (int64_t)strlen(known) - 6;
        if (length < stem || memcmp(name, known, (size_t)stem)) continue;
        *is_tensor = length == stem + 6 && !memcmp(name + stem, "Tensor", 6);
        bool is_storage = length == stem + 7 && !memcmp(name + stem, "Storage", 7);
        if (*is_tensor || is_storage) return dtype;
    }
    return -1;
}

static bool read_torch(reader *r, int depth, int64_t index, cr_storage_handle *found)
{
    cr_t7_token token;
    bool is_tensor;
    if (cr_t7_read_class(r->file, &token)) return false;
    int dtype = dtype_of(token.text, token.length, &is_tensor);
    if (dtype < 0) return skip_objects(r, depth, 1);
    if (is_tensor) return read_tensor(r, depth, dtype);
    if (cr_t7_read_storage(r->file, found, dtype)) return false;
    if (index > 0 && index < REMEMBERED)
        cr_storage_share(&r->storages[index], found->owner);
    return true;
}

static bool read_object(reader *r, int depth, cr_storage_handle *found)
{
    cr_t7_token token;
    int64_t count;
    if (depth > DEEPEST || cr_t7_read(r->file, &token)) return false;
    if (token.index > 0 && token.index < REMEMBERED && r->storages[token.index].owner) {
        cr_storage_share(found, r->storages[token.index].owner);
        return true;
    }
    switch (token.kind) {
    case CR_T7_TABLE:
        return !cr_t7_read_count(r->file, &count) &&
               skip_objects(r, depth + 1, 2 * count);
    case CR_T7_TORCH: return read_torch(r, depth + 1, token.index, found);
    case CR_T7_OLD_FUNCTION:
    case CR_T7_PLAIN_FUNCTION:
    case CR_T7_FUNCTION:
        return !cr_t7_read_string(r->file, &token) && skip_objects(r, depth + 1, 1);
    default: return true;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    reader r = {NULL};
    cr_storage_handle memory = {NULL}, none = {NULL};
    if (size < 1 || cr_storage_create(&memory, CR_I8, (int64_t)size)) return 0;
    memcpy(memory.owner->memory, data + 1, size - 1); /* the last byte stays 0 */
    if (!cr_file_open_memory(&r.file, &memory, "r")) {
        cr_file_set(r.file, CR_FILE_BINARY, BINARY);
        cr_file_set(r.file, CR_FILE_BIG_ENDIAN, data[0] >> 1 & 1);
        cr_file_set(r.file, CR_FILE_LONG_SIZE, data[0] >> 2 & 1 ? 4 : 8);
        while (read_object(&r, 0, &none)) cr_storage_handle_release(&none);
        cr_storage_handle_release(&none);
    }
    for (int i = 0; i < REMEMBERED; i++) cr_storage_handle_release(&r.storages[i]);
    cr_file_release(r.file);
    cr_storage_handle_release(&memory);
    return 0;
}
