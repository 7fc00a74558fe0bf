/* png.c - writes PNG files. libpng reports errors by longjmp, which stays within
 * write_rows: no variable that it changes is used after a jump. */
#include <errno.h>
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include "cresset/picture.h"
#include "file/atomic.h"
#include "backend.h"
#include "storage.h"

enum { WIDEST = 1000000 /* what libpng takes */ };

typedef struct picture {
    const char *path;
    FILE *stream;
    const uint8_t *first;
    int64_t colours, height, width;
    uint8_t *row; /* of one line, colours side by side */
    char reason[200];
} picture;

static void note_error(png_structp png, png_const_charp reason)
{
    picture *p = png_get_error_ptr(png);
    snprintf(p->reason, sizeof p->reason, "%s", reason);
    longjmp(png_jmpbuf(png), 1);
}

static void ignore_warning(png_structp png, png_const_charp reason)
{
    (void)png, (void)reason;
}

static void write_row(png_structp png, const picture *p, int64_t y)
{
    int64_t plane = p->height * p->width;
    for (int64_t x = 0; x < p->width; x++)
        for (int64_t c = 0; c < p->colours; c++)
            p->row[x * p->colours + c] = p->first[c * plane + y * p->width + x];
    png_write_row(png, p->row);
}

/* False if libpng gave up, with the reason in the picture. */
static bool write_rows(picture *p, png_structp png, png_infop info)
{
    if (setjmp(png_jmpbuf(png))) return false;
    png_init_io(png, p->stream);
    png_set_IHDR(png, info, (png_uint_32)p->width, (png_uint_32)p->height, 8,
                 p->colours == 3 ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_GRAY,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_write_info(png, info);
    for (int64_t y = 0; y < p->height; y++) write_row(png, p, y);
    png_write_end(png, info);
    return true;
}

static bool encode(picture *p)
{
    png_structp png =
        png_create_write_struct(PNG_LIBPNG_VER_STRING, p, note_error, ignore_warning);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    p->row = info ? malloc((size_t)(p->width * p->colours)) : NULL;
    bool well = p->row && write_rows(p, png, info);
    if (!p->row) snprintf(p->reason, sizeof p->reason, "no memory");
    free(p->row);
    png_destroy_write_struct(&png, &info);
    return well;
}

/* Write the file beside its place and move it there; gives errno. */
static cr_status write_file(picture *p)
{
    char *temporary;
    int descriptor = atomic_open(p->path, &temporary);
    p->stream = descriptor < 0 ? NULL : fdopen(descriptor, "wb");
    if (!p->stream) {
        int error = errno;
        if (descriptor >= 0) atomic_abandon(descriptor, temporary);
        return cr_fail(CR_BAD_FILE, "png: %s: cannot open: %s", p->path, strerror(error));
    }
    bool well = encode(p);
    if (well && fflush(p->stream)) {
        snprintf(p->reason, sizeof p->reason, "%s", strerror(errno));
        well = false;
    }
    int kept = dup(descriptor), error = well && kept < 0 ? errno : 0;
    fclose(p->stream);
    if (well && !error)
        error = atomic_commit(kept, temporary, p->path);
    else
        atomic_abandon(kept, temporary);
    if (error) snprintf(p->reason, sizeof p->reason, "%s", strerror(error));
    return well && !error
               ? CR_OK
               : cr_fail(CR_BAD_FILE, "png: %s: cannot write: %s", p->path, p->reason);
}

cr_status cr_png_write(const char *path, const cr_tensor *image)
{
    REQUIRE(path && *path, CR_BAD_ARGUMENT, "png: the name is empty");
    TRY(valid("png", "image", image));
    REQUIRE(image->dtype == CR_U8, CR_BAD_DTYPE,
            "png: image is %s, expected torch.ByteTensor", describe(image));
    bool coloured = image->ndim == 3 && image->sizes[0] == 3;
    REQUIRE(coloured || image->ndim == 2, CR_BAD_SHAPE,
            "png: image is %s, expected H x W or 3 x H x W", describe(image));
    int64_t height = image->sizes[coloured], width = image->sizes[coloured + 1];
    REQUIRE(height >= 1 && width >= 1 && height <= WIDEST && width <= WIDEST,
            CR_BAD_SHAPE, "png: image is %s, expected sides of 1 to %d", describe(image),
            WIDEST);
    cr_tensor copy = {.dtype = CR_U8};
    TRY(cr_clone(&copy, image));
    picture p = {.path = path,
                 .first = first_of(&copy),
                 .colours = coloured ? 3 : 1,
                 .height = height,
                 .width = width};
    cr_status status = write_file(&p);
    cr_tensor_release(&copy);
    return status;
}
