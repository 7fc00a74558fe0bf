/* deliver.c - brings the results of a call of LAPACK to their outputs: all or none. */
#include "call.h"
#include "prepare.h"
#include "storage.h"

/* Two outputs that begin at the same element cannot both hold a result. */
static cr_status are_apart(const call *c)
{
    for (int i = 0; i < c->result_count; i++)
        for (int j = 0; j < i; j++) {
            const cr_tensor *a = c->results[i].output, *b = c->results[j].output;
            REQUIRE(a != b && !(a->owner && a->owner == b->owner && a->start == b->start),
                    CR_BAD_ARGUMENT, "%s: results %d and %d are the same memory", c->op,
                    j + 1, i + 1);
        }
    return CR_OK;
}

/* Whatever may fail: after this an output can take its result. Its storage may grow. */
static cr_status get_ready(const call *c, cr_tensor *output, const cr_tensor *source)
{
    if (cr_tensor_same_shape(output, source)) return output_like(c->op, output, source);
    if (!output->owner) return CR_OK;
    int64_t end = output->start + 1;
    for (int d = 0; d < source->ndim; d++)
        end += (source->sizes[d] - 1) * source->strides[d];
    REQUIRE(storage_reserve(output->owner, end), CR_NO_MEMORY,
            "%s: no memory for a result of %s", c->op, describe(source));
    return CR_OK;
}

static cr_status take(cr_tensor *output, const cr_tensor *source)
{
    if (!output->owner) return cr_tensor_share(output, source);
    if (!cr_tensor_same_shape(output, source))
        TRY(cr_tensor_resize(output, source->ndim, source->sizes, source->strides));
    return cr_copy(output, source);
}

static cr_status deliver(call *c)
{
    TRY(are_apart(c));
    for (int i = 0; i < c->result_count; i++)
        TRY(get_ready(c, c->results[i].output, &c->results[i].source));
    for (int i = 0; i < c->result_count; i++)
        TRY(take(c->results[i].output, &c->results[i].source));
    return CR_OK;
}

cr_status finish(call *c, cr_status status)
{
    if (!status) status = deliver(c);
    while (c->made_count) cr_tensor_release(&c->made[--c->made_count]);
    if (c->lapack) leave_lapack();
    return status;
}
