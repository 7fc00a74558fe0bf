/* stream.h - private: bytes from and to disk files, pipes and memory, buffered. */
#pragma once
#include <stdio.h>
#include "backend.h"
#include "storage.h"

typedef enum stream_kind { STREAM_DISK, STREAM_PIPE, STREAM_MEMORY } stream_kind;

/* The bytes buffer[at .. end) are ahead of the reader; while `writing` to a descriptor,
 * buffer[0 .. at) are still to be written. buffer[0] is byte `origin` of the file. Of
 * memory the buffer is the whole, refreshed before each use. */
struct cr_file {
    stream_kind kind;
    bool open, readable, writable, binary, spacing, quiet, failed, big_endian, writing;
    int long_size, task;
    int descriptor;
    int error; /* errno of the last failure of the system; 0 at the end of the file */
    FILE *process;
    cr_storage_handle memory;
    char *name, *temporary; /* temporary: where an atomic file is until its commit */
    char *buffer;
    int64_t at, end, origin, room;
    char *text; /* what cr_file_read_text gave */
    int64_t text_room;
};

/* How messages begin. */
enum { TASK_FILE, TASK_LOAD, TASK_SAVE };

enum { BIG_ENDIAN_HERE = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ };

/* Open a file on disk to load it, or to save it in one step. */
cr_status open_to_load(cr_file **file, const char *path);
cr_status open_to_save(cr_file **file, const char *path);

/* "load" and so on. */
const char *task_of(const cr_file *file);

/* Check that the file can be read or written now. */
cr_status begin_read(cr_file *file);
cr_status begin_write(cr_file *file);

/* Note a failure of a file: an error, or only a flag if the file is quiet. */
cr_status file_trouble(cr_file *file, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The file ended, or the system failed, where `expected` should be. */
cr_status file_truncated(cr_file *file, const char *expected);
cr_status file_unwritten(cr_file *file);

/* Bring at least one more byte ahead of the reader; false at the end. */
bool refill(cr_file *file);

/* Move bytes; gives how many, fewer only at the end of the file or after an error. */
int64_t take_bytes(cr_file *file, void *to, int64_t count);
bool put_bytes(cr_file *file, const void *from, int64_t count);

/* The bytes between the position and the end; -1 if nobody can tell. */
int64_t bytes_left(cr_file *file);
int64_t position_of(const cr_file *file);

/* Gives `status`; where that is CR_NO_MEMORY go back to the position `at`, so that the
 * call can be made once more when garbage has been collected. */
cr_status back_without_memory(cr_file *file, int64_t at, cr_status status);

/* The next byte, or -1 at the end. */
static inline int peek_byte(cr_file *file)
{
    if (file->at == file->end && !refill(file)) return -1;
    return (unsigned char)file->buffer[file->at];
}

/* Skip one line end, as follows each item of a text file with spacing. */
static inline void skip_line_end(cr_file *file)
{
    if (!file->binary && file->spacing && peek_byte(file) == '\n') file->at++;
}

/* Elements from and to memory, in the form the file is in; they give how many went well.
 */
int64_t read_elements(cr_file *file, int dtype, void *to, int64_t count);
int64_t write_elements(cr_file *file, int dtype, const void *from, int64_t count);
int64_t read_ascii(cr_file *file, int dtype, void *to, int64_t count);
int64_t write_ascii(cr_file *file, int dtype, const void *from, int64_t count);

/* The bytes of an element in a binary file, and the fewest that it takes in a text. */
int64_t element_bytes(const cr_file *file, int dtype);
