/* prepare.c - brings inputs and outputs into the form that kernels take. */
#include <string.h>
#include "prepare.h"
#include "storage.h"

static cr_status writable(const char *op, const cr_tensor *output)
{
    for (int d = 0; d < output->ndim; d++)
        REQUIRE(
            output->strides[d] || output->sizes[d] <= 1, CR_BAD_ARGUMENT,
            "%s: result is an expanded %s, whose elements share memory; clone it first",
            op, describe(output));
    return CR_OK;
}

cr_status output_of(const char *op, cr_tensor *output, int ndim, const int64_t *sizes)
{
    TRY(valid(op, "result", output));
    TRY(cr_tensor_resize(output, ndim, sizes, NULL));
    return writable(op, output);
}

cr_status output_like(const char *op, cr_tensor *output, const cr_tensor *input)
{
    if (output == input) return writable(op, output);
    return output_of(op, output, input->ndim, input->sizes);
}

/* The bytes from the first element to behind the last one. */
static void extent(const cr_tensor *tensor, const char **first, const char **end)
{
    int64_t last = 0, element = (int64_t)cr_dtype_size(tensor->dtype);
    for (int d = 0; d < tensor->ndim; d++)
        last += (tensor->sizes[d] - 1) * tensor->strides[d];
    *first = first_of(tensor);
    *end = *first + (last + 1) * element;
}

bool may_overlap(const cr_tensor *a, const cr_tensor *b)
{
    if (!a->owner || a->owner != b->owner) return false;
    if (!cr_tensor_count(a) || !cr_tensor_count(b)) return false;
    const char *a_first, *a_end, *b_first, *b_end;
    extent(a, &a_first, &a_end);
    extent(b, &b_first, &b_end);
    return a_first < b_end && b_first < a_end;
}

static bool same_view(const cr_tensor *a, const cr_tensor *b)
{
    return a->owner == b->owner && a->start == b->start && a->dtype == b->dtype &&
           cr_tensor_same_shape(a, b) &&
           !memcmp(a->strides, b->strides, a->ndim * sizeof *a->strides);
}

static cr_status copied(prepared *p, const cr_tensor **input)
{
    cr_tensor *made = &p->made[p->count++];
    *made = (cr_tensor){.dtype = (*input)->dtype};
    TRY(cr_clone(made, *input));
    *input = made;
    return CR_OK;
}

cr_status apart(prepared *p, const cr_tensor *output, const cr_tensor **input)
{
    return may_overlap(output, *input) ? copied(p, input) : CR_OK;
}

cr_status output_apart(prepared *p, const char *op, cr_tensor *output, int ndim,
                       const int64_t *sizes, const cr_tensor **input)
{
    if (!output->owner || output->owner != (*input)->owner)
        return output_of(op, output, ndim, sizes);
    cr_tensor *view = &p->made[p->count++];
    *view = **input;
    cr_storage_retain(view->owner);
    *input = view;
    TRY(output_of(op, output, ndim, sizes));
    return apart(p, output, input);
}

cr_status keep_shape(cr_status status, cr_tensor *output, const cr_tensor *before)
{
    if (!status) return status;
    output->ndim = before->ndim;
    for (int d = 0; d < before->ndim; d++) {
        output->sizes[d] = before->sizes[d];
        output->strides[d] = before->strides[d];
    }
    return status;
}

cr_status packed(prepared *p, const cr_tensor **input)
{
    return cr_tensor_is_contiguous(*input) ? CR_OK : copied(p, input);
}

cr_status reshaped(prepared *p, const cr_tensor *like, const cr_tensor **input)
{
    if (cr_tensor_same_shape(like, *input)) return CR_OK;
    if (!cr_tensor_is_contiguous(*input)) TRY(copied(p, input));
    cr_tensor shaped = **input;
    shaped.ndim = like->ndim;
    for (int64_t d = like->ndim - 1, stride = 1; d >= 0; d--) {
        shaped.sizes[d] = like->sizes[d];
        shaped.strides[d] = stride;
        stride *= like->sizes[d];
    }
    bool is_copy = p->count && *input == &p->made[p->count - 1];
    if (!is_copy) cr_storage_retain(shaped.owner);
    cr_tensor *made = &p->made[is_copy ? p->count - 1 : p->count++];
    *made = shaped;
    *input = made;
    return CR_OK;
}

cr_status make_conform(prepared *p, const char *op, const char *name,
                       const cr_tensor *output, const cr_tensor **input)
{
    if (cr_tensor_same_shape(output, *input)) {
        if (same_view(output, *input)) return CR_OK;
        return apart(p, output, input);
    }
    REQUIRE(cr_tensor_count(output) == cr_tensor_count(*input), CR_BAD_SHAPE,
            "%s: %s is %s, expected %lld elements as in %s", op, name, describe(*input),
            (long long)cr_tensor_count(output), describe(output));
    if (may_overlap(output, *input)) TRY(copied(p, input));
    return reshaped(p, output, input);
}

void release_prepared(prepared *p)
{
    while (p->count) cr_tensor_release(&p->made[--p->count]);
}
