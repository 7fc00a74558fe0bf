/* transpose.c - copies a tensor whose fastest dimension is not that of the output, square
 * by square, so that lines of both are used whole. */
#define THIS_FILE "transpose.c"
#include "each_size.h"
#include "runs.h"
#include "transpose.h"
#include "vector.h"

#ifndef SQUARES
/* y[i][j] = x[j][i] for a square of elements of one size: by vectors, or one by one. */
#define SQUARES(name, type, side)                                                        \
    enum { SIDE_##name = side };                                                         \
    INLINE void square_##name(type *y, int64_t sy, const type *x, int64_t sx)
#define BY_VECTORS(name, type, like)                                                     \
    SQUARES(name, type, VECTOR_BYTES / sizeof(type))                                     \
    {                                                                                    \
        vec_##like rows[SIDE_##name];                                                    \
        for (int k = 0; k < SIDE_##name; k++)                                            \
            rows[k] = vec_load_##like((const void *)(x + k * sx));                       \
        vec_transpose_##like(rows);                                                      \
        for (int k = 0; k < SIDE_##name; k++)                                            \
            vec_store_##like((void *)(y + k * sy), rows[k]);                             \
    }
#define ONE_BY_ONE(name, type)                                                           \
    SQUARES(name, type, 16)                                                              \
    {                                                                                    \
        for (int i = 0; i < SIDE_##name; i++)                                            \
            for (int j = 0; j < SIDE_##name; j++) y[i * sy + j] = x[j * sx + i];         \
    }
ONE_BY_ONE(u8, uint8_t)
ONE_BY_ONE(i16, int16_t)
BY_VECTORS(i32, int32_t, f32)
BY_VECTORS(i64, int64_t, f64)

/* Along i the input is contiguous, along the last dimension the output. */
typedef struct across {
    runs shape;
    int i;
    int64_t strips; /* of STRIP rows of the output, in one matrix */
} across;

enum { STRIP = 64 };
#endif

#ifdef DTYPE

/* y[i][j] = x[j][i] for m rows of n. */
static void NAME(matrix)(real *y, int64_t sy, const real *x, int64_t sx, int64_t m,
                         int64_t n)
{
    int64_t side = NAME(SIDE), rows = m - m % side, columns = n - n % side;
    for (int64_t i = 0; i < rows; i += side)
        for (int64_t j = 0; j < columns; j += side)
            NAME(square)(y + i * sy + j, sy, x + j * sx + i, sx);
    for (int64_t i = 0; i < m; i++)
        for (int64_t j = i < rows ? columns : 0; j < n; j++)
            y[i * sy + j] = x[j * sx + i];
}

static void NAME(strip)(const across *a, int64_t number)
{
    const runs *r = &a->shape;
    int j = r->ndim - 1;
    int64_t row = number % a->strips * STRIP, rest = number / a->strips;
    int64_t left = r->sizes[a->i] - row, sy = r->strides[0][a->i], sx = r->strides[1][j];
    real *y = (real *)(void *)r->first[0] + row * sy;
    const real *x = (const real *)(void *)r->first[1] + row;
    for (int d = j - 1; d >= 0; d--) {
        if (d == a->i) continue;
        y += rest % r->sizes[d] * r->strides[0][d];
        x += rest % r->sizes[d] * r->strides[1][d];
        rest /= r->sizes[d];
    }
    NAME(matrix)(y, sy, x, sx, left < STRIP ? left : STRIP, r->sizes[j]);
}

static void NAME(strips)(void *context, int64_t first, int64_t last)
{
    for (int64_t i = first; i < last; i++) NAME(strip)(context, i);
}

#else

bool CPU(copy_across)(cr_tensor *output, const cr_tensor *input)
{
    static range_function *const by_dtype[] = {BY_SIZE(strips)};
    across a = {.shape = {.tensors = 2, .first = {first_of(output), first_of(input)}}};
    runs *r = &a.shape;
    runs_layout(r, (const cr_tensor *const[]){output, input}, false);
    int j = r->ndim - 1;
    while (a.i < j && r->strides[1][a.i] != 1) a.i++;
    bool fits =
        a.i < j && r->strides[0][j] == 1 && r->sizes[a.i] >= 8 && r->sizes[j] >= 8;
    if (!fits) return false;
    a.strips = (r->sizes[a.i] + STRIP - 1) / STRIP;
    int64_t matrices = 1, strip = STRIP * r->sizes[j];
    for (int d = 0; d < j; d++) matrices *= d == a.i ? 1 : r->sizes[d];
    parallel_for(matrices * a.strips, strip < CHUNK ? CHUNK / strip : 1,
                 by_dtype[output->dtype], &a);
    return true;
}

#endif
