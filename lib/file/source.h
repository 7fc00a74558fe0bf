/* source.h - private: the bytes of one array in a file: the file's own, those of a stored
 * part of it, or those of a compressed one. */
#pragma once
#include "stream.h"

typedef struct source {
    cr_file *file;
    const char *member;  /* the name of the part, for messages; NULL: the whole file */
    int64_t left;        /* bytes that may still follow */
    bool sure;           /* they exist; else `left` is what the file claims */
    uint32_t sum;        /* CRC-32 of the bytes taken */
    struct inflating *z; /* NULL: not compressed */
} source;

/* The rest of a file. */
source source_of_file(cr_file *file);

/* Take up to `count` bytes; fewer at the end. */
int64_t source_take(source *from, void *to, int64_t count);

/* Take all of `count` bytes, which are `what` in the message if they are not there. */
cr_status source_need(source *from, void *to, int64_t count, const char *what);

/* "load: NAME: MEMBER: ..." */
cr_status source_trouble(source *from, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Begin to decompress the next `packed` bytes of the file, and free what that takes. */
cr_status inflate_begin(source *from, int64_t packed);
void inflate_end(source *from);

/* The bytes that decompression gave, fewer than `count` at its end or after damage. */
int64_t inflate_take(source *from, void *to, int64_t count);

/* Why decompression gave fewer; NULL if nothing is wrong. */
const char *inflate_problem(const source *from);

/* Whether the compressed data ended where they should. */
bool inflate_ended(source *from);
