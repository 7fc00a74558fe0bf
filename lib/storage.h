/* storage.h - private: making storages, and the element addresses kernels use. */
#pragma once
#include <stdbool.h>
#include "cresset/tensor.h"
#include "dtypes.h"

/* One reference to `count` elements on the current device, not cleared; NULL if there is
 * no memory. count * size must fit 63 bits. */
cr_storage *storage_new(int dtype, int64_t count);

/* Make room for `count` elements; the old ones stay. False if there is no memory. */
bool storage_reserve(cr_storage *storage, int64_t count);

/* CR_BAD_ARGUMENT if the storage has a fixed number of elements and this is another. */
cr_status storage_can_have(const char *op, const cr_storage *storage, int64_t count);

/* Address of the first element. */
static inline void *first_of(const cr_tensor *tensor)
{
    return tensor->owner ? tensor->owner->memory + tensor->start * size_of(tensor->dtype)
                         : NULL;
}
