/* stream.c - the buffer between typed reading and writing and the bytes of a file. */
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include "stream.h"

enum { AT_ONCE = 1 << 30 /* bytes of one system call */ };

const char *task_of(const cr_file *file)
{
    static const char *const tasks[] = {"file", "load", "save"};
    return tasks[file->task];
}

cr_status file_trouble(cr_file *file, const char *format, ...)
{
    char reason[512];
    va_list args;
    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    file->failed = true;
    return file->quiet
               ? CR_OK
               : cr_fail(CR_BAD_FILE, "%s: %s: %s", task_of(file), file->name, reason);
}

cr_status file_truncated(cr_file *file, const char *expected)
{
    long long at = (long long)position_of(file);
    if (file->error)
        return file_trouble(file, "%s at byte %lld, where %s should be",
                            strerror(file->error), at, expected);
    if (peek_byte(file) < 0)
        return file_trouble(file, "truncated at byte %lld: %s should follow", at,
                            expected);
    return file_trouble(file, "byte %lld is no part of %s", at, expected);
}

cr_status file_unwritten(cr_file *file)
{
    return file_trouble(file, "cannot write: %s", strerror(file->error));
}

int64_t position_of(const cr_file *file)
{
    return file->origin + file->at;
}

/* A reader that went away must be an error, not a signal that ends the process. */
static ssize_t write_quietly(int descriptor, const char *from, size_t count)
{
    sigset_t pipe_signal, before, pending;
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    sigpending(&pending);
    pthread_sigmask(SIG_BLOCK, &pipe_signal, &before);
    ssize_t written = write(descriptor, from, count);
    int error = errno;
    if (written < 0 && error == EPIPE && !sigismember(&pending, SIGPIPE))
        sigtimedwait(&pipe_signal, NULL, &(struct timespec){0, 0});
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return written;
}

static bool write_out(cr_file *file, const char *from, int64_t count)
{
    while (count > 0) {
        size_t part = (size_t)(count < AT_ONCE ? count : AT_ONCE);
        ssize_t written = write_quietly(file->descriptor, from, part);
        if (written < 0 && errno == EINTR && !*cr_interrupt_flag()) continue;
        if (written < 0) {
            file->error = errno;
            return false;
        }
        from += written, count -= written, file->origin += written;
    }
    return true;
}

/* Read once; 0 at the end or after an error. */
static int64_t read_in(cr_file *file, char *to, int64_t count)
{
    for (;;) {
        size_t part = (size_t)(count < AT_ONCE ? count : AT_ONCE);
        ssize_t got = read(file->descriptor, to, part);
        if (got < 0 && errno == EINTR && !*cr_interrupt_flag()) continue;
        if (got < 0) file->error = errno;
        return got < 0 ? 0 : got;
    }
}

static bool flush(cr_file *file)
{
    if (file->kind == STREAM_MEMORY || !file->writing) return true;
    int64_t count = file->at;
    file->at = 0;
    return write_out(file, file->buffer, count);
}

/* The storage of a memory file may have been resized since the last use. */
static void refresh_memory(cr_file *file)
{
    const cr_storage *storage = file->memory.owner;
    file->buffer = storage->memory;
    if (file->end > storage->count) file->end = storage->count;
    if (file->at > file->end) file->at = file->end;
}

static cr_status begin(cr_file *file)
{
    REQUIRE(file, CR_BAD_ARGUMENT, "file: nil, expected a file");
    REQUIRE(file->open, CR_BAD_FILE, "file: %s: is closed", file->name);
    file->error = 0;
    if (file->kind == STREAM_MEMORY) refresh_memory(file);
    return CR_OK;
}

cr_status begin_read(cr_file *file)
{
    TRY(begin(file));
    REQUIRE(file->readable, CR_BAD_FILE, "file: %s: is only open for writing",
            file->name);
    if (file->kind == STREAM_MEMORY || !file->writing) return CR_OK;
    bool well = flush(file);
    file->writing = false;
    file->at = file->end = 0;
    return well ? CR_OK : file_unwritten(file);
}

cr_status begin_write(cr_file *file)
{
    TRY(begin(file));
    REQUIRE(file->writable, CR_BAD_FILE, "file: %s: is only open for reading",
            file->name);
    if (file->kind == STREAM_MEMORY || file->writing) return CR_OK;
    if (file->at != file->end &&
        lseek(file->descriptor, position_of(file), SEEK_SET) < 0) {
        file->error = errno;
        return file_unwritten(file);
    }
    file->origin += file->at;
    file->at = file->end = 0;
    file->writing = true;
    return CR_OK;
}

