/* pointwise.c - checks the arguments of the listed ops, then runs their kernels. */
#include "prepare.h"

enum { ANY, FLOAT, INTEGER };

typedef struct op {
    const char *name, *doc;
    int dtypes;
} op;

static const op unary[] = {
#define UNARY(name, dtypes, formula, doc) {#name, doc, dtypes},
#include "ops/unary.def"
#undef UNARY
};
static const op binary[] = {
#define BINARY(name, dtypes, formula, doc) {#name, doc, dtypes},
#include "ops/binary.def"
#undef BINARY
};
static const op compare[] = {
#define COMPARE(name, ...) {#name, NULL, ANY},
#include "ops/compare.def"
#undef COMPARE
};

#define NAME_OF(list, n)                                                                 \
    (n >= 0 && n < (int)(sizeof list / sizeof *list) ? list[n].name : NULL)

const char *cr_unary_name(int n)
{
    return NAME_OF(unary, n);
}

const char *cr_binary_name(int n)
{
    return NAME_OF(binary, n);
}

const char *cr_compare_name(int n)
{
    return NAME_OF(compare, n);
}

const char *cr_unary_doc(int n)
{
    return cr_unary_name(n) ? unary[n].doc : NULL;
}

const char *cr_binary_doc(int n)
{
    return cr_binary_name(n) ? binary[n].doc : NULL;
}

static cr_status takes(const op *op, const char *name, const cr_tensor *tensor)
{
    if (op->dtypes == FLOAT) return floating(op->name, name, tensor);
    TRY(valid(op->name, name, tensor));
    REQUIRE(op->dtypes == ANY || !is_float(tensor->dtype), CR_BAD_DTYPE,
            "%s: %s is %s, expected an integer type", op->name, name, describe(tensor));
    return CR_OK;
}

static cr_status same_count(const char *op, const cr_tensor *a, const cr_tensor *b)
{
    REQUIRE(cr_tensor_count(a) == cr_tensor_count(b), CR_BAD_SHAPE,
            "%s: tensor2 is %s, expected %lld elements as in %s", op, describe(b),
            (long long)cr_tensor_count(a), describe(a));
    return CR_OK;
}

cr_status cr_unary(cr_tensor *output, const cr_tensor *input, int n)
{
    REQUIRE(NAME_OF(unary, n), CR_BAD_ARGUMENT, "unary: no op %d", n);
    const op *op = &unary[n];
    TRY(takes(op, "tensor", input));
    TRY(same_dtype(op->name, "result", output, "tensor", input));
    TRY(output_like(op->name, output, input));
    prepared p;
    p.count = 0;
    cr_status status = conform(&p, op->name, "tensor", output, &input);
    if (!status) status = backend_of(output)->unary(output, input, n);
    release_prepared(&p);
    return status;
}

static bool divides(int n)
{
    return n == BINARY_div || n == BINARY_fmod || n == BINARY_remainder;
}

/* Integers cannot be divided by 0. */
static cr_status no_zero(const char *op, const char *name, const cr_tensor *divisor)
{
    double count = 0;
    if (is_float(divisor->dtype) || !cr_tensor_count(divisor)) return CR_OK;
    TRY(backend_of(divisor)->reduce_all(&count, divisor, REDUCE_count, 0));
    REQUIRE(count == (double)cr_tensor_count(divisor), CR_BAD_ARGUMENT,
            "%s: %s has a 0, expected other numbers for %s", op, name,
            cr_dtype_torch_name(divisor->dtype));
    return CR_OK;
}

