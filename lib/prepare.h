/* prepare.h - private: bring inputs and outputs into the form that kernels take. */
#pragma once
#include "backend.h"

/* Give `output` the shape of `input`. CR_BAD_ARGUMENT if output repeats elements, as an
 * expanded tensor does. */
cr_status output_like(const char *op, cr_tensor *output, const cr_tensor *input);
cr_status output_of(const char *op, cr_tensor *output, int ndim, const int64_t *sizes);

/* Passes a status on. After a failure `output` has the shape again that it had `before`
 * it was resized; its storage may have grown. */
cr_status keep_shape(cr_status status, cr_tensor *output, const cr_tensor *before);

/* Inputs brought into form; they are released together. Set count to 0 to begin: clearing
 * the rest would take longer than a short op. */
typedef struct prepared {
    cr_tensor made[4];
    int count;
} prepared;

/* Let *input be usable with `output`: of its shape, and either the same view or apart
 * from it. Makes a view or a copy in `p` where it is not. CR_BAD_SHAPE if the counts
 * differ. */
cr_status make_conform(prepared *p, const char *op, const char *name,
                       const cr_tensor *output, const cr_tensor **input);
static inline cr_status conform(prepared *p, const char *op, const char *name,
                                const cr_tensor *output, const cr_tensor **input)
{
    return *input == output ? CR_OK : make_conform(p, op, name, output, input);
}

/* Let *input be apart from `output` in memory, by a copy if need be. */
cr_status apart(prepared *p, const cr_tensor *output, const cr_tensor **input);

/* Resize `output` and let *input be what it was before, apart from `output` in memory. */
cr_status output_apart(prepared *p, const char *op, cr_tensor *output, int ndim,
                       const int64_t *sizes, const cr_tensor **input);

/* Let *input, of as many elements as `like`, have its shape: a view, or a copy. */
cr_status reshaped(prepared *p, const cr_tensor *like, const cr_tensor **input);

/* Let *input be contiguous, by a copy if need be. */
cr_status packed(prepared *p, const cr_tensor **input);

void release_prepared(prepared *p);

/* Whether two tensors may share a byte; not whether they are the same view. */
bool may_overlap(const cr_tensor *a, const cr_tensor *b);
