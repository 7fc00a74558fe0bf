/* storage.c - creating, counting, growing and freeing storages. */
#include <stdlib.h>
#include <string.h>
#include "backend.h"
#include "storage.h"

const backend *backend_of(const cr_tensor *tensor)
{
    return tensor->owner ? tensor->owner->device->backend : current_device()->backend;
}

cr_storage *storage_new(int dtype, int64_t count)
{
    size_t bytes = (size_t)count * cr_dtype_size(dtype);
    cr_storage *storage = malloc(sizeof *storage);
    device *here = current_device();
    char *memory = storage && bytes ? here->backend->allocate(bytes) : NULL;
    if (!storage || (bytes && !memory)) {
        free(storage);
        return NULL;
    }
    *storage = (cr_storage){.references = 1,
                            .dtype = dtype,
                            .fresh = true,
                            .count = count,
                            .capacity = (int64_t)bytes,
                            .memory = memory,
                            .device = here};
    return storage;
}

static void release_memory(cr_storage *storage)
{
    if (storage->release)
        storage->release(storage);
    else if (storage->memory)
        storage->device->backend->release(storage->memory, (size_t)storage->capacity);
    storage->memory = NULL;
}

void cr_storage_retain(cr_storage *storage)
{
    if (storage) __atomic_fetch_add(&storage->references, 1, __ATOMIC_RELAXED);
}

void cr_storage_release(cr_storage *storage)
{
    if (storage && __atomic_fetch_sub(&storage->references, 1, __ATOMIC_ACQ_REL) == 1) {
        release_memory(storage);
        free(storage);
    }
}

cr_status storage_can_have(const char *op, const cr_storage *storage, int64_t count)
{
    int64_t room = storage->capacity / (int64_t)cr_dtype_size(storage->dtype);
    REQUIRE(!storage->release || count == storage->count, CR_BAD_ARGUMENT,
            "%s: storage is %s and keeps its %lld elements, %lld were asked for", op,
            cr_storage_is_mapped(storage) ? "mapped from a file" : "a part of another",
            (long long)storage->count, (long long)count);
    REQUIRE(count <= room || !__atomic_load_n(&storage->parts, __ATOMIC_ACQUIRE),
            CR_BAD_ARGUMENT,
            "%s: storage has parts and so keeps its memory for %lld elements, %lld were "
            "asked for",
            op, (long long)room, (long long)count);
    return CR_OK;
}

bool storage_reserve(cr_storage *storage, int64_t count)
{
    int64_t element = (int64_t)cr_dtype_size(storage->dtype);
    if (count <= storage->count) return true;
    if (storage->release) return false;
    if (count > storage->capacity / element && storage->parts) return false;
    if (count > storage->capacity / element) {
        char *memory = storage->device->backend->allocate((size_t)(count * element));
        if (!memory) return false;
        if (storage->memory)
            memcpy(memory, storage->memory, (size_t)(storage->count * element));
        release_memory(storage);
        storage->memory = memory;
        storage->capacity = count * element;
    }
    storage->count = count;
    return true;
}

static cr_status countable(const char *op, int dtype, int64_t count)
{
    REQUIRE(is_dtype(dtype), CR_BAD_DTYPE, "%s: no dtype %d", op, dtype);
    REQUIRE(count >= 0, CR_BAD_ARGUMENT, "%s: size is %lld, expected 0 or more", op,
            (long long)count);
    REQUIRE(count <= (INT64_MAX >> 4) / (int64_t)cr_dtype_size(dtype), CR_BAD_ARGUMENT,
            "%s: size is %lld, too large for any memory", op, (long long)count);
    return CR_OK;
}

static cr_status no_memory(const char *op, int dtype, int64_t count)
{
    return cr_fail(CR_NO_MEMORY, "%s: no memory for %lld elements of %lld bytes", op,
                   (long long)count, (long long)cr_dtype_size(dtype));
}

cr_status cr_storage_create(cr_storage_handle *handle, int dtype, int64_t count)
{
    REQUIRE(handle, CR_BAD_ARGUMENT, "storage: result is nil, expected a storage");
    TRY(countable("storage", dtype, count));
    cr_storage *storage = storage_new(dtype, count);
    if (!storage) return no_memory("storage", dtype, count);
    if (count) memset(storage->memory, 0, (size_t)storage->capacity);
    storage->fresh = false;
    cr_storage_release(handle->owner);
    handle->owner = storage;
    return CR_OK;
}

