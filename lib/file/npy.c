/* npy.c - reads and writes .npy data. The header is parsed as what NumPy writes, three
 * keys in any order, and never evaluated. */
#include <string.h>
#include "cresset/npy.h"
#include "npy.h"

enum { LONGEST = 1 << 16 /* bytes of a header */ };

static const char magic[] = "\x93NUMPY";

typedef struct cursor {
    const char *at, *end;
} cursor;

static void skip_blanks(cursor *c)
{
    while (c->at < c->end && (*c->at == ' ' || *c->at == '\n')) c->at++;
}

static bool accept(cursor *c, char wanted)
{
    skip_blanks(c);
    bool there = c->at < c->end && *c->at == wanted;
    c->at += there;
    return there;
}

static bool accept_word(cursor *c, const char *word)
{
    size_t length = strlen(word);
    skip_blanks(c);
    bool there = (size_t)(c->end - c->at) >= length && !memcmp(c->at, word, length);
    if (there) c->at += length;
    return there;
}

/* 'text' or "text", without escapes, into `to`. */
static bool quoted(cursor *c, char *to, int room)
{
    char quote = accept(c, '\'') ? '\'' : accept(c, '"') ? '"' : 0;
    const char *start = c->at;
    const char *end = quote ? memchr(start, quote, (size_t)(c->end - start)) : NULL;
    if (!end || end - start >= room || memchr(start, '\\', (size_t)(end - start)))
        return false;
    memcpy(to, start, (size_t)(end - start));
    to[end - start] = '\0';
    c->at = end + 1;
    return true;
}

/* A number, with the L of Python 2 behind it. */
static bool whole(cursor *c, int64_t *value)
{
    skip_blanks(c);
    const char *start = c->at;
    for (*value = 0; c->at < c->end && *c->at >= '0' && *c->at <= '9'; c->at++)
        if (__builtin_mul_overflow(*value, 10, value) ||
            __builtin_add_overflow(*value, *c->at - '0', value))
            return false;
    bool found = c->at > start;
    accept(c, 'L');
    return found;
}

/* (3, 4), (3,) or (). */
static bool shape(cursor *c, array_form *form)
{
    if (!accept(c, '(')) return false;
    for (form->ndim = 0; !accept(c, ')'); form->ndim++) {
        if (form->ndim == CR_MAX_DIMS) return false;
        if (!whole(c, &form->sizes[form->ndim])) return false;
        if (!accept(c, ',')) return form->ndim++ > 0 && accept(c, ')');
    }
    return true;
}

static const struct {
    const char *code;
    int stored;
} types[] = {
    {"b1", STORED_BOOL}, {"?", STORED_BOOL},    {"u1", CR_U8},      {"i1", CR_I8},
    {"u2", STORED_U16},  {"i2", CR_I16},        {"u4", STORED_U32}, {"i4", CR_I32},
    {"u8", STORED_U64},  {"i8", CR_I64},        {"f2", CR_F16},     {"f4", CR_F32},
    {"f8", CR_F64},      {"bfloat16", CR_BF16},
};

/* '<f4': the order of bytes, then the type. False for what no tensor holds. */
static bool element_type(const char *text, array_form *form)
{
    bool marked = *text && strchr("<>|=", *text);
    form->big_endian = *text == '>' || (BIG_ENDIAN_HERE && *text != '<');
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (!strcmp(text + marked, types[i].code)) {
            form->stored = types[i].stored;
            return true;
        }
    return false;
}

/* The value of a key, each once: bit 1 of `seen` is the type, 2 the order, 4 the shape.
 */
static bool value_of(cursor *c, const char *key, array_form *form, char *type, int room,
                     int *seen, const char **problem)
{
    int now = !strcmp(key, "descr")           ? 1
              : !strcmp(key, "fortran_order") ? 2
              : !strcmp(key, "shape")         ? 4
                                              : 0;
    *problem = "an unknown or repeated key";
    if (!now || *seen & now) return false;
    *seen |= now;
    if (now == 1) {
        *problem = "an element type that is no single word";
        return quoted(c, type, room);
    }
    if (now == 2) {
        *problem = "no order of elements";
        form->columns = accept_word(c, "True");
        return form->columns || accept_word(c, "False");
    }
    *problem = "no shape of at most 16 sizes";
    return shape(c, form);
}

