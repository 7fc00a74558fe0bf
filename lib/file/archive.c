/* archive.c - lists the tensors of a file, and those that a new file will have. */
#include <stdlib.h>
#include <string.h>
#include "archive.h"

enum { LONGEST_NAME = 4096 };

entry *add_entry(entry_list *list)
{
    if (list->count == list->room) {
        int64_t room = list->room ? 2 * list->room : 16;
        entry *more = realloc(list->entries, (size_t)room * sizeof *more);
        if (!more) return NULL;
        list->entries = more;
        list->room = room;
    }
    entry *added = &list->entries[list->count++];
    *added = (entry){0};
    return added;
}

static void free_list(entry_list *list, bool owned)
{
    for (int64_t i = 0; owned && i < list->count; i++) {
        free((char *)list->entries[i].name);
        free((char *)list->entries[i].text);
    }
    free(list->entries);
}

void cr_archive_release(cr_archive *archive)
{
    if (!archive) return;
    for (int64_t i = 0; archive->inputs && i < archive->tensors.count; i++)
        cr_tensor_release(&archive->inputs[i]);
    free(archive->inputs);
    free_list(&archive->tensors, archive->writes);
    free_list(&archive->notes, archive->writes);
    cr_file_release(archive->file);
    free(archive->text);
    free(archive);
}

static cr_status archive_new(cr_archive **made, cr_file *file, int format)
{
    cr_archive *archive = calloc(1, sizeof *archive);
    if (!archive) {
        cr_fail(CR_NO_MEMORY, "load: %s: no memory to open it", file->name);
        cr_file_release(file);
        return CR_NO_MEMORY;
    }
    archive->file = file;
    archive->format = format == CR_SAFETENSORS ? &safetensors_format : &npz_format;
    archive->compressed = format == CR_NPZ_COMPRESSED;
    *made = archive;
    return CR_OK;
}

cr_status archive_of_file(cr_archive **result, cr_file *file, int format)
{
    cr_archive *archive = NULL;
    TRY(archive_new(&archive, file, format));
    cr_status status = archive->format->open(archive);
    if (!status) status = check_names(archive);
    if (!status)
        *result = archive;
    else
        cr_archive_release(archive);
    return status;
}

static cr_status check_format(cr_archive **result, int format)
{
    REQUIRE(result, CR_BAD_ARGUMENT, "archive: result is nil");
    REQUIRE(format >= CR_NPZ && format <= CR_SAFETENSORS, CR_BAD_ARGUMENT,
            "archive: no format %d", format);
    return CR_OK;
}

cr_status cr_archive_open(cr_archive **result, const char *path, int format)
{
    cr_file *file = NULL;
    TRY(check_format(result, format));
    TRY(open_to_load(&file, path));
    return archive_of_file(result, file, format);
}

cr_status cr_archive_create(cr_archive **result, const char *path, int format)
{
    cr_file *file = NULL;
    TRY(check_format(result, format));
    TRY(open_to_save(&file, path));
    TRY(archive_new(result, file, format));
    (*result)->writes = true;
    return CR_OK;
}

int64_t cr_archive_count(const cr_archive *archive)
{
    return archive ? archive->tensors.count : 0;
}

int64_t cr_archive_note_count(const cr_archive *archive)
{
    return archive ? archive->notes.count : 0;
}

/* An open archive that has an entry i. */
static cr_status listed(const cr_archive *archive, bool noted, int64_t i)
{
    REQUIRE(archive, CR_BAD_ARGUMENT, "archive: nil, expected an archive");
    int64_t count = noted ? archive->notes.count : archive->tensors.count;
    REQUIRE(i >= 0 && i < count, CR_BAD_ARGUMENT, "archive: %s has no entry %lld",
            archive->file->name, (long long)i + 1);
    return CR_OK;
}

cr_status cr_archive_name(const cr_archive *archive, int64_t i, const char **name,
                          int64_t *length)
{
    REQUIRE(name && length, CR_BAD_ARGUMENT, "archive: name is nil");
    TRY(listed(archive, false, i));
    *name = archive->tensors.entries[i].name;
    *length = archive->tensors.entries[i].length;
    return CR_OK;
}

