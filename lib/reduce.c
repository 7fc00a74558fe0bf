/* reduce.c - checks the arguments of reductions, then runs their kernels. */
#include "prepare.h"

enum { ANY, FLOAT };

static const struct {
    const char *name;
    int dtypes;
} reductions[] = {
#define REDUCE(name, dtypes, ...) {#name, dtypes},
#include "ops/reduce.def"
#undef REDUCE
};

static cr_status takes(int op, const cr_tensor *input)
{
    const char *name = reductions[op].name;
    return reductions[op].dtypes == FLOAT ? floating(name, "tensor", input)
                                          : valid(name, "tensor", input);
}

static cr_status reduce_all(double *value, const cr_tensor *input, int op, double option)
{
    const char *name = reductions[op].name;
    REQUIRE(value, CR_BAD_ARGUMENT, "%s: value is nil", name);
    TRY(takes(op, input));
    bool any_count = op == REDUCE_sum || op == REDUCE_prod || op == REDUCE_norm;
    REQUIRE(any_count || cr_tensor_count(input), CR_BAD_SHAPE,
            "%s: tensor is %s, expected at least one element", name, describe(input));
    return backend_of(input)->reduce_all(value, input, op, option);
}

cr_status cr_sum_all(double *value, const cr_tensor *input)
{
    return reduce_all(value, input, REDUCE_sum, 0);
}

cr_status cr_prod_all(double *value, const cr_tensor *input)
{
    return reduce_all(value, input, REDUCE_prod, 0);
}

cr_status cr_min_all(double *value, const cr_tensor *input)
{
    return reduce_all(value, input, REDUCE_min, 0);
}

cr_status cr_max_all(double *value, const cr_tensor *input)
{
    return reduce_all(value, input, REDUCE_max, 0);
}

cr_status cr_mean_all(double *value, const cr_tensor *input)
{
    return reduce_all(value, input, REDUCE_mean, 0);
}

cr_status cr_var_all(double *value, const cr_tensor *input, int biased)
{
    return reduce_all(value, input, REDUCE_var, biased != 0);
}

cr_status cr_std_all(double *value, const cr_tensor *input, int biased)
{
    return reduce_all(value, input, REDUCE_std, biased != 0);
}

cr_status cr_norm_all(double *value, const cr_tensor *input, double p)
{
    return reduce_all(value, input, REDUCE_norm, p);
}

static cr_status of_bytes(const char *op, double *value, const cr_tensor *input)
{
    REQUIRE(value, CR_BAD_ARGUMENT, "%s: value is nil", op);
    TRY(valid(op, "tensor", input));
    REQUIRE(input->dtype == CR_U8, CR_BAD_DTYPE,
            "%s: tensor is %s, expected torch.ByteTensor", op, describe(input));
    return CR_OK;
}

cr_status cr_all(double *value, const cr_tensor *input)
{
    TRY(of_bytes("all", value, input));
    *value = 1;
    if (cr_tensor_count(input)) TRY(reduce_all(value, input, REDUCE_min, 0));
    *value = *value != 0;
    return CR_OK;
}

cr_status cr_any(double *value, const cr_tensor *input)
{
    TRY(of_bytes("any", value, input));
    *value = 0;
    if (cr_tensor_count(input)) TRY(reduce_all(value, input, REDUCE_max, 0));
    *value = *value != 0;
    return CR_OK;
}

/* The checks of dot and dist, and b in the shape of a. */
static cr_status pair(prepared *p, const char *op, double *value, const cr_tensor *a,
                      const cr_tensor **b)
{
    REQUIRE(value, CR_BAD_ARGUMENT, "%s: value is nil", op);
    TRY(same_dtype(op, "tensor1", a, "tensor2", *b));
    REQUIRE(cr_tensor_count(a) == cr_tensor_count(*b), CR_BAD_SHAPE,
            "%s: tensor2 is %s, expected %lld elements as in %s", op, describe(*b),
            (long long)cr_tensor_count(a), describe(a));
    return reshaped(p, a, b);
}

/* A whole number as an integer type keeps it: Torch7's dot wraps around as its elements.
 */
static double wrapped(double value, int dtype)
{
    int64_t whole = value >= -0x1p63 && value < 0x1p63 ? (int64_t)value : INT64_MIN;
    return dtype == CR_U8    ? (uint8_t)whole
           : dtype == CR_I8  ? (int8_t)whole
           : dtype == CR_I16 ? (int16_t)whole
           : dtype == CR_I32 ? (int32_t)whole
                             : value;
}

cr_status cr_dot(double *value, const cr_tensor *a, const cr_tensor *b)
{
    prepared p = {.count = 0};
    cr_status status = pair(&p, "dot", value, a, &b);
    if (!status) status = backend_of(a)->dot(value, a, b);
    if (!status) *value = wrapped(*value, a->dtype);
    release_prepared(&p);
    return status;
}

