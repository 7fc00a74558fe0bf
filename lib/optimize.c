/* optimize.c - checks the arguments of optimiser steps, then runs their kernel. */
#include "prepare.h"
#include "rules.h"

/* A tensor of an optimiser's memory, with the name the user knows. */
typedef struct state {
    const char *name;
    cr_tensor *tensor;
} state;

static cr_status check_state(const char *op, const cr_tensor *x, state s)
{
    TRY(alike(op, s.name, s.tensor, "x", x));
    REQUIRE(!may_overlap(x, s.tensor), CR_BAD_ARGUMENT,
            "%s: %s and x share memory, expected a tensor of its own", op, s.name);
    return output_like(op, s.tensor, s.tensor);
}

static cr_status step(const char *op, int rule, cr_tensor *x, state a, state b,
                      const cr_tensor *dfdx, const double *numbers)
{
    TRY(floating(op, "x", x));
    TRY(same_dtype(op, "dfdx", dfdx, "x", x));
    REQUIRE(cr_tensor_count(dfdx) == cr_tensor_count(x), CR_BAD_SHAPE,
            "%s: dfdx is %s, expected %lld elements as in x, %s", op, describe(dfdx),
            (long long)cr_tensor_count(x), describe(x));
    TRY(output_like(op, x, x));
    if (a.name) TRY(check_state(op, x, a));
    if (b.name) TRY(check_state(op, x, b));
    REQUIRE(!b.name || !may_overlap(a.tensor, b.tensor), CR_BAD_ARGUMENT,
            "%s: %s and %s share memory, expected a tensor each", op, a.name, b.name);
    prepared p;
    p.count = 0;
    cr_status status = conform(&p, op, "dfdx", x, &dfdx);
    if (!status && a.name) status = apart(&p, a.tensor, &dfdx);
    if (!status && b.name) status = apart(&p, b.tensor, &dfdx);
    if (!status)
        status = backend_of(x)->optimize(x, a.tensor, b.tensor, dfdx, rule, numbers);
    release_prepared(&p);
    return status;
}

static const state none = {0, 0};

cr_status cr_sgd_step(cr_tensor *x, const cr_tensor *dfdx, double rate, double decay)
{
    double numbers[RULE_NUMBERS] = {[RATE] = rate, [DECAY] = decay};
    return step("sgd", RULE_sgd, x, none, none, dfdx, numbers);
}

cr_status cr_momentum_step(cr_tensor *x, cr_tensor *velocity, const cr_tensor *dfdx,
                           double rate, double decay, double momentum, double gain,
                           double lookahead)
{
    double numbers[RULE_NUMBERS] = {[RATE] = rate,
                                    [DECAY] = decay,
                                    [KEEP] = momentum,
                                    [GAIN] = gain,
                                    [LOOKAHEAD] = lookahead};
    state v = {"velocity", velocity};
    return step("sgd", RULE_momentum, x, v, none, dfdx, numbers);
}

cr_status cr_nag_step(cr_tensor *x, cr_tensor *velocity, const cr_tensor *dfdx,
                      double rate, double decay, double momentum)
{
    double numbers[RULE_NUMBERS] = {[RATE] = rate, [DECAY] = decay, [KEEP] = momentum};
    state v = {"velocity", velocity};
    return step("nag", RULE_nag, x, v, none, dfdx, numbers);
}

cr_status cr_adam_step(cr_tensor *x, cr_tensor *m, cr_tensor *v, const cr_tensor *dfdx,
                       double rate, double decay, double beta1, double beta2,
                       double epsilon)
{
    double numbers[RULE_NUMBERS] = {
        [RATE] = rate,   [DECAY] = decay,     [KEEP] = beta1,     [GAIN] = 1 - beta1,
        [KEEP2] = beta2, [GAIN2] = 1 - beta2, [EPSILON] = epsilon};
    state first = {"m", m}, second = {"v", v};
    return step("adam", RULE_adam, x, first, second, dfdx, numbers);
}

cr_status cr_adamax_step(cr_tensor *x, cr_tensor *m, cr_tensor *u, const cr_tensor *dfdx,
                         double rate, double decay, double beta1, double beta2,
                         double epsilon)
{
    double numbers[RULE_NUMBERS] = {
        [RATE] = rate,      [DECAY] = decay, [KEEP] = beta1,
        [GAIN] = 1 - beta1, [KEEP2] = beta2, [EPSILON] = epsilon};
    state first = {"m", m}, second = {"u", u};
    return step("adamax", RULE_adamax, x, first, second, dfdx, numbers);
}

cr_status cr_adagrad_step(cr_tensor *x, cr_tensor *variance, const cr_tensor *dfdx,
                          double rate, double decay, double epsilon)
{
    double numbers[RULE_NUMBERS] = {[RATE] = rate, [DECAY] = decay, [EPSILON] = epsilon};
    state sum = {"variance", variance};
    return step("adagrad", RULE_adagrad, x, sum, none, dfdx, numbers);
}

cr_status cr_adadelta_step(cr_tensor *x, cr_tensor *variance, cr_tensor *change,
                           const cr_tensor *dfdx, double decay, double rho,
                           double epsilon)
{
    double numbers[RULE_NUMBERS] = {
        [DECAY] = decay, [KEEP] = rho, [GAIN] = 1 - rho, [EPSILON] = epsilon};
    state first = {"variance", variance}, second = {"change", change};
    return step("adadelta", RULE_adadelta, x, first, second, dfdx, numbers);
}

cr_status cr_rmsprop_step(cr_tensor *x, cr_tensor *m, const cr_tensor *dfdx, double rate,
                          double decay, double alpha, double epsilon)
{
    double numbers[RULE_NUMBERS] = {[RATE] = rate,
                                    [DECAY] = decay,
                                    [KEEP] = alpha,
                                    [GAIN] = 1 - alpha,
                                    [EPSILON] = epsilon};
    state mean = {"m", m};
    return step("rmsprop", RULE_rmsprop, x, mean, none, dfdx, numbers);
}

cr_status cr_rprop_step(cr_tensor *x, cr_tensor *size, cr_tensor *last,
                        const cr_tensor *dfdx, double grow, double shrink, double least,
                        double most)
{
    double numbers[RULE_NUMBERS] = {
        [GROW] = grow, [SHRINK] = shrink, [LEAST] = least, [MOST] = most};
    state first = {"size", size}, second = {"last", last};
    return step("rprop", RULE_rprop, x, first, second, dfdx, numbers);
}

cr_status cr_asgd_step(cr_tensor *x, cr_tensor *mean, const cr_tensor *dfdx, double rate,
                       double keep, double share)
{
    double numbers[RULE_NUMBERS] = {[RATE] = rate, [KEEP] = keep, [SHARE] = share};
    state average = {"mean", mean};
    return step("asgd", RULE_asgd, x, average, none, dfdx, numbers);
}