cr_status cr_storage_resize(cr_storage_handle *handle, int64_t count)
{
    REQUIRE(handle && handle->owner, CR_BAD_ARGUMENT,
            "resize: storage is nil, expected a storage");
    cr_storage *storage = handle->owner;
    TRY(countable("resize", storage->dtype, count));
    TRY(storage_can_have("resize", storage, count));
    int64_t before = storage->count, element = (int64_t)cr_dtype_size(storage->dtype);
    if (!storage_reserve(storage, count))
        return no_memory("resize", storage->dtype, count);
    if (count > before)
        memset(storage->memory + before * element, 0,
               (size_t)((count - before) * element));
    storage->count = count;
    return CR_OK;
}

static void release_part(cr_storage *part)
{
    cr_storage *source = part->context;
    __atomic_fetch_sub(&source->parts, 1, __ATOMIC_RELEASE);
    cr_storage_release(source);
}

const cr_storage *cr_storage_source(const cr_storage *storage)
{
    while (storage && storage->release == release_part) storage = storage->context;
    return storage;
}

int cr_storage_is_mapped(const cr_storage *storage)
{
    return storage && storage->release && storage->release != release_part;
}

cr_status cr_storage_part(cr_storage_handle *handle, cr_storage *source, int64_t start,
                          int64_t count)
{
    REQUIRE(handle && source, CR_BAD_ARGUMENT, "storage: source is nil");
    REQUIRE(start >= 0 && start < source->count, CR_BAD_ARGUMENT,
            "storage: offset is %lld, expected 1 to %lld", (long long)start + 1,
            (long long)source->count);
    REQUIRE(count >= 1 && count <= source->count - start, CR_BAD_ARGUMENT,
            "storage: size is %lld, expected 1 to %lld", (long long)count,
            (long long)(source->count - start));
    cr_storage *part = storage_new(source->dtype, 0);
    if (!part) return no_memory("storage", source->dtype, count);
    int64_t element = (int64_t)cr_dtype_size(source->dtype);
    part->memory = source->memory + start * element;
    part->count = count;
    part->capacity = count * element;
    part->device = source->device;
    part->context = source;
    part->release = release_part;
    cr_storage_retain(source);
    __atomic_fetch_add(&source->parts, 1, __ATOMIC_ACQ_REL);
    cr_storage_release(handle->owner);
    handle->owner = part;
    return CR_OK;
}

void cr_storage_share(cr_storage_handle *handle, cr_storage *storage)
{
    if (!handle) return;
    cr_storage_retain(storage);
    cr_storage_release(handle->owner);
    handle->owner = storage;
}

void cr_storage_handle_release(cr_storage_handle *handle)
{
    if (handle) cr_storage_share(handle, NULL);
}

/* The storage as a vector; it borrows the handle's reference. */
static cr_tensor whole(const cr_storage_handle *handle)
{
    cr_storage *storage = handle->owner;
    cr_tensor vector = {.owner = storage, .dtype = storage->dtype};
    vector.ndim = storage->count > 0;
    vector.sizes[0] = storage->count;
    vector.strides[0] = 1;
    return vector;
}

cr_status cr_storage_copy(cr_storage_handle *output, const cr_storage_handle *input)
{
    REQUIRE(output && output->owner && input && input->owner, CR_BAD_ARGUMENT,
            "copy: storage is nil, expected a storage");
    REQUIRE(output->owner->count == input->owner->count, CR_BAD_SHAPE,
            "copy: storage has %lld elements but source has %lld",
            (long long)output->owner->count, (long long)input->owner->count);
    cr_tensor to = whole(output), from = whole(input);
    return cr_copy(&to, &from);
}

cr_status cr_storage_fill(cr_storage_handle *handle, double value)
{
    REQUIRE(handle && handle->owner, CR_BAD_ARGUMENT,
            "fill: storage is nil, expected a storage");
    cr_tensor vector = whole(handle);
    return cr_fill(&vector, value);
}