/* The whole text; `problem` is what the message tells if that is no description. */
static bool parse(cursor *c, array_form *form, char *type, int room, const char **problem)
{
    char key[16];
    int seen = 0;
    *problem = "no description of an array";
    if (!accept(c, '{')) return false;
    while (!accept(c, '}')) {
        if (!quoted(c, key, sizeof key) || !accept(c, ':')) return false;
        if (!value_of(c, key, form, type, room, &seen, problem)) return false;
        *problem = "no description of an array";
        if (accept(c, ',')) continue;
        if (!accept(c, '}')) return false;
        break;
    }
    skip_blanks(c);
    return seen == 7 && c->at == c->end;
}

/* Check the first bytes; gives the length of the text that follows. */
static cr_status read_length(source *from, int64_t *length)
{
    unsigned char head[8], size[4] = {0};
    TRY(source_need(from, head, 8, "the head"));
    if (memcmp(head, magic, 6))
        return source_trouble(from, "is no .npy data: it begins with %02x %02x %02x %02x",
                              head[0], head[1], head[2], head[3]);
    if (head[6] < 1 || head[6] > 3 || head[7] != 0)
        return source_trouble(from, "is .npy data of version %d.%d, expected 1.0 to 3.0",
                              head[6], head[7]);
    TRY(source_need(from, size, head[6] == 1 ? 2 : 4, "the head"));
    *length = size[0] | size[1] << 8 | size[2] << 16 | (int64_t)size[3] << 24;
    if (*length > LONGEST)
        return source_trouble(from,
                              "declares a header of %lld bytes, expected at most %d",
                              (long long)*length, LONGEST);
    return CR_OK;
}

static cr_status read_form(source *from, array_form *form)
{
    char text[LONGEST], type[16] = "";
    const char *problem;
    int64_t length = 0, bytes;
    TRY(read_length(from, &length));
    TRY(source_need(from, text, length, "the header"));
    cursor c = {text, text + length};
    if (!parse(&c, form, type, sizeof type, &problem))
        return source_trouble(from, "at byte %lld of its header is %s",
                              (long long)(c.at - text), problem);
    if (!element_type(type, form))
        return source_trouble(from,
                              "has elements of the type '%s', for which there is no "
                              "tensor",
                              type);
    if (!array_bytes(form, &bytes))
        return source_trouble(from, "declares more elements than any memory holds");
    return CR_OK;
}

cr_status npy_read(cr_tensor *output, source *from)
{
    array_form form = {0};
    TRY(read_form(from, &form));
    return array_read(output, from, &form);
}

cr_status cr_npy_read(cr_tensor *output, const char *path)
{
    cr_file *file = NULL;
    REQUIRE(output, CR_BAD_ARGUMENT, "load: result is nil, expected a tensor");
    TRY(open_to_load(&file, path));
    source from = source_of_file(file);
    cr_status status = npy_read(output, &from);
    cr_file_release(file);
    return status;
}

int npy_header(char *text, const cr_tensor *input)
{
    static const char *const codes[] = {"|u1", "|i1", "<i2", "<i4", "<i8",
                                        "<f2", "<f4", "<f4", "<f8"};
    int used = 10, ndim = cr_tensor_count(input) ? input->ndim : 0;
    used += sprintf(text + used, "{'descr': '%s', 'fortran_order': False, 'shape': (%s",
                    codes[input->dtype], ndim ? "" : "0,");
    for (int d = 0; d < ndim; d++)
        used += sprintf(text + used, d ? ", %lld" : "%lld", (long long)input->sizes[d]);
    used += sprintf(text + used, ndim == 1 ? ",), }" : "), }");
    while (used % 64 != 63) text[used++] = ' ';
    text[used++] = '\n';
    memcpy(text, magic, 6);
    text[6] = 1, text[7] = 0;
    text[8] = (char)((used - 10) & 255), text[9] = (char)((used - 10) >> 8);
    return used;
}

static bool put(void *file, const void *bytes, int64_t count)
{
    return put_bytes(file, bytes, count);
}

static cr_status write_to(cr_file *file, const cr_tensor *input)
{
    char header[NPY_HEADER];
    TRY(begin_write(file));
    bool well = put(file, header, npy_header(header, input)) &&
                array_write(input, true, put, file);
    return well ? cr_file_commit(file) : file_unwritten(file);
}

cr_status cr_npy_write(const char *path, const cr_tensor *input)
{
    cr_file *file = NULL;
    prepared p;
    TRY(array_ready(&p, &input));
    cr_status status = open_to_save(&file, path);
    if (!status) status = write_to(file, input);
    cr_file_release(file);
    release_prepared(&p);
    return status;
}
