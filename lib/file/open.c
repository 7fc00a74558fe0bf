/* open.c - opens and closes files, and keeps their options. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "atomic.h"
#include "stream.h"

enum { ROOM = 1 << 16 };

static cr_status no_memory(const char *name)
{
    return cr_fail(CR_NO_MEMORY, "file: %s: no memory to open it", name);
}

/* A file with this name, not open yet; NULL if there is no memory or a bad mode. */
static cr_status prepare(cr_file **made, stream_kind kind, const char *name,
                         const char *mode)
{
    REQUIRE(name && *name, CR_BAD_ARGUMENT, "file: the name is empty");
    bool reads = mode && *mode == 'r', writes = mode && !strcmp(mode + reads, "w");
    REQUIRE(writes || (mode && !strcmp(mode, "r")), CR_BAD_ARGUMENT,
            "file: %s: mode is '%s', expected 'r', 'w' or 'rw'", name,
            mode ? mode : "nil");
    cr_file *file = calloc(1, sizeof *file);
    if (!file) return no_memory(name);
    *file = (cr_file){.kind = kind,
                      .readable = reads,
                      .writable = writes,
                      .spacing = true,
                      .big_endian = BIG_ENDIAN_HERE,
                      .descriptor = -1,
                      .room = ROOM,
                      .name = strdup(name),
                      .buffer = kind == STREAM_MEMORY ? NULL : malloc(ROOM)};
    *made = file;
    if (file->name && (file->buffer || kind == STREAM_MEMORY)) return CR_OK;
    cr_file_release(file);
    return no_memory(name);
}

/* Give the new file to the caller, or tell why it did not open. */
static cr_status opened(cr_file **result, cr_file *file, bool well)
{
    int error = errno;
    struct stat status;
    if (well && file->kind == STREAM_DISK && !fstat(file->descriptor, &status) &&
        S_ISDIR(status.st_mode))
        well = false, error = EISDIR;
    if (well) {
        file->open = true;
        *result = file;
        return CR_OK;
    }
    if (file->descriptor >= 0) close(file->descriptor);
    cr_fail(CR_BAD_FILE, "%s: %s: cannot open: %s", task_of(file), file->name,
            strerror(error));
    cr_file_release(file);
    return CR_BAD_FILE;
}

static cr_status open_disk(cr_file **result, const char *path, const char *mode, int task)
{
    REQUIRE(result, CR_BAD_ARGUMENT, "file: result is nil");
    cr_file *file;
    TRY(prepare(&file, STREAM_DISK, path, mode));
    file->task = task;
    int flags = !file->writable   ? O_RDONLY
                : !file->readable ? O_WRONLY | O_CREAT | O_TRUNC
                                  : O_RDWR | O_CREAT;
    file->descriptor = open(path, flags | O_CLOEXEC, 0666);
    return opened(result, file, file->descriptor >= 0);
}

cr_status cr_file_open(cr_file **result, const char *path, const char *mode)
{
    return open_disk(result, path, mode, TASK_FILE);
}

cr_status open_to_load(cr_file **result, const char *path)
{
    return open_disk(result, path, "r", TASK_LOAD);
}

static cr_status open_atomic(cr_file **result, const char *path, int task)
{
    REQUIRE(result, CR_BAD_ARGUMENT, "file: result is nil");
    cr_file *file;
    TRY(prepare(&file, STREAM_DISK, path, "w"));
    file->task = task;
    file->descriptor = atomic_open(path, &file->temporary);
    return opened(result, file, file->descriptor >= 0);
}

cr_status cr_file_open_atomic(cr_file **result, const char *path)
{
    return open_atomic(result, path, TASK_FILE);
}

cr_status open_to_save(cr_file **result, const char *path)
{
    return open_atomic(result, path, TASK_SAVE);
}

cr_status cr_file_open_pipe(cr_file **result, const char *command, const char *mode)
{
    REQUIRE(result, CR_BAD_ARGUMENT, "file: result is nil");
    REQUIRE(!mode || strcmp(mode, "rw"), CR_BAD_ARGUMENT,
            "file: mode is 'rw', expected 'r' or 'w' for a pipe");
    cr_file *file;
    TRY(prepare(&file, STREAM_PIPE, command, mode));
    fflush(NULL); /* or the command's output comes before what was printed earlier */
    file->process = popen(command, file->readable ? "re" : "we");
    bool well = file->process != NULL;
    file->descriptor = well ? fileno(file->process) : -1;
    return opened(result, file, well);
}

