/* idx.c - reads IDX files through zlib, which takes plain files too. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include "backend.h"
#include "storage.h"

enum { STEP = 1 << 20 /* elements allocated ahead of the data, at first */ };

typedef struct idx_file {
    const char *path;
    gzFile stream;
    int64_t stored; /* bytes of the file; -1 if nobody knows */
    cr_tensor shape;
    int64_t count; /* elements */
} idx_file;

static cr_status open_idx(idx_file *file)
{
    struct stat status;
    int descriptor = open(file->path, O_RDONLY | O_CLOEXEC);
    bool folder =
        descriptor >= 0 && !fstat(descriptor, &status) && S_ISDIR(status.st_mode);
    if (descriptor < 0 || folder) {
        int error = folder ? EISDIR : errno;
        if (descriptor >= 0) close(descriptor);
        return cr_fail(CR_BAD_FILE, "idx: %s: cannot open: %s", file->path,
                       strerror(error));
    }
    file->stored = S_ISREG(status.st_mode) ? (int64_t)status.st_size : -1;
    file->stream = gzdopen(descriptor, "rb");
    if (file->stream) return CR_OK;
    close(descriptor);
    return cr_fail(CR_NO_MEMORY, "idx: %s: no memory to open it", file->path);
}

/* Read up to `count` bytes; fewer at the end, -1 if the compressed data are damaged. */
static int64_t take(idx_file *file, void *to, int64_t count)
{
    int64_t done = 0;
    while (done < count) {
        int64_t wanted = count - done < 1 << 30 ? count - done : 1 << 30;
        int got = gzread(file->stream, (char *)to + done, (unsigned)wanted);
        if (got < 0) return -1;
        if (got == 0) break;
        done += got;
    }
    return done;
}

static cr_status damaged(idx_file *file, int64_t at, int64_t wanted)
{
    int code;
    const char *reason = gzerror(file->stream, &code), *name = strstr(reason, ">: ");
    if (name) reason = name + 3; /* zlib's name of the file is a number */
    if (code != Z_OK && code != Z_BUF_ERROR)
        return cr_fail(CR_BAD_FILE, "idx: %s: damaged: %s", file->path, reason);
    return cr_fail(CR_BAD_FILE, "idx: %s: truncated at byte %lld of %lld", file->path,
                   (long long)at, (long long)wanted);
}

static int dtype_of(int code)
{
    switch (code) {
    case 0x08: return CR_U8;
    case 0x09: return CR_I8;
    case 0x0b: return CR_I16;
    case 0x0c: return CR_I32;
    case 0x0d: return CR_F32;
    case 0x0e: return CR_F64;
    default: return -1;
    }
}

/* The shape and type; the sizes are multiplied with a check at each step. */
static cr_status read_header(idx_file *file)
{
    unsigned char head[4], size[4];
    int64_t got = take(file, head, 4);
    if (got < 4) return damaged(file, got < 0 ? 0 : got, 4);
    int dtype = dtype_of(head[2]), ndim = head[3];
    REQUIRE(!head[0] && !head[1] && dtype >= 0, CR_BAD_FILE,
            "idx: %s: begins with %02x %02x %02x, expected 00 00 and an element type",
            file->path, head[0], head[1], head[2]);
    REQUIRE(ndim >= 1 && ndim <= CR_MAX_DIMS, CR_BAD_FILE,
            "idx: %s: has %d dimensions, expected 1 to %d", file->path, ndim,
            CR_MAX_DIMS);
    file->shape.dtype = dtype;
    file->shape.ndim = ndim;
    file->count = 1;
    for (int d = 0; d < ndim; d++) {
        got = take(file, size, 4);
        if (got < 4) return damaged(file, 4 + 4 * d, 4 + 4 * ndim);
        int64_t n = (int64_t)size[0] << 24 | size[1] << 16 | size[2] << 8 | size[3];
        REQUIRE(n > 0, CR_BAD_FILE, "idx: %s: size %d is 0", file->path, d + 1);
        REQUIRE(!__builtin_mul_overflow(file->count, n, &file->count) &&
                    file->count <= INT64_MAX / 16,
                CR_BAD_FILE, "idx: %s: declares more elements than any memory holds",
                file->path);
        file->shape.sizes[d] = n;
    }
    return CR_OK;
}

