/* match.c - squared distances between the rows of two tensors. */
#include "prepare.h"

/* A contiguous tensor as rows: its first dimension, and all the others. */
static cr_tensor rows_of(const cr_tensor *tensor)
{
    cr_tensor rows = *tensor;
    int64_t count = cr_tensor_count(tensor);
    rows.ndim = 2;
    rows.sizes[1] = rows.sizes[0] ? count / rows.sizes[0] : 0;
    rows.strides[0] = rows.sizes[1], rows.strides[1] = 1;
    return rows;
}

/* Row i of `made`: the sums of squares of b - a[i]. */
static cr_status measure(cr_tensor *made, cr_tensor *away, const cr_tensor *a,
                         const cr_tensor *b)
{
    for (int64_t i = 0; i < a->sizes[0]; i++) {
        cr_tensor one = *b, row = *made;
        one.owner = a->owner;
        one.start = a->start + i * a->strides[0];
        one.strides[0] = 0;
        row.sizes[0] = made->sizes[1], row.strides[0] = 1;
        row.sizes[1] = 1, row.strides[1] = 1;
        row.start += i * made->strides[0];
        TRY(cr_binary(away, b, &one, BINARY_sub));
        TRY(cr_binary(away, away, away, BINARY_mul));
        TRY(cr_sum(&row, away, 1));
    }
    return CR_OK;
}

static cr_status check(const cr_tensor *output, const cr_tensor *a, const cr_tensor *b,
                       double gain)
{
    TRY(same_dtype("match", "result", output, "tensor1", a));
    TRY(same_dtype("match", "tensor2", b, "tensor1", a));
    TRY(holds("match", "gain", a, gain));
    bool fits = a->ndim > 0 && b->ndim > 0 && cr_tensor_count(a) && cr_tensor_count(b) &&
                cr_tensor_count(a) / a->sizes[0] == cr_tensor_count(b) / b->sizes[0];
    REQUIRE(fits, CR_BAD_SHAPE,
            "match: tensor1 is %s and tensor2 is %s, expected rows of as many elements",
            describe(a), describe(b));
    return CR_OK;
}

cr_status cr_match(cr_tensor *output, const cr_tensor *a, const cr_tensor *b, double gain)
{
    TRY(check(output, a, b, gain));
    prepared p = {.count = 0};
    cr_tensor made = {.dtype = a->dtype}, away = {.dtype = a->dtype};
    cr_status status = packed(&p, &a);
    if (!status) status = packed(&p, &b);
    if (!status) {
        cr_tensor x = rows_of(a), y = rows_of(b);
        int64_t sizes[2] = {x.sizes[0], y.sizes[0]};
        status = cr_tensor_create(&made, a->dtype, 2, sizes);
        if (!status) status = measure(&made, &away, &x, &y);
    }
    if (!status) status = cr_binary_value(&made, &made, gain, BINARY_mul);
    if (!status) status = output_like("match", output, &made);
    if (!status) status = cr_copy(output, &made);
    cr_tensor_release(&away);
    cr_tensor_release(&made);
    release_prepared(&p);
    return status;
}
