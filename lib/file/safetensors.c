/* safetensors.c - reads .safetensors files: the length of a header in 8 bytes, the header
 * in JSON, the elements of all tensors without a gap. */
#include <stdlib.h>
#include <string.h>
#include "json.h"
#include "safetensors.h"

enum { LONGEST = 100000000 /* bytes of a header, as in the original */ };

/* A file that is taken apart. */
typedef struct reader {
    cr_archive *archive;
    json text;
    const char *start;
    int64_t data; /* where the elements begin */
} reader;

static cr_status wrong(const reader *r, const char *what)
{
    return file_trouble(r->archive->file, "at byte %lld of its header %s",
                        (long long)(r->text.at - r->start), what);
}

int safetensors_type(const char *name, int64_t length)
{
    static const struct {
        const char *name;
        int stored;
    } types[] = {
        {"BOOL", STORED_BOOL}, {"U8", CR_U8},          {"I8", CR_I8},
        {"I16", CR_I16},       {"I32", CR_I32},        {"I64", CR_I64},
        {"F16", CR_F16},       {"BF16", CR_BF16},      {"F32", CR_F32},
        {"F64", CR_F64},       {"U16", STORED_U16},    {"U32", STORED_U32},
        {"U64", STORED_U64},   {"F8_E4M3", STORED_F8}, {"F8_E5M2", STORED_F8},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (length == (int64_t)strlen(types[i].name) &&
            !memcmp(name, types[i].name, (size_t)length))
            return types[i].stored;
    return -1;
}

/* [2, 3] */
static bool take_shape(json *text, array_form *form)
{
    if (!json_take(text, '[')) return false;
    form->ndim = 0;
    if (json_take(text, ']')) return true;
    do {
        if (form->ndim == CR_MAX_DIMS) return false;
        if (!json_whole(text, &form->sizes[form->ndim++])) return false;
    } while (json_take(text, ','));
    return json_take(text, ']');
}

static bool is(const char *text, int64_t length, const char *word)
{
    return length == (int64_t)strlen(word) && !memcmp(text, word, (size_t)length);
}

/* The value of one key of a tensor, each once: bit 1 of `seen` is the type, 2 the shape,
 * 4 the place. */
static cr_status take_field(reader *r, entry *tensor, array_form *form, int *seen)
{
    const char *key, *type;
    int64_t length;
    json *text = &r->text;
    if (!json_string(text, &key, &length) || !json_take(text, ':'))
        return wrong(r, "a key and ':' should be");
    int now = is(key, length, "dtype")          ? 1
              : is(key, length, "shape")        ? 2
              : is(key, length, "data_offsets") ? 4
                                                : 0;
    if (!now || *seen & now)
        return wrong(r, "is a key that is unknown or given twice; expected dtype, shape "
                        "and data_offsets");
    *seen |= now;
    if (now == 1) {
        if (!json_string(text, &type, &length)) return wrong(r, "a type should be");
        form->stored = safetensors_type(type, length);
        tensor->stored = form->stored;
        return form->stored >= 0 ? CR_OK : wrong(r, "is an unknown element type");
    }
    if (now == 2) {
        json_skip(text);
        tensor->text = text->at;
        bool well = take_shape(text, form);
        tensor->text_length = text->at - tensor->text;
        return well ? CR_OK : wrong(r, "a list of at most 16 sizes should be");
    }
    bool well = json_take(text, '[') && json_whole(text, &tensor->begin) &&
                json_take(text, ',') && json_whole(text, &tensor->end) &&
                json_take(text, ']');
    return well ? CR_OK : wrong(r, "the first and the last byte should be");
}

/* Whether the bytes from begin to end are as many as the shape needs. */
static cr_status check_size(const reader *r, const entry *tensor, array_form *form)
{
    int64_t bytes;
    if (!array_bytes(form, &bytes) || tensor->end < tensor->begin ||
        tensor->end - tensor->begin != bytes)
        return file_trouble(r->archive->file,
                            "'%.*s' has the bytes from %lld to %lld, which its shape and "
                            "type do not fill",
                            (int)(tensor->length < 200 ? tensor->length : 200),
                            tensor->name, (long long)tensor->begin,
                            (long long)tensor->end);
    return CR_OK;
}

static cr_status take_tensor(reader *r, const char *name, int64_t length)
{
    entry tensor = {.name = name, .length = length};
    array_form form = {0};
    int seen = 0;
    if (!json_take(&r->text, '{')) return wrong(r, "'{' should be");
    do TRY(take_field(r, &tensor, &form, &seen));
    while (json_take(&r->text, ','));
    if (!json_take(&r->text, '}') || seen != 7)
        return wrong(r, "ends a tensor without dtype, shape or data_offsets");
    TRY(check_size(r, &tensor, &form));
    entry *added = add_entry(&r->archive->tensors);
    REQUIRE(added, CR_NO_MEMORY, "load: %s: no memory for its names",
            r->archive->file->name);
    if (__builtin_add_overflow(tensor.end, r->data, &tensor.end))
        return wrong(r, "ends a tensor behind the end of the file");
    tensor.begin += r->data;
    *added = tensor;
    return CR_OK;
}

static cr_status take_notes(reader *r)
{
    if (!json_take(&r->text, '{')) return wrong(r, "'{' should be");
    if (json_take(&r->text, '}')) return CR_OK;
    do {
        entry note = {0};
        if (!json_string(&r->text, &note.name, &note.length) ||
            !json_take(&r->text, ':') ||
            !json_string(&r->text, &note.text, &note.text_length))
            return wrong(r, "two strings with ':' between them should be");
        entry *added = add_entry(&r->archive->notes);
        REQUIRE(added, CR_NO_MEMORY, "load: %s: no memory for its notes",
                r->archive->file->name);
        *added = note;
    } while (json_take(&r->text, ','));
    return json_take(&r->text, '}') ? CR_OK : wrong(r, "'}' should be");
}

static cr_status take_header(reader *r)
{
    bool noted = false;
    if (r->text.at == r->text.end || *r->text.at != '{' || !json_take(&r->text, '{'))
        return wrong(r, "'{' should be");
    if (json_take(&r->text, '}')) return CR_OK;
    do {
        const char *name;
        int64_t length;
        if (!json_string(&r->text, &name, &length) || !json_take(&r->text, ':'))
            return wrong(r, "a name and ':' should be");
        bool notes = is(name, length, "__metadata__");
        if (notes && noted) return wrong(r, "are notes for the second time");
        noted = noted || notes;
        TRY(notes ? take_notes(r) : take_tensor(r, name, length));
    } while (json_take(&r->text, ','));
    return json_take(&r->text, '}') ? CR_OK : wrong(r, "'}' should be");
}

cr_status safetensors_open(cr_archive *archive)
{
    cr_file *file = archive->file;
    int64_t all = bytes_left(file), length;
    unsigned char head[8];
    TRY(begin_read(file));
    if (all < 0) return file_trouble(file, "has no known length, as a pipe");
    source from = source_of_file(file);
    TRY(source_need(&from, head, 8, "the length of the header"));
    uint64_t claimed = 0;
    for (int i = 7; i >= 0; i--) claimed = claimed << 8 | head[i];
    if (claimed > LONGEST || (int64_t)claimed > from.left)
        return file_trouble(file, "declares a header of %llu bytes, but %lld follow",
                            (unsigned long long)claimed, (long long)from.left);
    length = (int64_t)claimed;
    archive->text = malloc((size_t)length + 1);
    REQUIRE(archive->text, CR_NO_MEMORY, "load: %s: no memory to open it", file->name);
    TRY(source_need(&from, archive->text, length, "the header"));
    reader r = {.archive = archive,
                .text = {archive->text, archive->text + length},
                .start = archive->text,
                .data = 8 + length};
    TRY(take_header(&r));
    json_skip(&r.text); /* blanks fill it up */
    if (r.text.at != r.text.end) return wrong(&r, "it should end");
    return check_places(archive, r.data, all, false);
}

cr_status safetensors_read(cr_archive *archive, const entry *chosen, cr_tensor *output)
{
    array_form form = {.stored = chosen->stored};
    char name[101] = "";
    int64_t bytes;
    memcpy(name, chosen->name, (size_t)(chosen->length < 100 ? chosen->length : 100));
    json shape = {(char *)chosen->text, (char *)chosen->text + chosen->text_length};
    if (!take_shape(&shape, &form) || !array_bytes(&form, &bytes))
        return file_trouble(archive->file, "its header has changed");
    TRY(cr_file_seek(archive->file, chosen->begin));
    TRY(begin_read(archive->file));
    source from = source_of_file(archive->file);
    from.member = name;
    return array_read(output, &from, &form);
}

const archive_format safetensors_format = {.open = safetensors_open,
                                           .read = safetensors_read,
                                           .add = safetensors_add,
                                           .finish = safetensors_finish,
                                           .noted = true};
