/* elements.c - numbers and storages in files. */
#include <math.h>
#include <string.h>
#include "dtypes.h"
#include "stream.h"

enum { PART = 1024 /* elements converted at once */ };

int64_t element_bytes(const cr_file *file, int dtype)
{
    int64_t size = (int64_t)cr_dtype_size(dtype);
    if (!file->binary) return size == 1 ? 1 : 2; /* a digit and what ends it */
    return dtype == CR_I64 && file->long_size == 4 ? 4 : size;
}

static void swap_bytes(void *data, int64_t size, int64_t count)
{
    for (unsigned char *p = data; count > 0; count--, p += size)
        for (int64_t i = 0; i < size / 2; i++) {
            unsigned char byte = p[i];
            p[i] = p[size - 1 - i];
            p[size - 1 - i] = byte;
        }
}

/* The 4-byte longs of 32-bit machines. */
static int64_t read_short_longs(cr_file *file, int64_t *to, int64_t count)
{
    int32_t part[PART];
    for (int64_t done = 0; done < count;) {
        int64_t wanted = count - done < PART ? count - done : PART;
        int64_t got = take_bytes(file, part, wanted * 4) / 4;
        if (file->big_endian != BIG_ENDIAN_HERE) swap_bytes(part, 4, got);
        for (int64_t i = 0; i < got; i++) to[done + i] = part[i];
        done += got;
        if (got < wanted) return done;
    }
    return count;
}

int64_t read_elements(cr_file *file, int dtype, void *to, int64_t count)
{
    int64_t size = (int64_t)cr_dtype_size(dtype);
    if (!file->binary) return read_ascii(file, dtype, to, count);
    if (element_bytes(file, dtype) != size) return read_short_longs(file, to, count);
    int64_t done = take_bytes(file, to, count * size) / size;
    if (file->big_endian != BIG_ENDIAN_HERE) swap_bytes(to, size, done);
    return done;
}

/* A part of the elements in the form of the file; false if a long has no place. */
static bool encode(const cr_file *file, int dtype, const void *from, int64_t count,
                   void *part)
{
    int64_t size = element_bytes(file, dtype);
    if (size == (int64_t)cr_dtype_size(dtype)) {
        memcpy(part, from, (size_t)(count * size));
    } else {
        for (int64_t i = 0; i < count; i++) {
            int64_t value = ((const int64_t *)from)[i];
            if (value != (int32_t)value) return false;
            ((int32_t *)part)[i] = (int32_t)value;
        }
    }
    if (file->big_endian != BIG_ENDIAN_HERE) swap_bytes(part, size, count);
    return true;
}

int64_t write_elements(cr_file *file, int dtype, const void *from, int64_t count)
{
    if (!file->binary) return write_ascii(file, dtype, from, count);
    int64_t size = (int64_t)cr_dtype_size(dtype), packed = element_bytes(file, dtype);
    if (packed == size && file->big_endian == BIG_ENDIAN_HERE)
        return put_bytes(file, from, count * size) ? count : 0;
    int64_t part[PART];
    for (int64_t done = 0; done < count; done += PART) {
        int64_t now = count - done < PART ? count - done : PART;
        if (!encode(file, dtype, (const char *)from + done * size, now, part)) return -1;
        if (!put_bytes(file, part, now * packed)) return done;
    }
    return count;
}

static cr_status elements_expected(cr_file *file, int dtype, int64_t done, int64_t count)
{
    char text[64];
    snprintf(text, sizeof text, "element %lld of %lld %s", (long long)done + 1,
             (long long)count, cr_dtype_name(dtype));
    return file_truncated(file, text);
}

static cr_status written(cr_file *file, int64_t done, int64_t count)
{
    REQUIRE(done >= 0, CR_BAD_ARGUMENT,
            "file: %s: a number does not fit into a long of 4 bytes", file->name);
    return done == count ? CR_OK : file_unwritten(file);
}

/* The storage must be one whose memory this processor can read. */
static cr_status storable(const char *op, const cr_file *file,
                          const cr_storage_handle *storage)
{
    REQUIRE(storage && storage->owner, CR_BAD_ARGUMENT, "%s: storage is nil", op);
    const char *device = storage->owner->device->backend->device;
    REQUIRE(!strcmp(device, "cpu"), CR_BAD_DEVICE,
            "%s: storage is on %s; copy it to the CPU first", op, device);
    REQUIRE(!file || storage->owner != file->memory.owner, CR_BAD_ARGUMENT,
            "%s: storage is the memory of the file itself", op);
    return CR_OK;
}

cr_status cr_file_read(cr_file *file, cr_storage_handle *storage, int64_t *done)
{
    TRY(storable("read", file, storage));
    REQUIRE(done, CR_BAD_ARGUMENT, "read: done is nil");
    TRY(begin_read(file));
    cr_storage *to = storage->owner;
    *done = read_elements(file, to->dtype, to->memory, to->count);
    return *done == to->count ? CR_OK
                              : elements_expected(file, to->dtype, *done, to->count);
}

