/* nonzero.c - counts the elements that are not 0, then runs the kernel that lists them.
 */
#include "prepare.h"

cr_status cr_nonzero(cr_tensor *output, const cr_tensor *input)
{
    TRY(valid("nonzero", "result", output));
    TRY(valid("nonzero", "tensor", input));
    REQUIRE(output->dtype == CR_I64, CR_BAD_DTYPE,
            "nonzero: result is %s, expected a torch.LongTensor", describe(output));
    cr_tensor shape = *input, mask = {.dtype = CR_U8};
    double count = 0;
    TRY(cr_compare_value(&mask, input, 0, COMPARE_ne));
    cr_status status = cr_sum_all(&count, &mask);
    int64_t sizes[2] = {(int64_t)count, shape.ndim};
    if (!status) status = output_of("nonzero", output, count > 0 ? 2 : 0, sizes);
    if (!status && count > 0) status = backend_of(output)->nonzero(output, &mask, &shape);
    cr_tensor_release(&mask);
    return status;
}
