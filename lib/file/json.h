/* json.h - private: takes JSON text apart, piece by piece. What is expected is known at
 * each place, so no value is read that was not, and nothing nests deeper than that.
 * From: RFC 8259, The JavaScript Object Notation (JSON) Data Interchange Format. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

typedef struct json {
    char *at, *end;
} json;

/* Step over blanks. */
void json_skip(json *text);

/* Step over blanks and then this character; false, and only blanks, if it is not there.
 */
bool json_take(json *text, char wanted);

/* A string, whose escapes are replaced within the text; it must be UTF-8. */
bool json_string(json *text, const char **string, int64_t *length);

/* A whole number from 0 to 2^63 - 1, without fraction or exponent. */
bool json_whole(json *text, int64_t *number);

/* How many bytes `string` takes as JSON between quotes, or, if `to` is not NULL, write it
 * there. */
int64_t json_quote(char *to, const char *string, int64_t length);
