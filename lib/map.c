/* map.c - storages whose memory is a file. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include "backend.h"
#include "cresset/map.h"
#include "guard.h"
#include "storage.h"

/* A file on its way to become a storage. */
typedef struct mapping {
    const char *path;
    int mode, descriptor;
    bool made; /* by us, to be removed if all fails */
    int64_t element, count;
} mapping;

static cr_status failed(const mapping *m, const char *what)
{
    return cr_fail(CR_BAD_FILE, "storage: %s: cannot %s: %s", m->path, what,
                   strerror(errno));
}

static int open_by_mode(const mapping *m, int flags)
{
    return m->mode == CR_MAP_MEMORY ? shm_open(m->path, flags, 0600)
                                    : open(m->path, flags | O_CLOEXEC | O_NONBLOCK, 0600);
}

/* A file that is shared is made if the number of its elements is known. */
static cr_status open_mapping(mapping *m)
{
    bool shared = m->mode != CR_MAP_PRIVATE;
    m->descriptor = open_by_mode(m, shared ? O_RDWR : O_RDONLY);
    if (m->descriptor < 0 && errno == ENOENT && shared && m->count) {
        m->descriptor = open_by_mode(m, O_RDWR | O_CREAT | O_EXCL);
        m->made = m->descriptor >= 0;
    }
    return m->descriptor >= 0 ? CR_OK : failed(m, "open");
}

/* Reserve the disk space too: a page without any would fail when it is written. */
static cr_status extend(const mapping *m, int64_t before, int64_t bytes)
{
    int error = posix_fallocate(m->descriptor, before, bytes - before);
    if (error == EOPNOTSUPP || error == EINVAL)
        error = ftruncate(m->descriptor, bytes) ? errno : 0;
    if (!error) return CR_OK;
    if (ftruncate(m->descriptor, before)) errno = 0; /* as good as we can */
    errno = error;
    return failed(m, "extend it");
}

/* Find the number of elements, or let the file have them. */
static cr_status measure(mapping *m)
{
    struct stat status;
    if (fstat(m->descriptor, &status)) return failed(m, "open");
    REQUIRE(S_ISREG(status.st_mode), CR_BAD_FILE, "storage: %s: is no regular file",
            m->path);
    int64_t there = (int64_t)status.st_size;
    if (m->count && m->count * m->element > there) {
        REQUIRE(m->mode != CR_MAP_PRIVATE, CR_BAD_FILE,
                "storage: %s: has %lld bytes, too few for %lld elements of %lld", m->path,
                (long long)there, (long long)m->count, (long long)m->element);
        return extend(m, there, m->count * m->element);
    }
    if (m->count) return CR_OK;
    REQUIRE(there > 0, CR_BAD_FILE, "storage: %s: is empty", m->path);
    REQUIRE(there % m->element == 0, CR_BAD_FILE,
            "storage: %s: has %lld bytes, no whole number of elements of %lld", m->path,
            (long long)there, (long long)m->element);
    m->count = there / m->element;
    return CR_OK;
}

static void unmap(cr_storage *storage)
{
    guard_end(storage->context);
    munmap(storage->memory, (size_t)storage->capacity);
}

static cr_status map_opened(mapping *m, int dtype, cr_storage **made)
{
    TRY(measure(m));
    size_t bytes = (size_t)(m->count * m->element);
    bool shared = m->mode != CR_MAP_PRIVATE;
    void *memory =
        mmap(NULL, bytes, PROT_READ | PROT_WRITE,
             shared ? MAP_SHARED : MAP_PRIVATE | MAP_NORESERVE, m->descriptor, 0);
    if (memory == MAP_FAILED) return failed(m, "map it");
    guarded *region = guard_begin(memory, bytes, m->path);
    cr_storage *storage = region ? storage_new(dtype, 0) : NULL;
    if (!storage) {
        if (region) guard_end(region);
        munmap(memory, bytes);
        return cr_fail(CR_NO_MEMORY, "storage: %s: no memory to map it", m->path);
    }
    storage->memory = memory;
    storage->count = m->count;
    storage->capacity = (int64_t)bytes;
    storage->context = region;
    storage->release = unmap;
    *made = storage;
    return CR_OK;
}

cr_status cr_storage_map(cr_storage_handle *handle, int dtype, const char *path, int mode,
                         int64_t count)
{
    REQUIRE(handle, CR_BAD_ARGUMENT, "storage: result is nil, expected a storage");
    REQUIRE(path && *path, CR_BAD_ARGUMENT, "storage: the file name is empty");
    REQUIRE(is_dtype(dtype), CR_BAD_DTYPE, "storage: no dtype %d", dtype);
    REQUIRE(mode >= CR_MAP_PRIVATE && mode <= CR_MAP_MEMORY, CR_BAD_ARGUMENT,
            "storage: no mode %d", mode);
    REQUIRE(count >= 0 && count <= INT64_MAX / 16, CR_BAD_ARGUMENT,
            "storage: size is %lld, expected a number of elements", (long long)count);
    const char *device = current_device()->backend->device;
    REQUIRE(!strcmp(device, "cpu"), CR_BAD_DEVICE, "storage: files are not mapped on %s",
            device);
    mapping m = {.path = path,
                 .mode = mode,
                 .count = count,
                 .element = (int64_t)cr_dtype_size(dtype)};
    TRY(open_mapping(&m));
    cr_storage *made = NULL;
    cr_status status = map_opened(&m, dtype, &made);
    close(m.descriptor);
    if (status) {
        if (m.made) (mode == CR_MAP_MEMORY ? shm_unlink : unlink)(path);
        return status;
    }
    cr_storage_release(handle->owner);
    handle->owner = made;
    return CR_OK;
}
