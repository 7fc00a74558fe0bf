/* result.c - operands for kernels that take contiguous tensors only. */
#include "result.h"

cr_status begin_result(result *r, cr_tensor *output, bool keep)
{
    *r = (result){.output = output, .target = output, .made = {.dtype = output->dtype}};
    if (cr_tensor_is_contiguous(output)) return CR_OK;
    r->target = &r->made;
    return keep ? cr_clone(&r->made, output)
                : cr_tensor_create(&r->made, output->dtype, output->ndim, output->sizes);
}

cr_status end_result(result *r, cr_status status)
{
    if (!status && r->target == &r->made) status = cr_copy(r->output, &r->made);
    cr_tensor_release(&r->made);
    return status;
}

cr_status usable(prepared *p, const cr_tensor *output, const cr_tensor **input)
{
    TRY(packed(p, input));
    return apart(p, output, input);
}
