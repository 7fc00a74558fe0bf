/* zip_write.c - writes .npz files. Sizes that exceed 32 bits go to fields of 64; times
 * are the first that the format knows, so that equal tensors make equal files. */
#include <string.h>
#include <zlib.h>
#include "npy.h"
#include "zip.h"

enum {
    WIDE = 0x7fffffff, /* sizes and places from here on take 64 bits */
    PART = 1 << 16,    /* compressed bytes written at once */
    VERSION = 20,
    WIDE_VERSION = 45,
    IS_UTF8 = 1 << 11,
    FIRST_DAY = 1 << 5 | 1, /* 1 January 1980 */
};

/* Bytes of a record, put together. */
typedef struct record {
    unsigned char bytes[128];
    int length;
} record;

static void append(record *r, int64_t number, int size)
{
    for (; size > 0; size--, number >>= 8) r->bytes[r->length++] = number & 255;
}

/* A member on its way to the file. */
typedef struct member_sink {
    cr_file *file;
    entry *member;
    z_stream z;
    bool compressed;
} member_sink;

/* Compress `count` bytes; with Z_FINISH, all that is left too. */
static bool squeeze(member_sink *sink, const unsigned char *bytes, unsigned count,
                    int flush)
{
    unsigned char part[PART];
    sink->z.next_in = (unsigned char *)bytes;
    sink->z.avail_in = count;
    do {
        sink->z.next_out = part;
        sink->z.avail_out = PART;
        deflate(&sink->z, flush);
        int64_t made = PART - sink->z.avail_out;
        if (!put_bytes(sink->file, part, made)) return false;
        sink->member->packed += made;
    } while (!sink->z.avail_out);
    return true;
}

static bool put(void *context, const void *bytes, int64_t count)
{
    member_sink *sink = context;
    const unsigned char *from = bytes;
    for (int64_t part; count > 0; from += part, count -= part) {
        part = count < 1 << 30 ? count : 1 << 30;
        sink->member->sum = (uint32_t)crc32(sink->member->sum, from, (unsigned)part);
        sink->member->size += part;
        if (sink->compressed) {
            if (!squeeze(sink, from, (unsigned)part, Z_NO_FLUSH)) return false;
        } else {
            if (!put_bytes(sink->file, from, part)) return false;
            sink->member->packed += part;
        }
    }
    return true;
}

/* What stands before a member; it is written again when sizes and checksum are known. */
static bool put_local(cr_file *file, const entry *member, bool wide)
{
    record r = {.length = 0};
    append(&r, ZIP_LOCAL_MARK, 4);
    append(&r, wide ? WIDE_VERSION : VERSION, 2);
    append(&r, IS_UTF8, 2);
    append(&r, member->stored, 2);
    append(&r, FIRST_DAY * (int64_t)65536, 4);
    append(&r, member->sum, 4);
    append(&r, wide ? UINT32_MAX : member->packed, 4);
    append(&r, wide ? UINT32_MAX : member->size, 4);
    append(&r, member->length + 4, 2);
    append(&r, wide ? 20 : 0, 2);
    if (!put_bytes(file, r.bytes, r.length) ||
        !put_bytes(file, member->name, member->length) || !put_bytes(file, ".npy", 4))
        return false;
    r.length = 0;
    append(&r, 1, 2);
    append(&r, 16, 2);
    append(&r, member->size, 8);
    append(&r, member->packed, 8);
    return !wide || put_bytes(file, r.bytes, r.length);
}

static bool put_member(member_sink *sink, const cr_tensor *input)
{
    char header[NPY_HEADER];
    return put(sink, header, npy_header(header, input)) &&
           array_write(input, true, put, sink) &&
           (!sink->compressed || squeeze(sink, NULL, 0, Z_FINISH));
}