cr_status cr_file_open_memory(cr_file **result, const cr_storage_handle *storage,
                              const char *mode)
{
    REQUIRE(result, CR_BAD_ARGUMENT, "file: result is nil");
    cr_storage_handle memory = {storage ? storage->owner : NULL};
    cr_storage_retain(memory.owner);
    cr_status status = CR_OK;
    if (!memory.owner) status = cr_storage_create(&memory, CR_I8, 1);
    const cr_storage *bytes = memory.owner;
    if (!status && (bytes->dtype != CR_I8 || bytes->count < 1 ||
                    bytes->memory[bytes->count - 1] != 0))
        status = cr_fail(CR_BAD_ARGUMENT, "MemoryFile: storage is no torch.CharStorage "
                                          "that ends with a 0");
    cr_file *file = NULL;
    if (!status) status = prepare(&file, STREAM_MEMORY, "memory", mode);
    if (status) {
        cr_storage_handle_release(&memory);
        return status;
    }
    file->memory = memory;
    file->end = bytes->count - 1;
    return opened(result, file, true);
}

cr_status cr_file_memory(cr_file *file, cr_storage_handle *storage)
{
    REQUIRE(file && storage, CR_BAD_ARGUMENT, "storage: file is nil");
    REQUIRE(file->open && file->kind == STREAM_MEMORY, CR_BAD_FILE, "file: %s: is closed",
            file->name);
    int64_t position;
    TRY(cr_file_position(file, &position));
    TRY(cr_storage_resize(&file->memory, file->end + 1));
    file->memory.owner->memory[file->end] = 0;
    cr_storage_share(storage, file->memory.owner);
    return CR_OK;
}

/* Close what the system holds; gives errno. */
static int let_go(cr_file *file, bool commit)
{
    int error = 0;
    if (file->kind == STREAM_PIPE)
        pclose(file->process);
    else if (file->kind == STREAM_DISK && commit)
        error = atomic_commit(file->descriptor, file->temporary, file->name);
    else if (file->kind == STREAM_DISK && file->temporary)
        atomic_abandon(file->descriptor, file->temporary);
    else if (file->kind == STREAM_DISK && close(file->descriptor))
        error = errno;
    cr_storage_handle_release(&file->memory);
    file->temporary = NULL;
    file->open = false;
    return error;
}

static cr_status finish(cr_file *file, bool commit)
{
    REQUIRE(file, CR_BAD_ARGUMENT, "close: file is nil");
    REQUIRE(file->open, CR_BAD_FILE, "file: %s: is closed", file->name);
    cr_status status = cr_file_synchronize(file);
    int error = let_go(file, commit && !file->failed);
    if (!error || status) return status;
    file->error = error;
    return file_unwritten(file);
}

cr_status cr_file_close(cr_file *file)
{
    return finish(file, false);
}

cr_status cr_file_commit(cr_file *file)
{
    return finish(file, true);
}

void cr_file_release(cr_file *file)
{
    if (!file) return;
    if (file->open) {
        file->quiet = true;
        finish(file, false);
    }
    free(file->name);
    free(file->buffer == NULL || file->kind == STREAM_MEMORY ? NULL : file->buffer);
    free(file->text);
    free(file);
}

int cr_file_get(const cr_file *file, int option)
{
    if (!file) return 0;
    switch (option) {
    case CR_FILE_BINARY: return file->binary;
    case CR_FILE_SPACING: return file->spacing;
    case CR_FILE_QUIET: return file->quiet;
    case CR_FILE_ERROR: return file->failed;
    case CR_FILE_LONG_SIZE: return file->long_size;
    case CR_FILE_BIG_ENDIAN: return file->big_endian;
    case CR_FILE_TASK: return file->task;
    case CR_FILE_OPEN: return file->open;
    case CR_FILE_READABLE: return file->readable;
    case CR_FILE_WRITABLE: return file->writable;
    default: return 0;
    }
}

cr_status cr_file_set(cr_file *file, int option, int value)
{
    REQUIRE(file, CR_BAD_ARGUMENT, "file: nil, expected a file");
    switch (option) {
    case CR_FILE_BINARY: file->binary = value; return CR_OK;
    case CR_FILE_SPACING: file->spacing = value; return CR_OK;
    case CR_FILE_QUIET: file->quiet = value; return CR_OK;
    case CR_FILE_ERROR: file->failed = value; return CR_OK;
    case CR_FILE_BIG_ENDIAN: file->big_endian = value; return CR_OK;
    case CR_FILE_LONG_SIZE:
        REQUIRE(value == 0 || value == 4 || value == 8, CR_BAD_ARGUMENT,
                "longSize: size is %d, expected 0, 4 or 8", value);
        file->long_size = value;
        return CR_OK;
    case CR_FILE_TASK: file->task = value >= 0 && value <= 2 ? value : 0; return CR_OK;
    default: return cr_fail(CR_BAD_ARGUMENT, "file: no option %d can be set", option);
    }
}

cr_status cr_file_unbuffered(cr_file *file)
{
    TRY(cr_file_synchronize(file));
    int64_t position = position_of(file);
    if (file->kind == STREAM_MEMORY) return CR_OK;
    if (file->end > file->at && !file->writing) {
        file->origin += file->end, file->at = file->end = 0;
        TRY(cr_file_seek(file, position));
    }
    file->room = 1;
    return CR_OK;
}
