/* cross.c - cross products of many vectors, component by component. */
#include "prepare.h"

static cr_status find(const cr_tensor *a, int64_t *dimension)
{
    if (*dimension != -1) {
        TRY(has_dimension("cross", a, *dimension));
        REQUIRE(a->sizes[*dimension] == 3, CR_BAD_SHAPE,
                "cross: dimension %lld of %s has size %lld, expected 3",
                (long long)*dimension + 1, describe(a), (long long)a->sizes[*dimension]);
        return CR_OK;
    }
    for (int d = 0; d < a->ndim; d++)
        if (a->sizes[d] == 3) {
            *dimension = d;
            return CR_OK;
        }
    return cr_fail(CR_BAD_SHAPE, "cross: tensor is %s, expected a dimension of size 3",
                   describe(a));
}

/* Component i % 3 of the vectors; the view holds no reference. */
static cr_tensor component(const cr_tensor *tensor, int64_t dimension, int i)
{
    cr_tensor view = *tensor;
    view.sizes[dimension] = 1;
    view.start += i % 3 * view.strides[dimension];
    return view;
}

/* made = a x b, with `part` of the shape of one component for the second product. */
static cr_status multiply(cr_tensor *made, cr_tensor *part, const cr_tensor *a,
                          const cr_tensor *b, int64_t dimension)
{
    for (int i = 0; i < 3; i++) {
        cr_tensor to = component(made, dimension, i);
        cr_tensor a1 = component(a, dimension, i + 1),
                  a2 = component(a, dimension, i + 2);
        cr_tensor b1 = component(b, dimension, i + 1),
                  b2 = component(b, dimension, i + 2);
        TRY(cr_binary(part, &a2, &b1, BINARY_mul));
        TRY(cr_binary(&to, &a1, &b2, BINARY_mul));
        TRY(cr_binary(&to, &to, part, BINARY_sub));
    }
    return CR_OK;
}

cr_status cr_cross(cr_tensor *output, const cr_tensor *a, const cr_tensor *b,
                   int64_t dimension)
{
    TRY(same_dtype("cross", "result", output, "tensor1", a));
    TRY(alike("cross", "tensor2", b, "tensor1", a));
    TRY(find(a, &dimension));
    cr_tensor made = {.dtype = a->dtype}, part = {.dtype = a->dtype};
    cr_status status = cr_tensor_create(&made, a->dtype, a->ndim, a->sizes);
    if (!status) status = multiply(&made, &part, a, b, dimension);
    if (!status) status = output_like("cross", output, &made);
    if (!status) status = cr_copy(output, &made);
    cr_tensor_release(&part);
    cr_tensor_release(&made);
    return status;
}
