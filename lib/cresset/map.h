/* map.h - storages whose memory is a file: it is read when it is first touched, and
 * processes can share it. */
#pragma once
#include "storage.h"

typedef enum cr_map_mode {
    CR_MAP_PRIVATE, /* what is written stays in this process; the file may be read-only */
    CR_MAP_SHARED,  /* it goes to the file, and to all who have mapped that so */
    CR_MAP_MEMORY,  /* the same with a name of shared memory, as shm_open() has it */
} cr_map_mode;

/* Let `handle` hold `count` elements at the beginning of the file, or all if count is 0.
 * Such a storage cannot be resized. A file that is shared is made if it is not there, and
 * extended if it is too short; the disk space is reserved then.
 * Errors: CR_BAD_FILE, with the name of the file, if it cannot be opened, is no regular
 * file, is empty or too short, or is no whole number of elements while count is 0;
 * CR_BAD_ARGUMENT. */
cr_status cr_storage_map(cr_storage_handle *handle, int dtype, const char *path, int mode,
                         int64_t count);

/* If another process has cut off a mapped file, what lay behind its new end reads as 0,
 * and the interrupt flag is set. The message about that, once; NULL if there is none. */
const char *cr_map_lost(void);
