/* text.c - strings in files. */
#include <stdlib.h>
#include <string.h>
#include "stream.h"

/* Room for `room` bytes of text. */
static cr_status make_room(cr_file *file, int64_t room)
{
    if (room <= file->text_room) return CR_OK;
    char *text = realloc(file->text, (size_t)room);
    REQUIRE(text, CR_NO_MEMORY, "%s: %s: no memory for a string of %lld bytes",
            task_of(file), file->name, (long long)room);
    file->text = text;
    file->text_room = room;
    return CR_OK;
}

/* Up to `length` bytes, in steps, since nobody knows how many a pipe has. */
static cr_status read_part(cr_file *file, int64_t length, int64_t *done)
{
    int64_t left = bytes_left(file);
    if (left >= 0 && left < length) length = left;
    while (*done < length) {
        int64_t step = left >= 0 ? length : *done + (1 << 16), got;
        if (step > length - *done) step = length - *done;
        TRY(make_room(file, *done + step));
        got = take_bytes(file, file->text + *done, step);
        *done += got;
        if (got < step) break;
    }
    return CR_OK;
}

static cr_status read_line(cr_file *file, int64_t *done, bool *found)
{
    for (int byte; (byte = peek_byte(file)) >= 0;) {
        const char *from = file->buffer + file->at;
        int64_t ready = file->end - file->at;
        const char *end = memchr(from, '\n', (size_t)ready);
        int64_t part = end ? end - from : ready;
        int64_t twice = 2 * file->text_room, room = *done + part;
        if (room > file->text_room) TRY(make_room(file, room > twice ? room : twice));
        if (part) memcpy(file->text + *done, from, (size_t)part);
        *done += part;
        file->at += part + (end != NULL);
        *found = true;
        if (end) return CR_OK;
    }
    return CR_OK;
}

cr_status cr_file_read_text(cr_file *file, int64_t length, const char **text,
                            int64_t *done)
{
    REQUIRE(text && done, CR_BAD_ARGUMENT, "readString: text is nil");
    REQUIRE(length >= CR_FILE_ALL, CR_BAD_ARGUMENT,
            "readString: length is %lld, expected 0 or more", (long long)length);
    TRY(begin_read(file));
    int64_t at = position_of(file);
    *done = 0;
    *text = "";
    bool well = length == 0;
    if (length == CR_FILE_LINE) {
        TRY(back_without_memory(file, at, read_line(file, done, &well)));
    } else if (length) {
        int64_t most = length == CR_FILE_ALL ? INT64_MAX : length;
        TRY(back_without_memory(file, at, read_part(file, most, done)));
        well = length == CR_FILE_ALL ? *done > 0 : *done == length;
    }
    if (*done) *text = file->text;
    if (well) return CR_OK;
    char expected[64] = "a string";
    if (length > 0)
        snprintf(expected, sizeof expected, "byte %lld of a string of %lld",
                 (long long)*done + 1, (long long)length);
    return file_truncated(file, expected);
}

cr_status cr_file_write_text(cr_file *file, const char *text, int64_t length,
                             int64_t *done)
{
    REQUIRE(text && done, CR_BAD_ARGUMENT, "writeString: string is nil");
    REQUIRE(length >= 0, CR_BAD_ARGUMENT, "writeString: length is %lld",
            (long long)length);
    TRY(begin_write(file));
    *done = put_bytes(file, text, length) ? length : 0;
    return *done == length ? CR_OK : file_unwritten(file);
}
