/* zip.c - reads .npz files: zip archives, with or without the fields of 64 bits, whose
 * members are stored or deflated .npy data. From: PKWARE, APPNOTE.TXT 6.3. */
#include <stdlib.h>
#include <string.h>
#include "archive.h"
#include "npy.h"
#include "zip.h"

/* Where the list of members is, as the end of the file claims. */
typedef struct directory {
    int64_t at, bytes, count;
    int64_t end; /* where what is behind it begins */
} directory;

static cr_status read_at(cr_archive *archive, int64_t at, void *to, int64_t count,
                         const char *what)
{
    cr_file *file = archive->file;
    TRY(cr_file_seek(file, at));
    TRY(begin_read(file));
    return take_bytes(file, to, count) == count ? CR_OK : file_truncated(file, what);
}

/* The place of the last record in the last bytes of the file, or -1: what it says of the
 * comment behind it must be true. */
static int64_t find_end(const unsigned char *tail, int64_t length)
{
    for (int64_t i = length - ZIP_END; i >= 0; i--)
        if (number_at(tail + i, 4) == ZIP_END_MARK &&
            i + ZIP_END + number_at(tail + i + 20, 2) == length)
            return i;
    return -1;
}

/* Read the record of 64 bits, whose place stands before the last record. */
static cr_status read_wide_end(cr_archive *archive, directory *found)
{
    unsigned char locator[ZIP_LOCATOR], record[ZIP_WIDE_END];
    int64_t at = found->end - ZIP_LOCATOR;
    if (at < 0) return file_trouble(archive->file, "is a damaged zip archive");
    TRY(read_at(archive, at, locator, ZIP_LOCATOR, "the end of a zip archive"));
    int64_t place = number_at(locator + 8, 8);
    if (number_at(locator, 4) != ZIP_LOCATOR_MARK || place < 0 ||
        place > at - ZIP_WIDE_END)
        return file_trouble(archive->file, "is a damaged zip archive");
    TRY(read_at(archive, place, record, ZIP_WIDE_END, "the end of a zip archive"));
    if (number_at(record, 4) != ZIP_WIDE_END_MARK)
        return file_trouble(archive->file, "is a damaged zip archive");
    *found = (directory){.count = number_at(record + 32, 8),
                         .bytes = number_at(record + 40, 8),
                         .at = number_at(record + 48, 8),
                         .end = place};
    return CR_OK;
}

static cr_status find_directory(cr_archive *archive, directory *found)
{
    cr_file *file = archive->file;
    int64_t length = bytes_left(file), most = ZIP_END + UINT16_MAX;
    if (length < 0) return file_trouble(file, "has no known length, as a pipe");
    int64_t tail_length = length < most ? length : most;
    unsigned char *tail = malloc((size_t)tail_length + 1);
    REQUIRE(tail, CR_NO_MEMORY, "load: %s: no memory to open it", file->name);
    cr_status status =
        read_at(archive, length - tail_length, tail, tail_length, "a zip archive");
    int64_t at = status ? -1 : find_end(tail, tail_length);
    if (!status && at < 0)
        status = file_trouble(file, "is no zip archive, or cut off: its end is missing");
    if (!status)
        *found = (directory){.count = number_at(tail + at + 10, 2),
                             .bytes = number_at(tail + at + 12, 4),
                             .at = number_at(tail + at + 16, 4),
                             .end = length - tail_length + at};
    free(tail);
    TRY(status);
    if (found->count == UINT16_MAX || found->bytes == UINT32_MAX ||
        found->at == UINT32_MAX)
        TRY(read_wide_end(archive, found));
    if (found->at < 0 || found->bytes < 0 || found->bytes > found->end ||
        found->at != found->end - found->bytes || found->count < 0 ||
        found->count > found->bytes / ZIP_LISTED)
        return file_trouble(file,
                            "is a damaged zip archive: a list of %lld members in "
                            "%lld bytes should begin at byte %lld",
                            (long long)found->count, (long long)found->bytes,
                            (long long)found->at);
    return CR_OK;
}

