/* alias.c - Walker's tables for draws from given probabilities in constant time. */
#define THIS_FILE "alias.c"
#define KERNELS "ops/kernels/random.def"
#include "each_float.h"
#include "runs.h"
#include "sampler.h"

#ifdef DTYPE

static cr_status NAME(check)(const cr_tensor *p)
{
    const real *x = first_of(p);
    double sum = 0;
    for (int64_t i = 0; i < p->sizes[0]; i++) {
        double value = load(x[i * p->strides[0]]);
        REQUIRE(value > 0, CR_BAD_ARGUMENT,
                "multinomialAliasSetup: p contains %.14g, expected positive numbers",
                value);
        sum += value;
    }
    REQUIRE(fabs(sum - 1) < 0.01, CR_BAD_ARGUMENT,
            "multinomialAliasSetup: p sums to %.14g, expected 1", sum);
    return CR_OK;
}

/* Let each category below the mean fill its place up from one above it, until only one
 * kind is left. The stack holds those below from its front, the others from its end. */
static void NAME(pair_up)(int64_t *alias, int64_t alias_step, real *limit, int64_t step,
                          int64_t *stack, int64_t count)
{
    int64_t small = 0, large = count;
    for (int64_t i = 0; i < count; i++)
        if (load(limit[i * step]) < 1)
            stack[small++] = i;
        else
            stack[--large] = i;
    while (small > 0 && large < count) {
        int64_t below = stack[small - 1], above = stack[large];
        double missing = 1.0 - (double)load(limit[below * step]);
        alias[below * alias_step] = above + 1;
        limit[above * step] = store((accum)((double)load(limit[above * step]) - missing));
        if (load(limit[above * step]) < 1) {
            stack[small - 1] = above;
            large++;
        } else {
            small--;
        }
    }
}

static cr_status NAME(alias_setup)(cr_tensor *alias, cr_tensor *limit, const cr_tensor *p,
                                   cr_tensor *stack)
{
    TRY(NAME(check)(p));
    int64_t count = p->sizes[0], step = limit->strides[0], alias_step = alias->strides[0];
    int64_t *a = first_of(alias);
    real *q = first_of(limit);
    const real *x = first_of(p);
    for (int64_t i = 0; i < count; i++) {
        a[i * alias_step] = 0;
        q[i * step] = store((accum)count * load(x[i * p->strides[0]]));
    }
    NAME(pair_up)(a, alias_step, q, step, first_of(stack), count);
    accum largest = 1;
    for (int64_t i = 0; i < count; i++)
        if (load(q[i * step]) > largest) largest = load(q[i * step]);
    for (int64_t i = 0; i < count; i++) {
        bool alone = a[i * alias_step] <= 1;
        if (alone) a[i * alias_step] = 1;
        q[i * step] = alone ? store(1) : store(load(q[i * step]) / largest);
    }
    return CR_OK;
}

static double NAME(limit_at)(const void *limit, int64_t i)
{
    return load(((const real *)limit)[i]);
}

#else

cr_status CPU(multinomial_alias_setup)(cr_tensor *alias, cr_tensor *limit,
                                       const cr_tensor *p, cr_tensor *stack)
{
    static multinomial_alias_setup_kernel *const by_dtype[] = {
        EACH_FLOAT(ENTRY, alias_setup)};
    return by_dtype[p->dtype](alias, limit, p, stack);
}

typedef struct alias_tables {
    cr_generator *generator;
    double (*limit_at)(const void *limit, int64_t i);
    const void *limit;
    const int64_t *alias;
    int64_t count, limit_step, alias_step;
    bool *wrong;
} alias_tables;

static void alias_row(const void *context, int64_t n, char *const *at,
                      const int64_t *stride)
{
    const alias_tables *t = context;
    int64_t *y = (int64_t *)at[0];
    for (int64_t i = 0; i < n; i++) {
        int64_t place = (int64_t)draw_uniform(t->generator, 0, (double)t->count);
        double limit = t->limit_at(t->limit, place * t->limit_step);
        int64_t other = t->alias[place * t->alias_step];
        bool stays = draw_unit(t->generator) <= limit;
        if (!(limit >= 0 && limit <= 1) || other < 1 || other > t->count)
            *t->wrong = true;
        if (!stays && other == 1) *t->wrong = true;
        y[i * stride[0]] = stays ? place + 1 : other - 1;
    }
}

cr_status CPU(multinomial_alias)(cr_tensor *output, cr_generator *generator,
                                 const cr_tensor *alias, const cr_tensor *limit)
{
    static double (*const limit_at[])(const void *,
                                      int64_t) = {EACH_FLOAT(ENTRY, limit_at)};
    bool wrong = false;
    alias_tables t = {
        .generator = generator,
        .limit_at = limit_at[limit->dtype],
        .limit = first_of(limit),
        .alias = first_of(alias),
        .count = alias->sizes[0],
        .limit_step = limit->strides[0],
        .alias_step = alias->strides[0],
        .wrong = &wrong,
    };
    EACH_ROW_IN_ORDER(alias_row, &t, output);
    REQUIRE(!wrong, CR_BAD_ARGUMENT,
            "multinomialAlias: these are not tables of multinomialAliasSetup");
    return CR_OK;
}

#endif