/* As many elements as the rest of the file can hold at most. */
static int64_t possible(cr_file *file, int dtype, int64_t count)
{
    int64_t left = bytes_left(file), least = element_bytes(file, dtype);
    if (left < 0) return count;
    int64_t most = (left + least - 1) / least;
    return count < most ? count : most;
}

/* Read `count` elements into a storage that grows as they come. */
static cr_status read_growing(cr_file *file, cr_storage *to, int64_t count, int64_t *done)
{
    int64_t size = (int64_t)cr_dtype_size(to->dtype);
    while (*done < count && to->count == *done) {
        int64_t step = *done > 1 << 20 ? *done : 1 << 20;
        int64_t next = count - *done < step ? count : *done + step;
        REQUIRE(storage_reserve(to, next), CR_NO_MEMORY,
                "%s: %s: no memory for %lld elements", task_of(file), file->name,
                (long long)next);
        char *free_place = to->memory + *done * size;
        *done += read_elements(file, to->dtype, free_place, next - *done);
    }
    to->count = *done;
    return CR_OK;
}

cr_status cr_file_read_new(cr_file *file, cr_storage_handle *storage, int dtype,
                           int64_t count, int64_t *done)
{
    REQUIRE(storage && done, CR_BAD_ARGUMENT, "read: storage is nil");
    REQUIRE(is_dtype(dtype), CR_BAD_DTYPE, "read: no dtype %d", dtype);
    REQUIRE(count >= 0 && count <= INT64_MAX / 16, CR_BAD_ARGUMENT,
            "read: count is %lld, expected 0 or more", (long long)count);
    TRY(begin_read(file));
    int64_t known = possible(file, dtype, count), at = position_of(file);
    *done = 0;
    if (known < count && !file->quiet)
        return file_trouble(file,
                            "truncated: at byte %lld %lld elements of %s should "
                            "follow, but the rest has %lld bytes",
                            (long long)position_of(file), (long long)count,
                            cr_dtype_name(dtype), (long long)bytes_left(file));
    bool sure = bytes_left(file) >= 0;
    cr_storage *made = storage_new(dtype, sure ? known : 0);
    REQUIRE(made, CR_NO_MEMORY, "%s: %s: no memory for %lld elements of %s",
            task_of(file), file->name, (long long)known, cr_dtype_name(dtype));
    cr_status status = CR_OK;
    if (sure)
        made->count = *done = read_elements(file, dtype, made->memory, known);
    else
        status = read_growing(file, made, count, done);
    if (!status && *done < count) status = elements_expected(file, dtype, *done, count);
    if (!status) cr_storage_share(storage, made);
    cr_storage_release(made);
    return back_without_memory(file, at, status);
}

cr_status cr_file_write(cr_file *file, const cr_storage_handle *storage, int64_t *done)
{
    TRY(storable("write", file, storage));
    REQUIRE(done, CR_BAD_ARGUMENT, "write: done is nil");
    TRY(begin_write(file));
    const cr_storage *from = storage->owner;
    *done = write_elements(file, from->dtype, from->memory, from->count);
    return written(file, *done, from->count);
}

/* One element of any type. */
typedef union element {
#define FIELD(ID, name, type, ...) type name;
    EACH_DTYPE(FIELD, )
#undef FIELD
} element;

cr_status cr_file_read_number(cr_file *file, int dtype, double *value)
{
    element e = {0};
    REQUIRE(value, CR_BAD_ARGUMENT, "read: value is nil");
    REQUIRE(is_dtype(dtype), CR_BAD_DTYPE, "read: no dtype %d", dtype);
    TRY(begin_read(file));
    *value = 0;
    if (read_elements(file, dtype, &e, 1) != 1)
        return elements_expected(file, dtype, 0, 1);
    switch (dtype) {
    case CR_F16: *value = cr_f16_read(e.f16); break;
    case CR_BF16: *value = cr_bf16_read(e.bf16); break;
#define CASE(ID, name, ...)                                                              \
    case CR_##ID: *value = (double)e.name; break;
        EACH_INTEGER(CASE, )
        CASE(F32, f32)
        CASE(F64, f64)
#undef CASE
    }
    return CR_OK;
}

cr_status cr_file_write_number(cr_file *file, int dtype, double value)
{
    element e = {0};
    REQUIRE(is_dtype(dtype), CR_BAD_DTYPE, "write: no dtype %d", dtype);
    cr_tensor like = {.dtype = dtype};
    if (!is_float(dtype)) TRY(holds("write", "number", &like, trunc(value)));
    TRY(begin_write(file));
    switch (dtype) {
    case CR_F16: e.f16 = cr_f16_write(value); break;
    case CR_BF16: e.bf16 = cr_bf16_write(value); break;
#define CASE(ID, name, type, ...)                                                        \
    case CR_##ID: e.name = (type)value; break;
        EACH_INTEGER(CASE, )
        CASE(F32, f32, float)
        CASE(F64, f64, double)
#undef CASE
    }
    return written(file, write_elements(file, dtype, &e, 1), 1);
}