cr_status cr_archive_note(const cr_archive *archive, int64_t i, const char **name,
                          int64_t *name_length, const char **text, int64_t *text_length)
{
    REQUIRE(name && name_length && text && text_length, CR_BAD_ARGUMENT,
            "archive: name is nil");
    TRY(listed(archive, true, i));
    const entry *note = &archive->notes.entries[i];
    *name = note->name, *name_length = note->length;
    *text = note->text, *text_length = note->text_length;
    return CR_OK;
}

cr_status cr_archive_read(cr_tensor *output, cr_archive *archive, int64_t i)
{
    REQUIRE(output, CR_BAD_ARGUMENT, "load: result is nil, expected a tensor");
    TRY(listed(archive, false, i));
    REQUIRE(!archive->writes, CR_BAD_ARGUMENT, "load: %s is being written",
            archive->file->name);
    return archive->format->read(archive, &archive->tensors.entries[i], output);
}

static cr_status writable(const cr_archive *archive, const char *name, int64_t length)
{
    REQUIRE(archive && archive->writes && archive->file->open, CR_BAD_ARGUMENT,
            "save: the archive is not open for writing");
    REQUIRE(name && length >= 1 && length <= LONGEST_NAME && !memchr(name, 0, length),
            CR_BAD_ARGUMENT,
            "save: %s: a name has %lld bytes, expected 1 to %d without 0",
            archive->file->name, name ? (long long)length : 0, LONGEST_NAME);
    REQUIRE(is_utf8(name, length), CR_BAD_ARGUMENT, "save: %s: a name is not UTF-8",
            archive->file->name);
    return CR_OK;
}

static char *copy_of(const char *text, int64_t length)
{
    char *copy = malloc((size_t)length + 1);
    if (!copy) return NULL;
    memcpy(copy, text, (size_t)length);
    copy[length] = '\0';
    return copy;
}

static void drop_last(entry_list *list)
{
    const entry *last = &list->entries[--list->count];
    free((char *)last->name);
    free((char *)last->text);
}

/* A new entry with copies of the texts; NULL, with a message, if there is no memory. */
static entry *new_entry(cr_archive *archive, entry_list *list, const char *name,
                        int64_t length, const char *text, int64_t text_length)
{
    entry *added = add_entry(list);
    if (added) {
        added->name = copy_of(name, length), added->length = length;
        added->text = copy_of(text, text_length), added->text_length = text_length;
        if (added->name && added->text) return added;
        drop_last(list);
    }
    cr_fail(CR_NO_MEMORY, "save: %s: no memory for another name", archive->file->name);
    return NULL;
}

cr_status cr_archive_add(cr_archive *archive, const char *name, int64_t length,
                         const cr_tensor *input)
{
    TRY(writable(archive, name, length));
    TRY(valid("save", "tensor", input));
    entry *added = new_entry(archive, &archive->tensors, name, length, "", 0);
    if (!added) return CR_NO_MEMORY;
    cr_status status = archive->format->add(archive, added, input);
    if (!status) return CR_OK;
    archive->spoiled = true;
    drop_last(&archive->tensors);
    return status;
}

cr_status cr_archive_add_note(cr_archive *archive, const char *name, int64_t name_length,
                              const char *text, int64_t text_length)
{
    TRY(writable(archive, name, name_length));
    REQUIRE(archive->format->noted, CR_BAD_ARGUMENT, "save: %s: .npz files have no notes",
            archive->file->name);
    REQUIRE(text && text_length >= 0 && is_utf8(text, text_length), CR_BAD_ARGUMENT,
            "save: %s: a note is not UTF-8", archive->file->name);
    bool made =
        new_entry(archive, &archive->notes, name, name_length, text, text_length) != NULL;
    return made ? CR_OK : CR_NO_MEMORY;
}

cr_status cr_archive_commit(cr_archive *archive)
{
    TRY(writable(archive, "x", 1));
    REQUIRE(!archive->spoiled, CR_BAD_FILE, "save: %s: a tensor could not be written",
            archive->file->name);
    TRY(check_names(archive));
    TRY(archive->format->finish(archive));
    return cr_file_commit(archive->file);
}
