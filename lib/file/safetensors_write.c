/* safetensors_write.c - writes .safetensors files: the largest element types first, and
 * then by name, so that every tensor is aligned and equal tensors make equal files. */
#include <stdlib.h>
#include <string.h>
#include "json.h"
#include "safetensors.h"

cr_status safetensors_add(cr_archive *archive, entry *added, const cr_tensor *input)
{
    int64_t count = archive->tensors.count;
    REQUIRE(strcmp(added->name, "__metadata__"), CR_BAD_ARGUMENT,
            "save: %s: no tensor may have the name '__metadata__'", archive->file->name);
    const char *device = backend_of(input)->device;
    REQUIRE(!strcmp(device, "cpu"), CR_BAD_DEVICE,
            "save: tensor is on %s; copy it to the CPU first", device);
    cr_tensor *inputs = realloc(archive->inputs, (size_t)count * sizeof *inputs);
    REQUIRE(inputs, CR_NO_MEMORY, "save: %s: no memory for another tensor",
            archive->file->name);
    archive->inputs = inputs;
    inputs[count - 1] = (cr_tensor){.dtype = input->dtype};
    added->begin = count - 1; /* its number, until the places are known */
    return cr_tensor_share(&inputs[count - 1], input);
}

/* Tensors with the same element size by name; `stored` is that size here. */
static int compare_entries(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    return x->stored != y->stored ? y->stored - x->stored : strcmp(x->name, y->name);
}

/* Text that grows. */
typedef struct builder {
    char *text;
    int64_t length, room;
    bool failed;
} builder;

static char *make_room(builder *b, int64_t more)
{
    if (b->length + more > b->room) {
        int64_t room = 2 * (b->length + more);
        char *text = b->failed ? NULL : realloc(b->text, (size_t)room);
        b->failed = !text;
        if (!text) return NULL;
        b->text = text;
        b->room = room;
    }
    return b->text + b->length;
}

static void append(builder *b, const char *text, int64_t length)
{
    char *to = make_room(b, length);
    if (!to) return;
    memcpy(to, text, (size_t)length);
    b->length += length;
}

static void append_quoted(builder *b, const char *text, int64_t length)
{
    int64_t quoted = json_quote(NULL, text, length);
    append(b, "\"", 1);
    char *to = make_room(b, quoted);
    if (!to) return;
    json_quote(to, text, length);
    b->length += quoted;
    append(b, "\"", 1);
}

static void append_number(builder *b, const char *before, int64_t number)
{
    char text[64];
    append(b, text, snprintf(text, sizeof text, "%s%lld", before, (long long)number));
}

static void append_tensor(builder *b, const cr_tensor *input, int64_t *at)
{
    static const char *const names[] = {"U8",  "I8",   "I16", "I32", "I64",
                                        "F16", "BF16", "F32", "F64"};
    int64_t count = cr_tensor_count(input);
    append(b, ":{\"dtype\":", 10);
    append_quoted(b, names[input->dtype], (int64_t)strlen(names[input->dtype]));
    append(b, ",\"shape\":[", 10);
    if (!count) append(b, "0", 1);
    for (int d = 0; count && d < input->ndim; d++)
        append_number(b, d ? "," : "", input->sizes[d]);
    append_number(b, "],\"data_offsets\":[", *at);
    *at += count * (int64_t)cr_dtype_size(input->dtype);
    append_number(b, ",", *at);
    append(b, "]}", 2);
}

static void append_notes(builder *b, const entry_list *notes)
{
    append(b, "\"__metadata__\":{", 16);
    for (int64_t i = 0; i < notes->count; i++) {
        const entry *note = &notes->entries[i];
        if (i) append(b, ",", 1);
        append_quoted(b, note->name, note->length);
        append(b, ":", 1);
        append_quoted(b, note->text, note->text_length);
    }
    append(b, "}", 1);
}

/* The header, with the 8 bytes of its length, up to a multiple of 8. */
static void build_header(builder *b, const cr_archive *archive)
{
    const entry_list *list = &archive->tensors;
    int64_t at = 0;
    append(b, "\0\0\0\0\0\0\0\0{", 9);
    if (archive->notes.count) append_notes(b, &archive->notes);
    for (int64_t i = 0; i < list->count; i++) {
        const entry *tensor = &list->entries[i];
        if (i || archive->notes.count) append(b, ",", 1);
        append_quoted(b, tensor->name, tensor->length);
        append_tensor(b, &archive->inputs[tensor->begin], &at);
    }
    append(b, "}", 1);
    while (b->length % 8 && !b->failed) append(b, " ", 1);
    for (int i = 0; i < 8 && !b->failed; i++)
        b->text[i] = (char)((b->length - 8) >> 8 * i & 255);
}

static bool put(void *file, const void *bytes, int64_t count)
{
    return put_bytes(file, bytes, count);
}

static cr_status write_elements_of(cr_file *file, const cr_tensor *input)
{
    prepared p;
    TRY(array_ready(&p, &input));
    bool well = array_write(input, false, put, file);
    release_prepared(&p);
    return well ? CR_OK : file_unwritten(file);
}

cr_status safetensors_finish(cr_archive *archive)
{
    cr_file *file = archive->file;
    entry_list *list = &archive->tensors;
    builder b = {0};
    for (int64_t i = 0; i < list->count; i++) {
        int dtype = archive->inputs[list->entries[i].begin].dtype;
        list->entries[i].stored = (int)cr_dtype_size(dtype);
    }
    if (list->count)
        qsort(list->entries, (size_t)list->count, sizeof *list->entries, compare_entries);
    build_header(&b, archive);
    cr_status status = begin_write(file);
    if (!status && b.failed)
        status = cr_fail(CR_NO_MEMORY, "save: %s: no memory for its header", file->name);
    if (!status && !put_bytes(file, b.text, b.length)) status = file_unwritten(file);
    free(b.text);
    for (int64_t i = 0; !status && i < list->count; i++)
        status = write_elements_of(file, &archive->inputs[list->entries[i].begin]);
    return status;
}