cr_status cr_dist(double *value, const cr_tensor *a, const cr_tensor *b, double exponent)
{
    TRY(floating("dist", "tensor1", a));
    prepared p = {.count = 0};
    cr_status status = pair(&p, "dist", value, a, &b);
    if (!status) status = backend_of(a)->dist(value, a, b, exponent);
    release_prepared(&p);
    return status;
}

/* The shape of `input` with size 1 at `dimension`, checked. */
static cr_status shape_along(const char *op, int64_t *sizes, const cr_tensor *input,
                             int64_t dimension)
{
    TRY(has_dimension(op, input, dimension));
    for (int d = 0; d < input->ndim; d++) sizes[d] = d == dimension ? 1 : input->sizes[d];
    return CR_OK;
}

static cr_status reduce(cr_tensor *output, const cr_tensor *input, int64_t dimension,
                        int op, double option)
{
    const char *name = reductions[op].name;
    int64_t sizes[CR_MAX_DIMS];
    TRY(takes(op, input));
    TRY(same_dtype(name, "result", output, "tensor", input));
    TRY(shape_along(name, sizes, input, dimension));
    prepared p = {.count = 0};
    cr_status status = output_apart(&p, name, output, input->ndim, sizes, &input);
    if (!status)
        status = backend_of(output)->reduce(output, input, dimension, op, option);
    release_prepared(&p);
    return status;
}

cr_status cr_sum(cr_tensor *output, const cr_tensor *input, int64_t dimension)
{
    return reduce(output, input, dimension, REDUCE_sum, 0);
}

cr_status cr_prod(cr_tensor *output, const cr_tensor *input, int64_t dimension)
{
    return reduce(output, input, dimension, REDUCE_prod, 0);
}

cr_status cr_mean(cr_tensor *output, const cr_tensor *input, int64_t dimension)
{
    return reduce(output, input, dimension, REDUCE_mean, 0);
}

cr_status cr_var(cr_tensor *output, const cr_tensor *input, int64_t dimension, int biased)
{
    return reduce(output, input, dimension, REDUCE_var, biased != 0);
}

cr_status cr_std(cr_tensor *output, const cr_tensor *input, int64_t dimension, int biased)
{
    return reduce(output, input, dimension, REDUCE_std, biased != 0);
}

cr_status cr_norm(cr_tensor *output, const cr_tensor *input, double p, int64_t dimension)
{
    return reduce(output, input, dimension, REDUCE_norm, p);
}

static cr_status extreme(cr_tensor *output, cr_tensor *indices, const cr_tensor *input,
                         int64_t dimension, int op)
{
    const char *name = reductions[op].name;
    int64_t sizes[CR_MAX_DIMS];
    TRY(same_dtype(name, "result", output, "tensor", input));
    TRY(valid(name, "indices", indices));
    REQUIRE(indices->dtype == CR_I64, CR_BAD_DTYPE,
            "%s: indices is %s, expected torch.LongTensor", name, describe(indices));
    TRY(shape_along(name, sizes, input, dimension));
    REQUIRE(input->sizes[dimension], CR_BAD_SHAPE,
            "%s: tensor is %s, expected at least one element along dimension %lld", name,
            describe(input), (long long)dimension + 1);
    REQUIRE(output != indices && (!output->owner || output->owner != indices->owner),
            CR_BAD_ARGUMENT, "%s: result and indices share memory", name);
    prepared p = {.count = 0};
    cr_tensor before = *output;
    int ndim = input->ndim;
    cr_status status = output_apart(&p, name, output, ndim, sizes, &input);
    if (!status) status = output_apart(&p, name, indices, ndim, sizes, &input);
    if (!status)
        status = backend_of(output)->extreme(output, indices, input, dimension, op);
    release_prepared(&p);
    return keep_shape(status, output, &before);
}

cr_status cr_max(cr_tensor *output, cr_tensor *indices, const cr_tensor *input,
                 int64_t dimension)
{
    return extreme(output, indices, input, dimension, REDUCE_max);
}

cr_status cr_min(cr_tensor *output, cr_tensor *indices, const cr_tensor *input,
                 int64_t dimension)
{
    return extreme(output, indices, input, dimension, REDUCE_min);
}

static cr_status scan(const char *name, cr_tensor *output, const cr_tensor *input,
                      int64_t dimension, int op)
{
    TRY(same_dtype(name, "result", output, "tensor", input));
    TRY(has_dimension(name, input, dimension));
    TRY(output_like(name, output, input));
    prepared p = {.count = 0};
    cr_status status = conform(&p, name, "tensor", output, &input);
    if (!status) status = backend_of(output)->scan(output, input, dimension, op);
    release_prepared(&p);
    return status;
}

cr_status cr_cumsum(cr_tensor *output, const cr_tensor *input, int64_t dimension)
{
    return scan("cumsum", output, input, dimension, REDUCE_sum);
}

cr_status cr_cumprod(cr_tensor *output, const cr_tensor *input, int64_t dimension)
{
    return scan("cumprod", output, input, dimension, REDUCE_prod);
}
