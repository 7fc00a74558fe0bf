/* t7.c - the pieces of Torch7's object files. Nothing read is believed: lengths are held
 * against the bytes left, indices against the storage. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "cresset/t7.h"
#include "stream.h"

/* Read a whole number of the file. */
static cr_status read_whole(cr_file *file, int dtype, int64_t *value)
{
    int64_t long_value = 0;
    int32_t int_value = 0;
    void *to = dtype == CR_I64 ? (void *)&long_value : &int_value;
    *value = 0;
    if (read_elements(file, dtype, to, 1) != 1)
        return file_truncated(file, dtype == CR_I64 ? "a long" : "an int");
    *value = dtype == CR_I64 ? long_value : int_value;
    return CR_OK;
}

/* Begin to read an object's part; a quiet file would hide that it is broken. */
static cr_status begin_object(cr_file *file, const void *result)
{
    REQUIRE(result, CR_BAD_ARGUMENT, "readObject: result is nil");
    TRY(begin_read(file));
    REQUIRE(!file->quiet, CR_BAD_ARGUMENT, "file: %s: is quiet; objects need pedantic()",
            file->name);
    return CR_OK;
}

/* A length in bytes, then the bytes. */
static cr_status read_string(cr_file *file, cr_t7_token *token)
{
    int64_t length, left = bytes_left(file), at = position_of(file);
    TRY(read_whole(file, CR_I32, &length));
    if (length < 0 || (left >= 0 && length > left))
        return file_trouble(file, "at byte %lld a string of %lld bytes should follow",
                            (long long)position_of(file), (long long)length);
    TRY(back_without_memory(
        file, at, cr_file_read_text(file, length, &token->text, &token->length)));
    if (length) skip_line_end(file);
    return CR_OK;
}

cr_status cr_t7_read_string(cr_file *file, cr_t7_token *token)
{
    TRY(begin_object(file, token));
    return read_string(file, token);
}

cr_status cr_t7_read(cr_file *file, cr_t7_token *token)
{
    int64_t kind, truth;
    TRY(begin_object(file, token));
    *token = (cr_t7_token){.text = ""};
    int64_t at = position_of(file);
    TRY(read_whole(file, CR_I32, &kind));
    token->kind = (int32_t)kind;
    switch (kind) {
    case CR_T7_NIL:
    case CR_T7_OLD_FUNCTION: return CR_OK;
    case CR_T7_NUMBER:
        if (read_elements(file, CR_F64, &token->number, 1) != 1)
            return file_truncated(file, "a number");
        /* The other bits of a NaN would harm LuaJIT: cbind/number.lua. */
        if (isnan(token->number)) token->number = copysign(NAN, token->number);
        return CR_OK;
    case CR_T7_BOOLEAN:
        TRY(read_whole(file, CR_I32, &truth));
        token->number = truth == 1;
        return CR_OK;
    case CR_T7_STRING: return back_without_memory(file, at, read_string(file, token));
    case CR_T7_TABLE:
    case CR_T7_TORCH:
    case CR_T7_PLAIN_FUNCTION:
    case CR_T7_FUNCTION: return read_whole(file, CR_I32, &token->index);
    default:
        return file_trouble(file, "at byte %lld is no object: its kind is %lld",
                            (long long)at, (long long)kind);
    }
}

cr_status cr_t7_read_count(cr_file *file, int64_t *count)
{
    TRY(begin_object(file, count));
    TRY(read_whole(file, CR_I32, count));
    int64_t left = bytes_left(file), least = file->binary ? 12 : 6; /* {[false]=nil} */
    if (*count < 0 || (left >= 0 && *count > left / least + 1))
        return file_trouble(file, "at byte %lld a table of %lld pairs should follow",
                            (long long)position_of(file), (long long)*count);
    return CR_OK;
}

cr_status cr_t7_read_class(cr_file *file, cr_t7_token *token)
{
    char *end;
    TRY(begin_object(file, token));
    int64_t at = position_of(file);
    TRY(read_string(file, token));
    token->version = 0;
    if (token->length > 2 && token->length < 12 && !memcmp(token->text, "V ", 2)) {
        char digits[12] = {0};
        memcpy(digits, token->text + 2, (size_t)token->length - 2);
        long version = strtol(digits, &end, 10);
        if (*end || version < 0 || version > INT32_MAX)
            return file_trouble(file, "before byte %lld is no version: 'V %s'",
                                (long long)position_of(file), digits);
        token->version = (int32_t)version;
        TRY(back_without_memory(file, at, read_string(file, token)));
    }
    if (token->length < 1 || token->length > 200 ||
        memchr(token->text, 0, (size_t)token->length))
        return file_trouble(file, "before byte %lld is no class name",
                            (long long)position_of(file));
    return CR_OK;
}