static cr_status write_member(cr_archive *archive, entry *member, const cr_tensor *input)
{
    cr_file *file = archive->file;
    bool wide = cr_tensor_count(input) >= WIDE / 16;
    member_sink sink = {
        .file = file, .member = member, .compressed = archive->compressed};
    member->stored = archive->compressed ? ZIP_DEFLATED : ZIP_STORED;
    TRY(cr_file_position(file, &member->begin));
    TRY(begin_write(file));
    if (!put_local(file, member, wide)) return file_unwritten(file);
    REQUIRE(!sink.compressed || deflateInit2(&sink.z, Z_DEFAULT_COMPRESSION, Z_DEFLATED,
                                             -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK,
            CR_NO_MEMORY, "save: %s: no memory to compress", file->name);
    bool well = put_member(&sink, input);
    if (sink.compressed) deflateEnd(&sink.z);
    if (!well) return file_unwritten(file);
    TRY(cr_file_position(file, &member->end));
    TRY(cr_file_seek(file, member->begin));
    TRY(begin_write(file));
    if (!put_local(file, member, wide)) return file_unwritten(file);
    return cr_file_seek(file, member->end);
}

cr_status zip_add(cr_archive *archive, entry *member, const cr_tensor *input)
{
    prepared p;
    TRY(array_ready(&p, &input));
    cr_status status = write_member(archive, member, input);
    release_prepared(&p);
    return status;
}

/* The line of a member in the list. */
static bool put_listed(cr_file *file, const entry *member)
{
    bool wide = member->size >= WIDE || member->packed >= WIDE || member->begin >= WIDE;
    record r = {.length = 0};
    append(&r, ZIP_LISTED_MARK, 4);
    append(&r, wide ? WIDE_VERSION : VERSION, 2);
    append(&r, wide ? WIDE_VERSION : VERSION, 2);
    append(&r, IS_UTF8, 2);
    append(&r, member->stored, 2);
    append(&r, FIRST_DAY * (int64_t)65536, 4);
    append(&r, member->sum, 4);
    append(&r, wide ? UINT32_MAX : member->packed, 4);
    append(&r, wide ? UINT32_MAX : member->size, 4);
    append(&r, member->length + 4, 2);
    append(&r, wide ? 28 : 0, 2);
    append(&r, 0, 2 + 2 + 2 + 4); /* comment, disk, attributes */
    append(&r, wide ? UINT32_MAX : member->begin, 4);
    if (!put_bytes(file, r.bytes, r.length) ||
        !put_bytes(file, member->name, member->length) || !put_bytes(file, ".npy", 4))
        return false;
    r.length = 0;
    append(&r, 1, 2);
    append(&r, 24, 2);
    append(&r, member->size, 8);
    append(&r, member->packed, 8);
    append(&r, member->begin, 8);
    return !wide || put_bytes(file, r.bytes, r.length);
}

/* The last records, those of 64 bits only where they are needed. */
static bool put_end(cr_file *file, int64_t count, int64_t at, int64_t bytes)
{
    bool wide = count >= UINT16_MAX || at >= WIDE || bytes >= WIDE;
    record r = {.length = 0};
    if (wide) {
        append(&r, ZIP_WIDE_END_MARK, 4);
        append(&r, ZIP_WIDE_END - 12, 8);
        append(&r, WIDE_VERSION, 2);
        append(&r, WIDE_VERSION, 2);
        append(&r, 0, 8); /* disks */
        append(&r, count, 8);
        append(&r, count, 8);
        append(&r, bytes, 8);
        append(&r, at, 8);
        append(&r, ZIP_LOCATOR_MARK, 4);
        append(&r, 0, 4);
        append(&r, at + bytes, 8);
        append(&r, 1, 4);
    }
    append(&r, ZIP_END_MARK, 4);
    append(&r, 0, 4); /* disks */
    append(&r, wide ? UINT16_MAX : count, 2);
    append(&r, wide ? UINT16_MAX : count, 2);
    append(&r, wide ? UINT32_MAX : bytes, 4);
    append(&r, wide ? UINT32_MAX : at, 4);
    append(&r, 0, 2); /* comment */
    return put_bytes(file, r.bytes, r.length);
}

cr_status zip_finish(cr_archive *archive)
{
    cr_file *file = archive->file;
    int64_t at, end;
    TRY(cr_file_position(file, &at));
    TRY(begin_write(file));
    for (int64_t i = 0; i < archive->tensors.count; i++)
        if (!put_listed(file, &archive->tensors.entries[i])) return file_unwritten(file);
    TRY(cr_file_position(file, &end));
    return put_end(file, archive->tensors.count, at, end - at) ? CR_OK
                                                               : file_unwritten(file);
}
