/* optimize.c - steps of optimisers: each element of x, its state and its gradient is read
 * and written once. Every operation is rounded as if it were one on tensors: x:add(a, y)
 * of Torch7 rounds a * y + x once, so that long runs end where they ended there. */
#define THIS_FILE "optimize.c"
#define KERNELS "ops/kernels/optimize.def"
#include "each_float.h"
#include "elementary_wide.h"
#include "rules.h"
#include "runs.h"
#include <string.h>

#ifdef DTYPE

#define place NAME(place)
#define RULE_OF(name) INLINE place NAME(name)(place p, const accum *n)

/* One element: the parameter, up to two numbers of state, and the gradient. */
typedef struct place {
    accum x, a, b, g;
} place;

RULE_OF(sgd)
{
    p.x = fused(-n[RATE], p.g, p.x);
    return p;
}

RULE_OF(momentum)
{
    p.a = fused(n[GAIN], p.g, n[KEEP] * p.a);
    p.x = fused(-n[RATE], n[LOOKAHEAD] != 0 ? fused(n[LOOKAHEAD], p.a, p.g) : p.a, p.x);
    return p;
}

RULE_OF(nag)
{
    accum move = n[RATE] * p.g;
    p.a = n[KEEP] * p.a - move;
    p.x -= move;
    return p;
}

RULE_OF(adam)
{
    p.a = fused(n[GAIN], p.g, n[KEEP] * p.a);
    p.b = n[KEEP2] * p.b + n[GAIN2] * p.g * p.g;
    p.x -= n[RATE] * p.a / (sqrt(p.b) + n[EPSILON]);
    return p;
}

RULE_OF(adamax)
{
    accum u = n[KEEP2] * p.b, size = fabs(p.g) + n[EPSILON];
    p.a = fused(n[GAIN], p.g, n[KEEP] * p.a);
    p.b = u > size ? u : size;
    p.x -= n[RATE] * p.a / p.b;
    return p;
}

RULE_OF(adagrad)
{
    p.a += p.g * p.g;
    p.x -= n[RATE] * p.g / (sqrt(p.a) + n[EPSILON]);
    return p;
}

RULE_OF(adadelta)
{
    p.a = n[KEEP] * p.a + n[GAIN] * p.g * p.g;
    accum delta = sqrt(p.b + n[EPSILON]) / sqrt(p.a + n[EPSILON]) * p.g;
    p.x -= delta;
    p.b = n[KEEP] * p.b + n[GAIN] * delta * delta;
    return p;
}

RULE_OF(rmsprop)
{
    p.a = n[KEEP] * p.a + n[GAIN] * p.g * p.g;
    p.x -= n[RATE] * p.g / (sqrt(p.a) + n[EPSILON]);
    return p;
}

RULE_OF(rprop)
{
    accum agreement = p.g * p.b, size = p.a;
    size *= agreement > 0 ? n[GROW] : agreement < 0 ? n[SHRINK] : 1;
    size = size > n[MOST] ? n[MOST] : size;
    p.a = size < n[LEAST] ? n[LEAST] : size;
    p.b = agreement < 0 ? 0 : p.g;
    p.x -= p.b > 0 ? p.a : p.b < 0 ? -p.a : 0;
    return p;
}

RULE_OF(asgd)
{
    p.x = n[KEEP] * p.x - n[RATE] * p.g;
    p.a = n[SHARE] == 1 ? p.x : p.a + n[SHARE] * (p.x - p.a);
    return p;
}

/* Apply a rule to one row; the tensors are apart from each other. */
INLINE void NAME(walk)(place (*rule)(place, const accum *), int states, const accum *n,
                       int64_t count, char *const *at, const int64_t *stride)
{
    real *x = (real *)at[0], *a = (real *)at[states > 0];
    real *b = (real *)at[states > 1 ? 2 : 0];
    const real *g = (const real *)at[states + 1];
#pragma GCC ivdep /* the tensors are apart, and lie at no distance but 0 */
    for (int64_t i = 0; i < count; i++) {
        place p = {.x = load(x[i * stride[0]]), .g = load(g[i * stride[states + 1]])};
        if (states > 0) p.a = load(a[i * stride[1]]);
        if (states > 1) p.b = load(b[i * stride[2]]);
        if (n[DECAY] != 0) p.g = fused(n[DECAY], p.x, p.g);
        p = rule(p, n);
        x[i * stride[0]] = store(p.x);
        if (states > 0) a[i * stride[1]] = store(p.a);
        if (states > 1) b[i * stride[2]] = store(p.b);
    }
}

#define RULE(name, states)                                                               \
    static void NAME(name##_row)(const void *numbers, int64_t count, char *const *at,    \
                                 const int64_t *stride)                                  \
    {                                                                                    \
        static const int64_t ones[] = {1, 1, 1, 1};                                      \
        if (memcmp(stride, ones, (states + 2) * sizeof *ones))                           \
            NAME(walk)(NAME(name), states, numbers, count, at, stride);                  \
        else                                                                             \
            NAME(walk)(NAME(name), states, numbers, count, at, ones);                    \
    }
#include "ops/rules.def"
#undef RULE

static cr_status NAME(optimize)(cr_tensor *x, cr_tensor *a, cr_tensor *b,
                                const cr_tensor *dfdx, int rule, const double *numbers)
{
#define RULE(name, states) NAME(name##_row),
    static row_function *const rows[] = {
#include "ops/rules.def"
    };
#undef RULE
    accum n[RULE_NUMBERS];
    for (int i = 0; i < RULE_NUMBERS; i++) n[i] = (accum)numbers[i];
    if (b)
        EACH_ROW(rows[rule], n, x, a, b, dfdx);
    else if (a)
        EACH_ROW(rows[rule], n, x, a, dfdx);
    else
        EACH_ROW(rows[rule], n, x, dfdx);
    return CR_OK;
}

#undef place
#undef RULE_OF
#else

cr_status CPU(optimize)(cr_tensor *x, cr_tensor *a, cr_tensor *b, const cr_tensor *dfdx,
                        int rule, const double *numbers)
{
    static optimize_kernel *const by_dtype[] = {EACH_FLOAT(ENTRY, optimize)};
    return by_dtype[x->dtype](x, a, b, dfdx, rule, numbers);
}

#endif
