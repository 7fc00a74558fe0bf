/* storage.h - counted memory that tensors are views of. Lua sees the fields as const. */
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include "status.h"
#include "dtype.h"

/* The memory never shrinks or moves below a tensor: `count` may become less than
 * `capacity`, and tensors reach it through the storage, so no view can dangle. */
typedef struct cr_storage {
    int32_t references; /* changed with atomics only, as are `parts` */
    int32_t parts;      /* storages that lie in the memory of this one */
    int32_t dtype;
    bool fresh;       /* nothing has been written to it yet */
    int64_t count;    /* elements that Lua sees */
    int64_t capacity; /* bytes in `memory` */
    char *memory;
    struct device *device;
    void (*release)(struct cr_storage *storage); /* for memory that is not the device's */
    void *context;                               /* belongs to `release` */
} cr_storage;

/* What Lua holds: one reference. */
typedef struct cr_storage_handle {
    cr_storage *owner;
} cr_storage_handle;

/* Point `handle` at new memory for `count` elements, all zero.
 * Errors: CR_BAD_ARGUMENT if count is negative or its bytes exceed 63 bits, CR_NO_MEMORY.
 */
cr_status cr_storage_create(cr_storage_handle *handle, int dtype, int64_t count);

/* Change the number of elements; those that stay keep their values, new ones are zero.
 * Every tensor on the storage stays valid. Errors: as cr_storage_create. */
cr_status cr_storage_resize(cr_storage_handle *handle, int64_t count);

/* Let `handle` hold `count` elements of `source` from `start` on as a storage of its own,
 * in the same memory. It cannot be resized, and `source` only within its memory while a
 * part of it lives. Errors: CR_BAD_ARGUMENT if the elements are not all there, or none.
 */
cr_status cr_storage_part(cr_storage_handle *handle, cr_storage *source, int64_t start,
                          int64_t count);

/* The storage that this one is a part of, and no part itself; or this one. */
const cr_storage *cr_storage_source(const cr_storage *storage);

/* Whether its memory is a file: map.h. */
int cr_storage_is_mapped(const cr_storage *storage);

/* Let `handle` hold one more reference to `storage`; NULL makes it empty. */
void cr_storage_share(cr_storage_handle *handle, cr_storage *storage);

/* Add a reference to `storage` by hand, and drop one: Torch7's retain and free. */
void cr_storage_retain(cr_storage *storage);
void cr_storage_release(cr_storage *storage);

/* Drop the handle's reference. */
void cr_storage_handle_release(cr_storage_handle *handle);

/* Copy all elements, converting the type. Errors: CR_BAD_SHAPE if the counts differ. */
cr_status cr_storage_copy(cr_storage_handle *output, const cr_storage_handle *input);

/* Every element becomes value. */
cr_status cr_storage_fill(cr_storage_handle *storage, double value);
