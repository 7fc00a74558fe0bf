/* file.h - typed reading and writing of disk files, memory and pipes, in bytes or text.
 * In text, numbers stand in the C notation; with spacing on, a blank follows each element
 * and a line end each call, and a line end after what is read is skipped.
 * A length in a file is a claim: it is compared with the bytes left before memory is
 * taken. Messages begin with "file: NAME: ".
 * Errors: CR_BAD_FILE if the system or the content fails, CR_BAD_ARGUMENT, CR_NO_MEMORY.
 * A quiet file does not report CR_BAD_FILE; it sets its error flag and counts fewer. */
#pragma once
#include "storage.h"

typedef struct cr_file cr_file;

/* What cr_file_get and cr_file_set know; those after CR_FILE_TASK are only read. */
typedef enum cr_file_option {
    CR_FILE_BINARY,  /* 0: text, as at the start */
    CR_FILE_SPACING, /* 1 at the start */
    CR_FILE_QUIET,
    CR_FILE_ERROR,
    CR_FILE_LONG_SIZE, /* bytes of an i64 in the file: 4 or 8; 0 means 8 */
    CR_FILE_BIG_ENDIAN,
    CR_FILE_TASK, /* how messages begin: 0 "file", 1 "load", 2 "save" */
    CR_FILE_OPEN,
    CR_FILE_READABLE,
    CR_FILE_WRITABLE,
} cr_file_option;

/* Open with mode "r", "w" or "rw"; "rw" makes the file if need be and keeps its content.
 */
cr_status cr_file_open(cr_file **file, const char *path, const char *mode);

/* Open for writing beside `path`; cr_file_commit puts the file in its place. Without
 * that, what is at `path` stays as it was. */
cr_status cr_file_open_atomic(cr_file **file, const char *path);

/* Run a shell command and read what it writes ("r"), or write what it reads ("w"). */
cr_status cr_file_open_pipe(cr_file **file, const char *command, const char *mode);

/* Open the bytes of an i8 storage, whose last element must be 0; NULL: a new one.
 * Writing lets the storage grow. */
cr_status cr_file_open_memory(cr_file **file, const cr_storage_handle *storage,
                              const char *mode);

/* Let `storage` hold the memory of a file opened so: its bytes and a 0. */
cr_status cr_file_memory(cr_file *file, cr_storage_handle *storage);

cr_status cr_file_commit(cr_file *file); /* close, after the bytes are safe on disk */
cr_status cr_file_close(cr_file *file);
void cr_file_release(cr_file *file); /* closes too */

int cr_file_get(const cr_file *file, int option);
cr_status cr_file_set(cr_file *file, int option, int value);
cr_status cr_file_unbuffered(cr_file *file);

/* Units: bytes from the start. */
cr_status cr_file_seek(cr_file *file, int64_t position);
cr_status cr_file_seek_end(cr_file *file);
cr_status cr_file_position(cr_file *file, int64_t *position);
cr_status cr_file_synchronize(cr_file *file); /* hand buffered bytes to the system */

/* One element of this type. Fractions are cut off; CR_BAD_ARGUMENT beyond the type. */
cr_status cr_file_read_number(cr_file *file, int dtype, double *value);
cr_status cr_file_write_number(cr_file *file, int dtype, double value);

/* Elements into a new storage of at most `count`, or into all of an old one; `done` tells
 * how many, as it does below. */
cr_status cr_file_read_new(cr_file *file, cr_storage_handle *storage, int dtype,
                           int64_t count, int64_t *done);
cr_status cr_file_read(cr_file *file, cr_storage_handle *storage, int64_t *done);
cr_status cr_file_write(cr_file *file, const cr_storage_handle *storage, int64_t *done);

/* Bytes: `length` of them, or up to a line end, or all. They stay valid until the next
 * call with this file. */
enum { CR_FILE_LINE = -1, CR_FILE_ALL = -2 };
cr_status cr_file_read_text(cr_file *file, int64_t length, const char **text,
                            int64_t *done);
cr_status cr_file_write_text(cr_file *file, const char *text, int64_t length,
                             int64_t *done);