cr_status cr_binary(cr_tensor *output, const cr_tensor *a, const cr_tensor *b, int n)
{
    REQUIRE(NAME_OF(binary, n), CR_BAD_ARGUMENT, "binary: no op %d", n);
    const op *op = &binary[n];
    TRY(takes(op, "tensor1", a));
    TRY(same_dtype(op->name, "result", output, "tensor1", a));
    TRY(same_dtype(op->name, "tensor2", b, "tensor1", a));
    TRY(same_count(op->name, a, b));
    if (divides(n)) TRY(no_zero(op->name, "tensor2", b));
    TRY(output_like(op->name, output, a));
    prepared p;
    p.count = 0;
    cr_status status = conform(&p, op->name, "tensor1", output, &a);
    if (!status) status = conform(&p, op->name, "tensor2", output, &b);
    if (!status) status = backend_of(output)->binary(output, a, b, n);
    release_prepared(&p);
    return status;
}

/* The checks of the two forms with a number. */
static cr_status with_value(cr_tensor *output, const cr_tensor *a, double value, int n)
{
    REQUIRE(NAME_OF(binary, n), CR_BAD_ARGUMENT, "binary: no op %d", n);
    const op *op = &binary[n];
    TRY(takes(op, "tensor", a));
    TRY(same_dtype(op->name, "result", output, "tensor", a));
    return holds(op->name, "value", a, value);
}

cr_status cr_binary_value(cr_tensor *output, const cr_tensor *a, double value, int n)
{
    TRY(with_value(output, a, value, n));
    REQUIRE(is_float(a->dtype) || !divides(n) || value != 0, CR_BAD_ARGUMENT,
            "%s: value is 0, expected another number for %s", binary[n].name,
            cr_dtype_torch_name(a->dtype));
    TRY(output_like(binary[n].name, output, a));
    prepared p;
    p.count = 0;
    cr_status status = conform(&p, binary[n].name, "tensor", output, &a);
    if (!status) status = backend_of(output)->binary_value(output, a, value, n);
    release_prepared(&p);
    return status;
}

cr_status cr_value_binary(cr_tensor *output, double value, const cr_tensor *a, int n)
{
    TRY(with_value(output, a, value, n));
    if (divides(n)) TRY(no_zero(binary[n].name, "tensor", a));
    TRY(output_like(binary[n].name, output, a));
    prepared p;
    p.count = 0;
    cr_status status = conform(&p, binary[n].name, "tensor", output, &a);
    if (!status) status = backend_of(output)->value_binary(output, value, a, n);
    release_prepared(&p);
    return status;
}

/* The result of a comparison is u8 or of the type that was compared. */
static cr_status takes_truth(int n, cr_tensor *output, const cr_tensor *a)
{
    REQUIRE(NAME_OF(compare, n), CR_BAD_ARGUMENT, "compare: no op %d", n);
    TRY(valid(compare[n].name, "tensor", a));
    TRY(valid(compare[n].name, "result", output));
    REQUIRE(output->dtype == CR_U8 || output->dtype == a->dtype, CR_BAD_DTYPE,
            "%s: result is %s, expected torch.ByteTensor or %s", compare[n].name,
            describe(output), cr_dtype_torch_name(a->dtype));
    return CR_OK;
}

cr_status cr_compare(cr_tensor *output, const cr_tensor *a, const cr_tensor *b, int n)
{
    TRY(takes_truth(n, output, a));
    TRY(same_dtype(compare[n].name, "tensor2", b, "tensor1", a));
    TRY(same_count(compare[n].name, a, b));
    TRY(output_like(compare[n].name, output, a));
    prepared p;
    p.count = 0;
    cr_status status = conform(&p, compare[n].name, "tensor1", output, &a);
    if (!status) status = conform(&p, compare[n].name, "tensor2", output, &b);
    if (!status) status = backend_of(output)->compare(output, a, b, n);
    release_prepared(&p);
    return status;
}

cr_status cr_compare_value(cr_tensor *output, const cr_tensor *a, double value, int n)
{
    TRY(takes_truth(n, output, a));
    TRY(output_like(compare[n].name, output, a));
    prepared p;
    p.count = 0;
    cr_status status = conform(&p, compare[n].name, "tensor", output, &a);
    if (!status) status = backend_of(output)->compare_value(output, a, value, n);
    release_prepared(&p);
    return status;
}
