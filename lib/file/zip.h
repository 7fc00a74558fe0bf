/* zip.h - private: the records of zip archives. */
#pragma once
#include "archive.h"

enum {
    ZIP_STORED = 0,
    ZIP_DEFLATED = 8,

    ZIP_LOCAL = 30, /* bytes before each member, without its name */
    ZIP_LOCAL_MARK = 0x04034b50,
    ZIP_LISTED = 46, /* bytes of each member in the list, without its name */
    ZIP_LISTED_MARK = 0x02014b50,
    ZIP_END = 22, /* bytes of the last record */
    ZIP_END_MARK = 0x06054b50,
    ZIP_WIDE_END = 56, /* the same with fields of 64 bits */
    ZIP_WIDE_END_MARK = 0x06064b50,
    ZIP_LOCATOR = 20, /* where that is */
    ZIP_LOCATOR_MARK = 0x07064b50,
};

/* A number of `size` bytes, the lowest first. */
static inline int64_t number_at(const unsigned char *bytes, int size)
{
    uint64_t number = 0;
    for (int i = size - 1; i >= 0; i--) number = number << 8 | bytes[i];
    return (int64_t)number;
}

/* Read one member. */
cr_status zip_read(cr_archive *archive, const entry *member, cr_tensor *output);

/* Write one member, and at last their list. */
cr_status zip_add(cr_archive *archive, entry *member, const cr_tensor *input);
cr_status zip_finish(cr_archive *archive);
