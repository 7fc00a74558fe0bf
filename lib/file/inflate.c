/* inflate.c - decompresses a part of a file as it is read. */
#include <stdlib.h>
#include <zlib.h>
#include "source.h"

enum { PART = 1 << 14 /* compressed bytes read at once */ };

struct inflating {
    z_stream stream;
    int64_t packed; /* compressed bytes that were not read yet */
    int code;
    unsigned char part[PART];
};

cr_status inflate_begin(source *from, int64_t packed)
{
    struct inflating *z = calloc(1, sizeof *z);
    bool ready = z && inflateInit2(&z->stream, -MAX_WBITS) == Z_OK;
    if (!ready) {
        free(z);
        return cr_fail(CR_NO_MEMORY, "load: %s: no memory to decompress",
                       from->file->name);
    }
    z->packed = packed;
    from->z = z;
    return CR_OK;
}

void inflate_end(source *from)
{
    if (!from->z) return;
    inflateEnd(&from->z->stream);
    free(from->z);
    from->z = NULL;
}

/* Bring compressed bytes; false if there are none left. */
static bool bring(source *from)
{
    struct inflating *z = from->z;
    int64_t wanted = z->packed < PART ? z->packed : PART;
    int64_t got = take_bytes(from->file, z->part, wanted);
    z->packed -= got;
    z->stream.next_in = z->part;
    z->stream.avail_in = (unsigned)got;
    return got > 0;
}

int64_t inflate_take(source *from, void *to, int64_t count)
{
    struct inflating *z = from->z;
    int64_t done = 0;
    while (done < count && z->code == Z_OK) {
        if (!z->stream.avail_in && !bring(from)) break;
        int64_t room = count - done < 1 << 30 ? count - done : 1 << 30;
        z->stream.next_out = (unsigned char *)to + done;
        z->stream.avail_out = (unsigned)room;
        z->code = inflate(&z->stream, Z_NO_FLUSH);
        done += room - z->stream.avail_out;
    }
    return done;
}

const char *inflate_problem(const source *from)
{
    const struct inflating *z = from->z;
    if (z->code == Z_OK || z->code == Z_STREAM_END) return NULL;
    return z->stream.msg ? z->stream.msg : "the compressed data make no sense";
}

bool inflate_ended(source *from)
{
    struct inflating *z = from->z;
    unsigned char more;
    bool over = inflate_take(from, &more, 1) == 0;
    return over && z->code == Z_STREAM_END && !z->packed && !z->stream.avail_in;
}
