/* ascii.c - numbers as text, in the C notation whatever the locale says. */
#include <errno.h>
#include <inttypes.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include "stream.h"

enum { LONGEST = 400 /* characters of a number */ };

static locale_t plain(void)
{
    static locale_t made;
    locale_t locale = __atomic_load_n(&made, __ATOMIC_ACQUIRE), none = (locale_t)0;
    if (locale) return locale;
    locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (!__atomic_compare_exchange_n(&made, &none, locale, 0, __ATOMIC_ACQ_REL,
                                     __ATOMIC_ACQUIRE)) {
        freelocale(locale);
        locale = none;
    }
    return locale;
}

static bool is_one_of(int byte, const char *set)
{
    return byte > 0 && strchr(set, byte);
}

/* Move bytes of a set into text; false if it becomes too long. */
static bool collect(cr_file *file, char *text, int *used, const char *set)
{
    while (is_one_of(peek_byte(file), set)) {
        if (*used == LONGEST - 1) return false;
        text[(*used)++] = file->buffer[file->at++];
    }
    text[*used] = '\0';
    return true;
}

static bool collect_one(cr_file *file, char *text, int *used, const char *set)
{
    bool there = is_one_of(peek_byte(file), set) && *used < LONGEST - 1;
    if (there) text[(*used)++] = file->buffer[file->at++];
    text[*used] = '\0';
    return there;
}

static const char digits[] = "0123456789";

static void skip_blanks(cr_file *file)
{
    while (is_one_of(peek_byte(file), " \t\n\v\f\r")) file->at++;
}

static bool scan_integer(cr_file *file, int64_t *value)
{
    char text[LONGEST];
    int used = 0;
    skip_blanks(file);
    collect_one(file, text, &used, "+-");
    int sign = used;
    if (!collect(file, text, &used, digits) || used == sign) return false;
    errno = 0;
    *value = strtoll(text, NULL, 10);
    return errno == 0;
}

/* A decimal number, nan or inf, as text. */
static bool collect_float(cr_file *file, char *text)
{
    int used = 0;
    skip_blanks(file);
    collect_one(file, text, &used, "+-");
    if (is_one_of(peek_byte(file), "nNiI"))
        return collect(file, text, &used, "nNaAiIfFtTyY");
    if (!collect(file, text, &used, digits)) return false;
    if (collect_one(file, text, &used, ".") && !collect(file, text, &used, digits))
        return false;
    if (collect_one(file, text, &used, "eE")) {
        collect_one(file, text, &used, "+-");
        return collect(file, text, &used, digits);
    }
    return used > 0;
}

static bool in_range(int dtype, int64_t value)
{
    switch (dtype) {
    case CR_I16: return value == (int16_t)value;
    case CR_I32: return value == (int32_t)value;
    default: return true;
    }
}

static bool read_integer(cr_file *file, int dtype, void *to, int64_t i)
{
    int64_t value;
    if (!scan_integer(file, &value) || !in_range(dtype, value)) return false;
    if (dtype == CR_I16) ((int16_t *)to)[i] = (int16_t)value;
    if (dtype == CR_I32) ((int32_t *)to)[i] = (int32_t)value;
    if (dtype == CR_I64) ((int64_t *)to)[i] = value;
    return true;
}

static bool read_float(cr_file *file, int dtype, void *to, int64_t i)
{
    char text[LONGEST], *end;
    if (!collect_float(file, text)) return false;
    if (dtype == CR_F32) {
        ((float *)to)[i] = strtof_l(text, &end, plain());
    } else {
        double value = strtod_l(text, &end, plain());
        if (dtype == CR_F16) ((uint16_t *)to)[i] = cr_f16_write(value);
        if (dtype == CR_BF16) ((uint16_t *)to)[i] = cr_bf16_write(value);
        if (dtype == CR_F64) ((double *)to)[i] = value;
    }
    return end > text && *end == '\0';
}

int64_t read_ascii(cr_file *file, int dtype, void *to, int64_t count)
{
    int64_t done = 0;
    if (dtype == CR_U8 || dtype == CR_I8)
        done = take_bytes(file, to, count);
    else
        while (done < count && (is_float(dtype) ? read_float(file, dtype, to, done)
                                                : read_integer(file, dtype, to, done)))
            done++;
    if (done == count && count) skip_line_end(file);
    return done;
}

/* Print element i; gives the length. */
static int print_element(char *text, int dtype, const void *from, int64_t i)
{
    switch (dtype) {
    case CR_I16: return sprintf(text, "%d", ((const int16_t *)from)[i]);
    case CR_I32: return sprintf(text, "%" PRId32, ((const int32_t *)from)[i]);
    case CR_I64: return sprintf(text, "%" PRId64, ((const int64_t *)from)[i]);
    case CR_F16: return sprintf(text, "%.9g", cr_f16_read(((const uint16_t *)from)[i]));
    case CR_BF16: return sprintf(text, "%.9g", cr_bf16_read(((const uint16_t *)from)[i]));
    case CR_F32: return sprintf(text, "%.9g", ((const float *)from)[i]);
    default: return sprintf(text, "%.17g", ((const double *)from)[i]);
    }
}

int64_t write_ascii(cr_file *file, int dtype, const void *from, int64_t count)
{
    char text[64];
    int64_t done = 0;
    locale_t before = uselocale(plain());
    if (dtype == CR_U8 || dtype == CR_I8) {
        done = put_bytes(file, from, count) ? count : 0;
    } else {
        for (; done < count; done++) {
            int length = print_element(text, dtype, from, done);
            if (file->spacing && done < count - 1) text[length++] = ' ';
            if (!put_bytes(file, text, length)) break;
        }
    }
    bool well = done == count && (!file->spacing || !count || put_bytes(file, "\n", 1));
    uselocale(before);
    return well ? count : done < count ? done : count - 1;
}
