/* dropout.c - checks the arguments of dropout, then runs its kernel. */
#include "prepare.h"
#include "random/draw.h"

cr_status cr_dropout(cr_tensor *output, cr_tensor *noise, const cr_tensor *input,
                     cr_generator *generator, double p, int scaled)
{
    TRY(floating("dropout", "input", input));
    TRY(same_dtype("dropout", "output", output, "input", input));
    TRY(same_dtype("dropout", "noise", noise, "input", input));
    REQUIRE(p >= 0 && p < 1, CR_BAD_ARGUMENT,
            "dropout: p is %.14g, expected a number from 0 to 1, without 1", p);
    REQUIRE(!noise->owner ||
                (noise->owner != input->owner && noise->owner != output->owner),
            CR_BAD_ARGUMENT, "dropout: noise shares the storage of input or output");
    TRY(ready("dropout", &generator));
    TRY(output_like("dropout", output, input));
    TRY(output_like("dropout", noise, input));
    prepared inputs = {.count = 0};
    cr_status status = conform(&inputs, "dropout", "input", output, &input);
    if (!status)
        status = backend_of(output)->dropout(output, noise, input, generator, 1 - p,
                                             scaled ? 1 - p : 1);
    release_prepared(&inputs);
    return status;
}
