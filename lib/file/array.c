/* array.c - brings elements from files into memory and back. Memory is taken when the
 * bytes are known to exist, or as they come. */
#include <string.h>
#include "array.h"

enum {
    STEP = 1 << 20, /* elements allocated ahead of data that may not come, at first */
    PART = 1024,    /* elements converted at once when written */
};

int64_t stored_size(int stored)
{
    switch (stored) {
    case STORED_BOOL:
    case STORED_F8: return 1;
    case STORED_U16: return 2;
    case STORED_U32: return 4;
    case STORED_U64: return 8;
    default: return (int64_t)cr_dtype_size(stored);
    }
}

static int dtype_of(int stored)
{
    switch (stored) {
    case STORED_BOOL: return CR_U8;
    case STORED_U16: return CR_I32;
    case STORED_U32:
    case STORED_U64: return CR_I64;
    default: return stored;
    }
}

bool array_bytes(array_form *form, int64_t *bytes)
{
    form->count = 1;
    bool empty = false;
    for (int d = 0; d < form->ndim; d++) empty = empty || form->sizes[d] == 0;
    for (int d = 0; d < form->ndim && !empty; d++)
        if (__builtin_mul_overflow(form->count, form->sizes[d], &form->count))
            return false;
    if (empty) form->count = 0;
    return !__builtin_mul_overflow(form->count, 16, bytes) &&
           !__builtin_mul_overflow(form->count, stored_size(form->stored), bytes);
}

static void reverse_each(void *data, int64_t size, int64_t count)
{
    for (char *p = data; size > 1 && count > 0; count--, p += size)
        for (char *a = p, *b = p + size - 1; a < b; a++, b--) {
            char byte = *a;
            *a = *b;
            *b = byte;
        }
}

/* Let the elements take the width of their new type, the first one first: `from` lies at
 * the end of the space that they will fill. */
static bool widen(int stored, void *to, const void *from, int64_t count)
{
    const char *f = from;
    char *t = to;
    bool well = true;
    for (int64_t i = 0; i < count; i++) {
        uint16_t u16;
        uint32_t u32;
        int64_t i64;
        int32_t i32;
        switch (stored) {
        case STORED_BOOL: t[i] = f[i] != 0; break;
        case STORED_U16:
            memcpy(&u16, f + 2 * i, 2);
            i32 = u16;
            memcpy(t + 4 * i, &i32, 4);
            break;
        case STORED_U32:
            memcpy(&u32, f + 4 * i, 4);
            i64 = u32;
            memcpy(t + 8 * i, &i64, 8);
            break;
        case STORED_U64:
            memcpy(&i64, f + 8 * i, 8);
            well = well && i64 >= 0;
            break;
        default: return true;
        }
    }
    return well;
}

/* The next `count` elements, in the space of as many of the tensor's type. */
static cr_status read_part(source *from, const array_form *form, char *to, int64_t count)
{
    int64_t size = stored_size(form->stored);
    int64_t wide = (int64_t)cr_dtype_size(dtype_of(form->stored));
    char *raw = to + count * (wide - size);
    TRY(source_need(from, raw, count * size, "elements"));
    if (form->big_endian != BIG_ENDIAN_HERE) reverse_each(raw, size, count);
    if (form->stored >= CR_DTYPE_COUNT && !widen(form->stored, to, raw, count))
        return source_trouble(from, "holds a number from 2^63 on, which a "
                                    "torch.LongTensor does not");
    return CR_OK;
}

/* All elements; storage->count is set by storage_reserve. */
static cr_status read_all(source *from, const array_form *form, cr_storage *storage)
{
    int64_t size = (int64_t)cr_dtype_size(storage->dtype);
    for (int64_t done = 0, ahead; done < form->count; done = ahead) {
        int64_t step = done > STEP ? done : STEP;
        ahead = from->sure || form->count - done < step ? form->count : done + step;
        REQUIRE(storage_reserve(storage, ahead), CR_NO_MEMORY,
                "load: %s: no memory for %lld elements", from->file->name,
                (long long)ahead);
        TRY(read_part(from, form, storage->memory + done * size, ahead - done));
    }
    return CR_OK;
}

static cr_status place(cr_tensor *made, const array_form *form, cr_storage *storage)
{
    int64_t strides[CR_MAX_DIMS], one = 1;
    if (!form->count) return CR_OK;
    if (!form->ndim) return cr_tensor_set(made, storage, 0, 1, &one, NULL);
    if (!form->columns)
        return cr_tensor_set(made, storage, 0, form->ndim, form->sizes, NULL);
    for (int d = 0; d < form->ndim; d++) {
        strides[d] = one;
        one *= form->sizes[d];
    }
    return cr_tensor_set(made, storage, 0, form->ndim, form->sizes, strides);
}

cr_status array_read(cr_tensor *output, source *from, const array_form *form)
{
    int64_t bytes = form->count * stored_size(form->stored);
    if (form->stored == STORED_F8)
        return source_trouble(from, "has elements of 8-bit floats, for which there is "
                                    "no tensor");
    if (bytes > from->left)
        return source_trouble(from,
                              "truncated: %lld bytes of elements should follow, "
                              "but %lld do",
                              (long long)bytes, (long long)from->left);
    cr_tensor made = {.dtype = dtype_of(form->stored)};
    cr_storage *storage = storage_new(made.dtype, 0);
    REQUIRE(storage, CR_NO_MEMORY, "load: %s: no memory", from->file->name);
    cr_status status = read_all(from, form, storage);
    if (!status) status = place(&made, form, storage);
    cr_storage_release(storage);
    if (status) return status;
    cr_tensor_release(output);
    *output = made;
    return CR_OK;
}

cr_status array_ready(prepared *p, const cr_tensor **input)
{
    p->count = 0;
    TRY(valid("save", "tensor", *input));
    const char *device = backend_of(*input)->device;
    REQUIRE(!strcmp(device, "cpu"), CR_BAD_DEVICE,
            "save: tensor is on %s; copy it to the CPU first", device);
    return packed(p, input);
}

/* A part of the elements as it lies in the file; gives its bytes. */
static int64_t encode(const cr_tensor *input, bool widened, int64_t at, int64_t count,
                      void *to)
{
    int64_t size = widened ? 4 : (int64_t)cr_dtype_size(input->dtype);
    const char *from = (const char *)first_of(input) + at * (widened ? 2 : size);
    for (int64_t i = 0; widened && i < count; i++)
        ((float *)to)[i] = (float)cr_bf16_read(((const uint16_t *)from)[i]);
    if (!widened) memcpy(to, from, (size_t)(count * size));
    if (BIG_ENDIAN_HERE) reverse_each(to, size, count);
    return count * size;
}

bool array_write(const cr_tensor *input, bool widened, array_sink *put, void *context)
{
    int64_t count = cr_tensor_count(input), part[PART];
    widened = widened && input->dtype == CR_BF16;
    if (!widened && !BIG_ENDIAN_HERE)
        return put(context, first_of(input),
                   count * (int64_t)cr_dtype_size(input->dtype));
    for (int64_t done = 0; done < count; done += PART) {
        int64_t now = count - done < PART ? count - done : PART;
        if (!put(context, part, encode(input, widened, done, now, part))) return false;
    }
    return true;
}
