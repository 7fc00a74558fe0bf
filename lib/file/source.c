/* source.c - takes the bytes of arrays from files, and tells what is wrong with them. */
#include <stdarg.h>
#include <string.h>
#include <zlib.h>
#include "source.h"

cr_status source_trouble(source *from, const char *format, ...)
{
    char reason[384];
    va_list args;
    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    const char *member = from->member ? from->member : "";
    return file_trouble(from->file, "%.100s%s%s", member, *member ? ": " : "", reason);
}

source source_of_file(cr_file *file)
{
    int64_t left = bytes_left(file);
    return (source){
        .file = file, .left = left >= 0 ? left : INT64_MAX, .sure = left >= 0};
}

/* zlib takes counts of 32 bits. */
static uint32_t add_to_sum(uint32_t sum, const unsigned char *bytes, int64_t count)
{
    for (int64_t part; count > 0; bytes += part, count -= part) {
        part = count < 1 << 30 ? count : 1 << 30;
        sum = (uint32_t)crc32(sum, bytes, (unsigned)part);
    }
    return sum;
}

int64_t source_take(source *from, void *to, int64_t count)
{
    if (count > from->left) count = from->left;
    int64_t done =
        from->z ? inflate_take(from, to, count) : take_bytes(from->file, to, count);
    if (from->member) from->sum = add_to_sum(from->sum, to, done);
    from->left -= done;
    return done;
}

cr_status source_need(source *from, void *to, int64_t count, const char *what)
{
    int64_t left = from->left, got = source_take(from, to, count);
    if (got == count) return CR_OK;
    const char *problem = from->z ? inflate_problem(from) : NULL;
    if (!problem && from->file->error) problem = strerror(from->file->error);
    if (problem) return source_trouble(from, "damaged: %s", problem);
    return source_trouble(from, "truncated: %lld bytes of %s should follow, but %lld do",
                          (long long)count, what, (long long)(left < count ? left : got));
}
