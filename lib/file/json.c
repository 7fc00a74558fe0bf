/* json.c - the strings and whole numbers of JSON. */
#include "json.h"
#include <stdio.h>
#include <string.h>
#include "archive.h"

void json_skip(json *text)
{
    while (text->at < text->end && *text->at && strchr(" \t\n\r", *text->at)) text->at++;
}

bool json_take(json *text, char wanted)
{
    json_skip(text);
    bool there = text->at < text->end && *text->at == wanted;
    text->at += there;
    return there;
}

/* Four hexadecimal digits, or -1. */
static int32_t four_digits(const json *text)
{
    int32_t value = 0;
    if (text->end - text->at < 4) return -1;
    for (int i = 0; i < 4; i++) {
        char c = text->at[i];
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0) return -1;
        value = value << 4 | digit;
    }
    return value;
}

/* The character behind \u, two such for those beyond 16 bits; -1 if there is none. */
static int32_t code_point(json *text)
{
    int32_t high = four_digits(text);
    if (high < 0) return -1;
    text->at += 4;
    if (high < 0xd800 || high > 0xdfff) return high;
    if (high > 0xdbff || text->end - text->at < 6 || memcmp(text->at, "\\u", 2))
        return -1;
    text->at += 2;
    int32_t low = four_digits(text);
    text->at += 4;
    if (low < 0xdc00 || low > 0xdfff) return -1;
    return 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
}

/* Write a character as UTF-8, which is shorter than its escape; gives the length. */
static int put_utf8(char *to, int32_t code)
{
    int more = code < 0x80 ? 0 : code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    static const unsigned char first[] = {0, 0xc0, 0xe0, 0xf0};
    to[0] = (char)(first[more] | code >> 6 * more);
    for (int i = 1; i <= more; i++)
        to[i] = (char)(0x80 | ((code >> 6 * (more - i)) & 0x3f));
    return more + 1;
}

/* Replace the escape at the place; false if there is no such. */
static bool unescape(json *text, char **to)
{
    static const char letters[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    if (text->end - text->at < 2) return false;
    char letter = text->at[1];
    text->at += 2;
    const char *found = letter ? strchr(letters, letter) : NULL;
    if (found) {
        *(*to)++ = meant[found - letters];
        return true;
    }
    int32_t code = letter == 'u' ? code_point(text) : -1;
    if (code >= 0) *to += put_utf8(*to, code);
    return code >= 0;
}

bool json_string(json *text, const char **string, int64_t *length)
{
    if (!json_take(text, '"')) return false;
    char *start = text->at, *to = start;
    while (text->at < text->end && *text->at != '"') {
        if ((unsigned char)*text->at < 0x20) return false;
        if (*text->at != '\\')
            *to++ = *text->at++;
        else if (!unescape(text, &to))
            return false;
    }
    if (text->at == text->end || !is_utf8(start, to - start)) return false;
    text->at++;
    *string = start;
    *length = to - start;
    return true;
}

bool json_whole(json *text, int64_t *number)
{
    json_skip(text);
    char *start = text->at;
    for (*number = 0; text->at < text->end && *text->at >= '0' && *text->at <= '9';
         text->at++)
        if (__builtin_mul_overflow(*number, 10, number) ||
            __builtin_add_overflow(*number, *text->at - '0', number))
            return false;
    int64_t digits = text->at - start;
    return digits == 1 || (digits > 1 && *start != '0');
}

int64_t json_quote(char *to, const char *string, int64_t length)
{
    int64_t used = 0;
    for (int64_t i = 0; i < length; i++) {
        char piece[8] = {string[i], 0};
        if (string[i] == '"' || string[i] == '\\')
            snprintf(piece, sizeof piece, "\\%c", string[i]);
        else if ((unsigned char)string[i] < 0x20)
            snprintf(piece, sizeof piece, "\\u%04x", (unsigned)string[i]);
        int64_t part = piece[0] ? (int64_t)strlen(piece) : 1;
        if (to) memcpy(to + used, piece, (size_t)part);
        used += part;
    }
    return used;
}
