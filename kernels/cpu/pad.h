/* pad.h - images with zeros around them. Included once per type. */
#include "vector.h"
#include "window.h"

typedef struct NAME(padding) {
    const cr_tensor *from;
    cr_tensor *to;
    const window *w;
} NAME(padding);

static void NAME(pad_planes)(void *context, int64_t first, int64_t last)
{
    const NAME(padding) *p = context;
    int64_t height = p->from->sizes[2], width = p->from->sizes[3];
    int64_t high = p->to->sizes[2], wide = p->to->sizes[3];
    int64_t above = p->w->pad[0], left = p->w->pad[1];
    for (int64_t plane = first; plane < last; plane++) {
        const real *x = (const real *)first_of(p->from) + plane * height * width;
        real *y = (real *)first_of(p->to) + plane * high * wide;
        memset(y, 0, above * wide * sizeof *y);
        y += above * wide;
        for (int64_t i = 0; i < height; i++, x += width, y += wide) {
            for (int64_t j = 0; j < left; j++) y[j] = 0;
            NAME(copy_row)(x, width, y + left, wide - left);
        }
        memset(y, 0, above * wide * sizeof *y);
    }
}

/* The images with zeros around them; without padding they are viewed, not copied. */
static cr_status NAME(pad)(cr_tensor *padded, const cr_tensor *input, window *w)
{
    if (w->pad[0] == 0 && w->pad[1] == 0) return cr_tensor_share(padded, input);
    const int64_t sizes[] = {input->sizes[0], input->sizes[1],
                             input->sizes[2] + 2 * w->pad[0],
                             input->sizes[3] + 2 * w->pad[1]};
    TRY(cr_tensor_create(padded, input->dtype, 4, sizes));
    NAME(padding) p = {input, padded, w};
    int64_t plane = sizes[2] * sizes[3];
    parallel_for(sizes[0] * sizes[1], 1 + 65536 / plane, NAME(pad_planes), &p);
    w->pad[0] = w->pad[1] = 0;
    return CR_OK;
}
