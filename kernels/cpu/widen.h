/* widen.h - f32 twins of 16-bit tensors, for kernels that compute in f32. */
#pragma once
#include "kernel.h"

typedef struct wide_operands {
    cr_tensor made[5], *outputs[5]; /* outputs[i]: where made[i] goes at the end */
    int count;
    cr_status status; /* of everything so far */
} wide_operands;

static inline cr_tensor *widen_into(wide_operands *o, const cr_tensor *tensor,
                                    bool filled)
{
    if (!tensor) return NULL;
    cr_tensor *made = &o->made[o->count];
    o->outputs[o->count++] = NULL;
    *made = (cr_tensor){.dtype = CR_F32};
    if (!o->status)
        o->status = cr_tensor_create(made, CR_F32, tensor->ndim, tensor->sizes);
    if (!o->status && filled) o->status = CPU(copy)(made, tensor);
    return made;
}

/* The twin of an input; NULL has none. */
static inline const cr_tensor *widen(wide_operands *o, const cr_tensor *tensor)
{
    return widen_into(o, tensor, true);
}

/* The twin of an output; `keep`: with its elements. */
static inline cr_tensor *widen_output(wide_operands *o, cr_tensor *tensor, bool keep)
{
    cr_tensor *made = widen_into(o, tensor, keep);
    if (made) o->outputs[o->count - 1] = tensor;
    return made;
}

/* Round the outputs, release all twins. */
static inline cr_status narrow(wide_operands *o)
{
    for (int i = 0; i < o->count; i++) {
        if (!o->status && o->outputs[i])
            o->status = CPU(copy)(o->outputs[i], &o->made[i]);
        cr_tensor_release(&o->made[i]);
    }
    return o->status;
}
