/* zip_read.c - reads one member of a zip archive, and checks all that was said of it. */
#include <string.h>
#include "npy.h"
#include "zip.h"

/* Read the record before the member; gives where its data begin. */
static cr_status read_local(cr_archive *archive, const entry *member, source *from)
{
    cr_file *file = archive->file;
    unsigned char head[ZIP_LOCAL];
    TRY(cr_file_seek(file, member->begin));
    TRY(begin_read(file));
    from->left = ZIP_LOCAL;
    TRY(source_need(from, head, ZIP_LOCAL, "the head"));
    if (number_at(head, 4) != ZIP_LOCAL_MARK || number_at(head + 8, 2) != member->stored)
        return source_trouble(from, "is not where the list of members says");
    int64_t skipped = number_at(head + 26, 2) + number_at(head + 28, 2);
    int64_t data = member->begin + ZIP_LOCAL + skipped;
    TRY(cr_file_seek(file, data));
    int64_t left = bytes_left(file);
    if (left < member->packed)
        return source_trouble(from, "truncated: %lld bytes should follow, but %lld do",
                              (long long)member->packed, (long long)left);
    return begin_read(file);
}

/* What must hold when the array has been read. */
static cr_status check_end(source *from, const entry *member)
{
    if (from->left)
        return source_trouble(from, "goes on for %lld bytes after its array",
                              (long long)from->left);
    if (from->z && !inflate_ended(from))
        return source_trouble(from, "damaged: it does not end where it should");
    if (from->sum != member->sum)
        return source_trouble(from, "damaged: its checksum is %08x, expected %08x",
                              from->sum, member->sum);
    return CR_OK;
}

cr_status zip_read(cr_archive *archive, const entry *member, cr_tensor *output)
{
    char name[101] = "";
    memcpy(name, member->name, (size_t)(member->length < 100 ? member->length : 100));
    source from = {.file = archive->file, .member = name, .sure = true};
    if (member->hidden) return source_trouble(&from, "is encrypted");
    if (member->stored != ZIP_STORED && member->stored != ZIP_DEFLATED)
        return source_trouble(&from, "is compressed by method %d, expected 0 or 8",
                              member->stored);
    TRY(read_local(archive, member, &from));
    from.left = member->size;
    from.sum = 0;
    from.sure = member->stored == ZIP_STORED;
    if (!from.sure) TRY(inflate_begin(&from, member->packed));
    cr_tensor made = {.dtype = CR_U8};
    cr_status status = npy_read(&made, &from);
    if (!status) status = check_end(&from, member);
    inflate_end(&from);
    if (status) {
        cr_tensor_release(&made);
        return status;
    }
    cr_tensor_release(output);
    *output = made;
    return CR_OK;
}
