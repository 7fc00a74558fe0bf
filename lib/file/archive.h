/* archive.h - private: what .npz and .safetensors files have in common. */
#pragma once
#include "array.h"
#include "cresset/archive.h"

/* One tensor of a file, or a note. Names and texts belong to the archive. */
typedef struct entry {
    const char *name, *text; /* text: a note; of a tensor, its shape as JSON */
    int64_t length, text_length;
    int64_t begin, end; /* bytes of the file: its data, or its member of a zip archive */
    int64_t packed;     /* bytes of a member; `size` when decompressed */
    int64_t size;
    uint32_t sum; /* CRC-32 */
    int stored;   /* element type in .safetensors; the method of a zip member */
    bool hidden;  /* encrypted */
} entry;

typedef struct entry_list {
    entry *entries;
    int64_t count, room;
} entry_list;

typedef struct archive_format {
    cr_status (*open)(cr_archive *archive);
    cr_status (*read)(cr_archive *archive, const entry *chosen, cr_tensor *output);
    cr_status (*add)(cr_archive *archive, entry *added, const cr_tensor *input);
    cr_status (*finish)(cr_archive *archive);
    bool noted;
} archive_format;

struct cr_archive {
    cr_file *file;
    const archive_format *format;
    bool compressed, writes, spoiled; /* spoiled: a write failed */
    entry_list tensors, notes;
    cr_tensor *inputs; /* of .safetensors that is written: one for each entry */
    char *text;        /* the directory or header that was read; names point into it */
};

extern const archive_format npz_format, safetensors_format;

/* Room for one more; NULL if there is no memory. The entry is clear. */
entry *add_entry(entry_list *list);

/* Read the tensors' names from an open file, which the archive takes over in any case. */
cr_status archive_of_file(cr_archive **archive, cr_file *file, int format);

/* CR_BAD_FILE, or CR_BAD_ARGUMENT while writing, if two tensors have one name. */
cr_status check_names(cr_archive *archive);

/* CR_BAD_FILE if the bytes of two tensors overlap, or, unless `gaps`, do not follow upon
 * each other from `from` to `to`. */
cr_status check_places(cr_archive *archive, int64_t from, int64_t to, bool gaps);

/* Whether bytes are UTF-8 as RFC 3629 has it. */
bool is_utf8(const char *text, int64_t length);
