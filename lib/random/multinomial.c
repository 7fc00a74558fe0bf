/* multinomial.c - checks the arguments of draws from given weights, then runs them. */
#include "prepare.h"
#include "random/draw.h"

static cr_status is_index(const char *op, const char *name, const cr_tensor *tensor)
{
    TRY(valid(op, name, tensor));
    REQUIRE(tensor->dtype == CR_I64, CR_BAD_DTYPE,
            "%s: %s is %s, expected torch.LongTensor", op, name, describe(tensor));
    return CR_OK;
}

cr_status cr_multinomial(cr_tensor *output, cr_generator *generator, const cr_tensor *p,
                         int64_t count, int replace)
{
    TRY(floating("multinomial", "p", p));
    TRY(is_index("multinomial", "result", output));
    REQUIRE(p->ndim == 1 || p->ndim == 2, CR_BAD_SHAPE,
            "multinomial: p is %s, expected C or N x C", describe(p));
    int64_t categories = p->sizes[p->ndim - 1];
    REQUIRE(count >= 1, CR_BAD_ARGUMENT, "multinomial: n is %lld, expected 1 or more",
            (long long)count);
    REQUIRE(replace || count <= categories, CR_BAD_ARGUMENT,
            "multinomial: n is %lld, expected at most %lld without replacement",
            (long long)count, (long long)categories);
    REQUIRE(categories, CR_BAD_SHAPE, "multinomial: p is %s, expected categories",
            describe(p));
    TRY(ready("multinomial", &generator));
    int64_t sizes[] = {p->sizes[0], count};
    cr_tensor cumulative = {0}, taken = {0};
    prepared inputs = {.count = 0};
    cr_status status = cr_tensor_create(&cumulative, p->dtype == CR_F64 ? CR_F64 : CR_F32,
                                        1, &categories);
    if (!status) status = cr_tensor_create(&taken, CR_U8, 1, &categories);
    if (!status) status = apart(&inputs, output, &p);
    if (!status)
        status = output_of("multinomial", output, p->ndim, p->ndim == 2 ? sizes : &count);
    if (!status)
        status = backend_of(output)->multinomial(output, generator, p, replace,
                                                 &cumulative, &taken);
    release_prepared(&inputs);
    cr_tensor_release(&cumulative);
    cr_tensor_release(&taken);
    return status;
}

cr_status cr_multinomial_alias_setup(cr_tensor *alias, cr_tensor *limit,
                                     const cr_tensor *p)
{
    const char *op = "multinomialAliasSetup";
    TRY(floating(op, "p", p));
    TRY(has_ndim(op, "p", p, 1, "C"));
    TRY(is_index(op, "alias", alias));
    TRY(same_dtype(op, "limit", limit, "p", p));
    REQUIRE(p->sizes[0], CR_BAD_SHAPE, "%s: p is %s, expected categories", op,
            describe(p));
    REQUIRE(limit != p && !may_overlap(limit, p), CR_BAD_ARGUMENT,
            "%s: limit and p share memory", op);
    cr_tensor stack = {0}, before = *alias;
    TRY(cr_tensor_create(&stack, CR_I64, 1, p->sizes));
    cr_status status = output_like(op, alias, p);
    if (!status) status = output_like(op, limit, p);
    if (!status)
        status = backend_of(alias)->multinomial_alias_setup(alias, limit, p, &stack);
    cr_tensor_release(&stack);
    return keep_shape(status, alias, &before);
}

cr_status cr_multinomial_alias(cr_tensor *output, cr_generator *generator,
                               const cr_tensor *alias, const cr_tensor *limit)
{
    const char *op = "multinomialAlias";
    TRY(is_index(op, "result", output));
    TRY(is_index(op, "alias", alias));
    TRY(floating(op, "limit", limit));
    TRY(has_ndim(op, "alias", alias, 1, "C"));
    REQUIRE(cr_tensor_same_shape(alias, limit) && alias->sizes[0], CR_BAD_SHAPE,
            "%s: limit is %s but alias is %s", op, describe(limit), describe(alias));
    REQUIRE(!may_overlap(output, alias), CR_BAD_ARGUMENT,
            "%s: result and alias share memory", op);
    TRY(ready(op, &generator));
    TRY(output_like(op, output, output));
    RUN(multinomial_alias, output, generator, alias, limit);
}