cr_status cr_t7_read_shape(cr_file *file, cr_tensor *shape)
{
    int64_t ndim;
    TRY(begin_object(file, shape));
    TRY(read_whole(file, CR_I32, &ndim));
    if (ndim < 0 || ndim > CR_MAX_DIMS)
        return file_trouble(file,
                            "before byte %lld is a tensor of %lld dimensions, "
                            "expected 0 to %d",
                            (long long)position_of(file), (long long)ndim, CR_MAX_DIMS);
    shape->ndim = (int32_t)ndim;
    if (read_elements(file, CR_I64, shape->sizes, ndim) != ndim)
        return file_truncated(file, "the sizes of a tensor");
    if (read_elements(file, CR_I64, shape->strides, ndim) != ndim)
        return file_truncated(file, "the strides of a tensor");
    TRY(read_whole(file, CR_I64, &shape->start));
    if (shape->start < 1)
        return file_trouble(file, "before byte %lld is a storage offset of %lld",
                            (long long)position_of(file), (long long)shape->start);
    shape->start--;
    return CR_OK;
}

/* The elements of storage that a shape reaches to; -1 if they cannot be counted. */
static int64_t reach_of(const cr_tensor *shape)
{
    int64_t last = 0, count = 1, span;
    for (int d = 0; d < shape->ndim; d++) {
        int64_t size = shape->sizes[d];
        if (size < 0 || shape->strides[d] < 0) return -1;
        if (__builtin_mul_overflow(count, size, &count)) return -1;
        if (__builtin_mul_overflow(size ? size - 1 : 0, shape->strides[d], &span) ||
            __builtin_add_overflow(last, span, &last))
            return -1;
    }
    if (!shape->ndim || !count) return 0;
    if (__builtin_add_overflow(last, shape->start, &last) || last == INT64_MAX) return -1;
    return last + 1;
}

cr_status cr_t7_place(cr_file *file, cr_tensor *tensor, const cr_tensor *shape,
                      cr_storage *storage)
{
    TRY(begin_object(file, shape));
    TRY(valid("readObject", "tensor", tensor));
    REQUIRE(shape->ndim >= 0 && shape->ndim <= CR_MAX_DIMS, CR_BAD_ARGUMENT,
            "readObject: shape has %d dimensions", shape->ndim);
    int64_t reach = reach_of(shape), held = storage ? storage->count : 0;
    bool inside = reach >= 0 && reach <= held && (reach || shape->start <= held);
    if (!inside)
        return file_trouble(file,
                            "before byte %lld is a tensor that does not fit into "
                            "its storage of %lld elements",
                            (long long)position_of(file), (long long)held);
    return cr_tensor_set(tensor, storage, shape->start, shape->ndim, shape->sizes,
                         shape->strides);
}

cr_status cr_t7_read_storage(cr_file *file, cr_storage_handle *storage, int dtype)
{
    int64_t count, done;
    TRY(begin_object(file, storage));
    int64_t at = position_of(file);
    TRY(read_whole(file, CR_I64, &count));
    if (count < 0 || count > INT64_MAX / 16)
        return file_trouble(file, "before byte %lld is a storage of %lld elements",
                            (long long)position_of(file), (long long)count);
    return back_without_memory(file, at,
                               cr_file_read_new(file, storage, dtype, count, &done));
}

/* Write whole numbers; the value of `done` tells of one that has no place. */
static cr_status write_whole(cr_file *file, int dtype, const void *values, int64_t count)
{
    int64_t done = write_elements(file, dtype, values, count);
    REQUIRE(done >= 0, CR_BAD_ARGUMENT,
            "file: %s: a size does not fit into a long of 4 bytes", file->name);
    return done == count ? CR_OK : file_unwritten(file);
}

cr_status cr_t7_write_string(cr_file *file, const char *text, int64_t length)
{
    REQUIRE(text, CR_BAD_ARGUMENT, "writeObject: string is nil");
    REQUIRE(length >= 0 && length <= INT32_MAX, CR_BAD_ARGUMENT,
            "writeObject: a string of %lld bytes, expected at most %d", (long long)length,
            INT32_MAX);
    TRY(begin_write(file));
    int32_t count = (int32_t)length;
    TRY(write_whole(file, CR_I32, &count, 1));
    return write_elements(file, CR_I8, text, length) == length ? CR_OK
                                                               : file_unwritten(file);
}

cr_status cr_t7_write_shape(cr_file *file, const cr_tensor *tensor)
{
    TRY(valid("writeObject", "tensor", tensor));
    TRY(begin_write(file));
    int64_t offset = tensor->start + 1;
    TRY(write_whole(file, CR_I32, &tensor->ndim, 1));
    TRY(write_whole(file, CR_I64, tensor->sizes, tensor->ndim));
    TRY(write_whole(file, CR_I64, tensor->strides, tensor->ndim));
    return write_whole(file, CR_I64, &offset, 1);
}

cr_status cr_t7_write_storage(cr_file *file, const cr_storage_handle *storage)
{
    int64_t done;
    REQUIRE(storage && storage->owner, CR_BAD_ARGUMENT, "writeObject: storage is nil");
    TRY(begin_write(file));
    TRY(write_whole(file, CR_I64, &storage->owner->count, 1));
    return cr_file_write(file, storage, &done);
}
