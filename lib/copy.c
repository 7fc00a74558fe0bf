/* copy.c - checks the arguments of copies, then runs their kernels. */
#include "prepare.h"
#include "storage.h"

/* The copy of elements that Torch7 allows between shapes of one count. */
cr_status cr_copy(cr_tensor *output, const cr_tensor *input)
{
    TRY(valid("copy", "tensor", output));
    TRY(valid("copy", "source", input));
    REQUIRE(cr_tensor_count(output) == cr_tensor_count(input), CR_BAD_SHAPE,
            "copy: source is %s, expected %lld elements as in %s", describe(input),
            (long long)cr_tensor_count(output), describe(output));
    if (cr_tensor_count(output) == 0) return CR_OK;
    prepared p;
    p.count = 0;
    cr_status status = output_like("copy", output, output);
    if (!status) status = conform(&p, "copy", "source", output, &input);
    if (!status) status = backend_of(output)->copy(output, input);
    release_prepared(&p);
    return status;
}

cr_status cr_clone(cr_tensor *output, const cr_tensor *input)
{
    REQUIRE(output, CR_BAD_ARGUMENT, "clone: result is nil, expected a tensor");
    TRY(valid("clone", "tensor", input));
    cr_tensor made = {.dtype = input->dtype};
    TRY(cr_tensor_create(&made, input->dtype, input->ndim, input->sizes));
    cr_status status = CR_OK;
    if (cr_tensor_count(input)) status = backend_of(&made)->copy(&made, input);
    if (status) {
        cr_tensor_release(&made);
        return status;
    }
    cr_tensor_release(output);
    *output = made;
    return CR_OK;
}

cr_status cr_fill(cr_tensor *output, double value)
{
    TRY(valid("fill", "tensor", output));
    TRY(holds("fill", "value", output, value));
    if (cr_tensor_count(output) == 0) return CR_OK;
    RUN(fill, output, value);
}