/* The extra field of 64 bits has those numbers that are all ones in the record. */
static bool widen(entry *member, const unsigned char *extra, int64_t length)
{
    int64_t *const wide[] = {&member->size, &member->packed, &member->begin};
    bool needed = member->size == UINT32_MAX || member->packed == UINT32_MAX ||
                  member->begin == UINT32_MAX;
    while (needed && length >= 4) {
        int64_t kind = number_at(extra, 2), part = number_at(extra + 2, 2);
        if (part > length - 4) return false;
        if (kind == 1) {
            extra += 4;
            for (int i = 0; i < 3; i++) {
                if (*wide[i] != UINT32_MAX) continue;
                if (part < 8) return false;
                *wide[i] = number_at(extra, 8);
                extra += 8, part -= 8;
            }
            return true;
        }
        extra += 4 + part, length -= 4 + part;
    }
    return true;
}

/* Whether sizes and place can be true: deflate makes at most 1032 bytes of one. */
static bool plausible(const entry *member, const directory *list)
{
    int64_t most;
    if (member->begin < 0 || member->packed < 0 || member->size < 0) return false;
    if (member->packed > list->at ||
        member->begin > list->at - member->packed - ZIP_LOCAL)
        return false;
    if (member->stored == ZIP_STORED) return member->size == member->packed;
    return __builtin_mul_overflow(member->packed, 1032, &most) || member->size <= most;
}

/* One member of the list at `p`, of which `left` bytes are there; its length, or 0. */
static int64_t list_member(cr_archive *archive, const directory *list,
                           const unsigned char *p, int64_t left)
{
    if (left < ZIP_LISTED || number_at(p, 4) != ZIP_LISTED_MARK) return 0;
    int64_t name = number_at(p + 28, 2), extra = number_at(p + 30, 2);
    int64_t length = ZIP_LISTED + name + extra + number_at(p + 32, 2);
    entry *member = length <= left ? add_entry(&archive->tensors) : NULL;
    if (!member) return 0;
    member->hidden = number_at(p + 8, 2) & 1;
    member->stored = (int)number_at(p + 10, 2);
    member->sum = (uint32_t)number_at(p + 16, 4);
    member->packed = number_at(p + 20, 4);
    member->size = number_at(p + 24, 4);
    member->begin = number_at(p + 42, 4);
    member->name = (const char *)p + ZIP_LISTED;
    member->length = name;
    if (!widen(member, p + ZIP_LISTED + name, extra) || !plausible(member, list))
        return 0;
    member->end = member->begin + ZIP_LOCAL + name + member->packed;
    bool named = name > 4 && !memcmp(member->name + name - 4, ".npy", 4);
    if (named) member->length -= 4;
    return member->end <= list->at ? length : 0;
}

static cr_status zip_open(cr_archive *archive)
{
    directory list = {0};
    TRY(find_directory(archive, &list));
    archive->text = malloc((size_t)list.bytes + 1);
    REQUIRE(archive->text, CR_NO_MEMORY, "load: %s: no memory to open it",
            archive->file->name);
    TRY(read_at(archive, list.at, archive->text, list.bytes, "a list of members"));
    const unsigned char *text = (const unsigned char *)archive->text;
    int64_t at = 0, taken = 1;
    for (int64_t i = 0; i < list.count && taken; i++, at += taken)
        taken = list_member(archive, &list, text + at, list.bytes - at);
    if (!taken || at != list.bytes)
        return file_trouble(archive->file,
                            "is a damaged zip archive: member %lld of %lld is listed "
                            "wrongly",
                            (long long)archive->tensors.count, (long long)list.count);
    return check_places(archive, 0, list.at, true);
}

const archive_format npz_format = {
    .open = zip_open, .read = zip_read, .add = zip_add, .finish = zip_finish};