/* Refuse what cannot be there: a plain file has its size, and deflate makes at most 1032
 * bytes of one. */
static cr_status check_length(const idx_file *file)
{
    int64_t header = 4 + 4 * file->shape.ndim, declared, most;
    declared = header + file->count * (int64_t)cr_dtype_size(file->shape.dtype);
    if (file->stored < 0) return CR_OK;
    if (gzdirect(file->stream)) {
        REQUIRE(file->stored == declared, CR_BAD_FILE,
                "idx: %s: has %lld bytes but declares %lld", file->path,
                (long long)file->stored, (long long)declared);
        return CR_OK;
    }
    REQUIRE(__builtin_mul_overflow(file->stored, 1032, &most) || declared <= most,
            CR_BAD_FILE,
            "idx: %s: declares %lld bytes, more than %lld compressed ones can hold",
            file->path, (long long)declared, (long long)file->stored);
    return CR_OK;
}

/* The elements, into a storage that grows with them. */
static cr_status read_elements_into(idx_file *file, cr_storage *storage)
{
    int64_t size = (int64_t)cr_dtype_size(storage->dtype),
            header = 4 + 4 * file->shape.ndim;
    unsigned char more;
    for (int64_t done = 0, ahead; done < file->count; done = ahead) {
        int64_t step = done > STEP ? done : STEP;
        ahead = file->count - done < step ? file->count : done + step;
        REQUIRE(storage_reserve(storage, ahead), CR_NO_MEMORY,
                "idx: %s: no memory for %lld elements", file->path, (long long)ahead);
        int64_t wanted = (ahead - done) * size;
        int64_t got = take(file, storage->memory + done * size, wanted);
        if (got < wanted)
            return damaged(file, header + done * size + (got < 0 ? 0 : got),
                           header + file->count * size);
    }
    int64_t rest = take(file, &more, 1), end = header + file->count * size;
    int code;
    gzerror(file->stream, &code);
    if (rest < 0 || code != Z_OK) return damaged(file, end, end); /* the checksum */
    REQUIRE(rest == 0, CR_BAD_FILE,
            "idx: %s: goes on after the %lld elements it declares", file->path,
            (long long)file->count);
    return CR_OK;
}

static void reverse_bytes(cr_storage *storage)
{
    int64_t size = (int64_t)cr_dtype_size(storage->dtype);
    if (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__) return;
    for (int64_t i = 0; size > 1 && i < storage->count; i++) {
        char *first = storage->memory + i * size, *last = first + size - 1;
        for (; first < last; first++, last--) {
            char byte = *first;
            *first = *last;
            *last = byte;
        }
    }
}

static cr_status read_idx(idx_file *file, cr_tensor *output)
{
    TRY(read_header(file));
    TRY(check_length(file));
    cr_storage *storage = storage_new(file->shape.dtype, 0);
    REQUIRE(storage, CR_NO_MEMORY, "idx: %s: no memory", file->path);
    cr_status status = read_elements_into(file, storage);
    if (!status) {
        reverse_bytes(storage);
        cr_tensor made = {.dtype = file->shape.dtype};
        status =
            cr_tensor_set(&made, storage, 0, file->shape.ndim, file->shape.sizes, NULL);
        if (!status) {
            cr_tensor_release(output);
            *output = made;
        }
    }
    cr_storage_release(storage);
    return status;
}

cr_status cr_idx_read(cr_tensor *output, const char *path)
{
    REQUIRE(output, CR_BAD_ARGUMENT, "idx: result is nil, expected a tensor");
    REQUIRE(path && *path, CR_BAD_ARGUMENT, "idx: the name is empty");
    idx_file file = {.path = path};
    TRY(open_idx(&file));
    cr_status status = read_idx(&file, output);
    gzclose(file.stream);
    return status;
}