bool refill(cr_file *file)
{
    if (file->kind == STREAM_MEMORY) return false;
    file->origin += file->end;
    file->at = 0;
    file->end = read_in(file, file->buffer, file->room);
    return file->end > 0;
}

int64_t take_bytes(cr_file *file, void *to, int64_t count)
{
    int64_t done = 0;
    while (done < count) {
        int64_t ready = file->end - file->at, wanted = count - done;
        if (!ready && (wanted < file->room || file->kind == STREAM_MEMORY)) {
            if (!refill(file)) break;
        } else if (!ready) { /* past the buffer */
            int64_t got = read_in(file, (char *)to + done, wanted);
            file->origin += file->end + got;
            file->at = file->end = 0;
            if (!got) break;
            done += got;
        } else {
            int64_t part = wanted < ready ? wanted : ready;
            memcpy((char *)to + done, file->buffer + file->at, (size_t)part);
            file->at += part;
            done += part;
        }
    }
    return done;
}

/* Room for `count` bytes at the position and a 0 behind them. */
static bool grow_memory(cr_file *file, int64_t count)
{
    cr_storage *storage = file->memory.owner;
    int64_t needed, larger = storage->count + storage->count / 2;
    if (__builtin_add_overflow(file->at, count, &needed) || needed > INT64_MAX / 4) {
        file->error = ENOMEM;
        return false;
    }
    if (needed < storage->count) return true;
    if (!storage_reserve(storage, larger > needed + 1 ? larger : needed + 1)) {
        file->error = ENOMEM;
        return false;
    }
    file->buffer = storage->memory;
    return true;
}

bool put_bytes(cr_file *file, const void *from, int64_t count)
{
    if (file->kind == STREAM_MEMORY) {
        if (!grow_memory(file, count)) return false;
        if (count) memmove(file->buffer + file->at, from, (size_t)count);
        file->at += count;
        if (file->at > file->end) file->end = file->at;
        file->buffer[file->end] = 0;
        return true;
    }
    if (file->at + count > file->room && !flush(file)) return false;
    if (count >= file->room) return write_out(file, from, count);
    if (count) memcpy(file->buffer + file->at, from, (size_t)count);
    file->at += count;
    return true;
}

int64_t bytes_left(cr_file *file)
{
    struct stat status;
    if (file->kind == STREAM_MEMORY) return file->end - file->at;
    if (file->kind == STREAM_PIPE || fstat(file->descriptor, &status)) return -1;
    if (!S_ISREG(status.st_mode) || !status.st_size) return -1; /* as in /proc */
    int64_t left = (int64_t)status.st_size - position_of(file);
    return left > 0 ? left : 0;
}

cr_status cr_file_synchronize(cr_file *file)
{
    TRY(begin(file));
    return flush(file) ? CR_OK : file_unwritten(file);
}

cr_status cr_file_position(cr_file *file, int64_t *position)
{
    REQUIRE(position, CR_BAD_ARGUMENT, "file: position is nil");
    TRY(begin(file));
    *position = position_of(file);
    return CR_OK;
}

cr_status cr_file_seek(cr_file *file, int64_t position)
{
    TRY(begin(file));
    REQUIRE(position >= 0, CR_BAD_ARGUMENT, "seek: position is %lld, expected 1 or more",
            (long long)position + 1);
    bool ahead = position >= file->origin && position <= file->origin + file->end;
    if (file->kind == STREAM_MEMORY || (ahead && !file->writing)) {
        if (!ahead)
            return file_trouble(file, "cannot seek to position %lld: it has %lld bytes",
                                (long long)position + 1, (long long)file->end);
        file->at = position - file->origin;
        return CR_OK;
    }
    if (!flush(file)) return file_unwritten(file);
    if (lseek(file->descriptor, position, SEEK_SET) < 0)
        return file_trouble(file, "cannot seek to position %lld: %s",
                            (long long)position + 1, strerror(errno));
    file->origin = position;
    file->at = file->end = 0;
    return CR_OK;
}

cr_status back_without_memory(cr_file *file, int64_t at, cr_status status)
{
    if (status == CR_NO_MEMORY && file->kind != STREAM_PIPE) cr_file_seek(file, at);
    return status;
}

cr_status cr_file_seek_end(cr_file *file)
{
    TRY(begin(file));
    if (file->kind == STREAM_MEMORY) return cr_file_seek(file, file->end);
    if (!flush(file)) return file_unwritten(file);
    off_t end = lseek(file->descriptor, 0, SEEK_END);
    if (end < 0) return file_trouble(file, "cannot seek to its end: %s", strerror(errno));
    file->origin = end;
    file->at = file->end = 0;
    return CR_OK;
}
