/* archive.h - files of named tensors: NumPy's .npz, a zip archive of .npy files, and
 * .safetensors, a JSON header before the elements.
 * A file is not believed: offsets and sizes are held against its length, members may not
 * overlap, what is decompressed must have the size and checksum that were declared.
 * Errors: CR_BAD_FILE with the name of the file and the reason, CR_NO_MEMORY,
 * CR_BAD_ARGUMENT. */
#pragma once
#include "tensor.h"

typedef enum cr_archive_format {
    CR_NPZ,
    CR_NPZ_COMPRESSED, /* by deflate; for reading the same as CR_NPZ */
    CR_SAFETENSORS,
} cr_archive_format;

typedef struct cr_archive cr_archive;

/* Open for reading: the names are known then, the elements are read one by one. */
cr_status cr_archive_open(cr_archive **archive, const char *path, int format);

/* Open for writing; the file appears at cr_archive_commit, complete, or not at all. */
cr_status cr_archive_create(cr_archive **archive, const char *path, int format);

/* Close, without writing. */
void cr_archive_release(cr_archive *archive);

int64_t cr_archive_count(const cr_archive *archive);

/* The name of tensor i, from 0, without its end .npy; valid while the archive is open. */
cr_status cr_archive_name(const cr_archive *archive, int64_t i, const char **name,
                          int64_t *length);

/* `output` becomes a new tensor, as cr_npy_read says. */
cr_status cr_archive_read(cr_tensor *output, cr_archive *archive, int64_t i);

/* The notes of a .safetensors file, its __metadata__: texts by name, which the names and
 * texts of note i are; cr_archive_note_count of them. */
int64_t cr_archive_note_count(const cr_archive *archive);
cr_status cr_archive_note(const cr_archive *archive, int64_t i, const char **name,
                          int64_t *name_length, const char **text, int64_t *text_length);

/* Add a tensor under a name that no other has, of 1 to 4096 bytes of UTF-8 without 0.
 * In .safetensors the tensor must stay as it is until the commit. */
cr_status cr_archive_add(cr_archive *archive, const char *name, int64_t length,
                         const cr_tensor *input);

/* Add a note. Errors: CR_BAD_ARGUMENT if the format has none. */
cr_status cr_archive_add_note(cr_archive *archive, const char *name, int64_t name_length,
                              const char *text, int64_t text_length);

cr_status cr_archive_commit(cr_archive *archive);
