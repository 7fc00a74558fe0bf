/* draw.c - one number of each distribution, and what its parameters may be. */
#include <inttypes.h>
#include <math.h>
#include "fail.h"
#include "random/draw.h"

double draw_uniform(cr_generator *generator, double a, double b)
{
    return draw_unit(generator) * (b - a) + a;
}

double normal_radius(double y)
{
    return sqrt(-2 * log(1 - y));
}

double normal_number(double x, double radius, bool second)
{
    return radius * (second ? sin(TWO_PI * x) : cos(TWO_PI * x));
}

/* Two numbers at a time; the second one is kept, without mean and deviation.
 * From: Box and Muller (1958), A note on the generation of random normal deviates, Annals
 * of Mathematical Statistics 29(2). */
double draw_normal(cr_generator *generator, double mean, double deviation)
{
    if (!generator->normal_is_cached) {
        generator->normal_x = draw_unit(generator);
        generator->normal_y = draw_unit(generator);
        generator->normal_rho = normal_radius(generator->normal_y);
    }
    bool second = generator->normal_is_cached;
    generator->normal_is_cached = !second;
    double unit = normal_number(generator->normal_x, generator->normal_rho, second);
    return unit * deviation + mean;
}

double draw_log_normal(cr_generator *generator, double mean, double deviation)
{
    return exp(draw_normal(generator, mean, deviation));
}

double draw_exponential(cr_generator *generator, double rate, double unused)
{
    (void)unused;
    return -1 / rate * log(1 - draw_unit(generator));
}

double draw_cauchy(cr_generator *generator, double median, double scale)
{
    return median + scale * tan(TWO_PI / 2 * (draw_unit(generator) - 0.5));
}

double draw_geometric(cr_generator *generator, double p, double unused)
{
    (void)unused;
    return trunc(log(1 - draw_unit(generator)) / log(p)) + 1;
}

double draw_bernoulli(cr_generator *generator, double p, double unused)
{
    (void)unused;
    return draw_unit(generator) <= p;
}

draw_function *const draw_functions[CR_DISTRIBUTION_COUNT] = {
    [CR_UNIFORM] = draw_uniform,       [CR_NORMAL] = draw_normal,
    [CR_LOG_NORMAL] = draw_log_normal, [CR_EXPONENTIAL] = draw_exponential,
    [CR_CAUCHY] = draw_cauchy,         [CR_GEOMETRIC] = draw_geometric,
    [CR_BERNOULLI] = draw_bernoulli,
};

static const struct distribution {
    const char *op, *a, *b; /* names for messages */
    double a_above, a_below;
    bool b_positive;
} distributions[] = {
    [CR_UNIFORM] = {"uniform", "a", "b", -INFINITY, INFINITY, false},
    [CR_NORMAL] = {"normal", "mean", "standard deviation", -INFINITY, INFINITY, true},
    [CR_LOG_NORMAL] = {"logNormal", "mean", "standard deviation", -INFINITY, INFINITY,
                       true},
    [CR_EXPONENTIAL] = {"exponential", "lambda", "b", 0, INFINITY, false},
    [CR_CAUCHY] = {"cauchy", "median", "sigma", -INFINITY, INFINITY, true},
    [CR_GEOMETRIC] = {"geometric", "p", "b", 0, 1, false},
    [CR_BERNOULLI] = {"bernoulli", "p", "b", -0x1p-1074, 0x1.0000000000001p0, false},
};

cr_status suits(int distribution, double a, double b)
{
    REQUIRE(distribution >= 0 && distribution < CR_DISTRIBUTION_COUNT, CR_BAD_ARGUMENT,
            "random: no distribution %d", distribution);
    const struct distribution *d = &distributions[distribution];
    const char *expected = distribution == CR_BERNOULLI   ? "a number from 0 to 1"
                           : distribution == CR_GEOMETRIC ? "a number between 0 and 1"
                           : d->a_above == 0              ? "a positive number"
                                                          : "a finite number";
    REQUIRE(a > d->a_above && a < d->a_below, CR_BAD_ARGUMENT,
            "%s: %s is %.14g, expected %s", d->op, d->a, a, expected);
    REQUIRE(distribution != CR_UNIFORM || isfinite(b - a), CR_BAD_ARGUMENT,
            "uniform: %.14g to %.14g, expected a finite range", a, b);
    REQUIRE(isfinite(b) && (b > 0 || !d->b_positive), CR_BAD_ARGUMENT,
            "%s: %s is %.14g, expected a %s number", d->op, d->b, b,
            d->b_positive ? "positive" : "finite");
    return CR_OK;
}

cr_status is_range(int64_t low, int64_t high)
{
    REQUIRE(low <= high, CR_BAD_ARGUMENT,
            "random: upper bound is %" PRId64 ", expected at least %" PRId64, high, low);
    REQUIRE((uint64_t)high - (uint64_t)low <= UINT32_MAX, CR_BAD_ARGUMENT,
            "random: %" PRId64 " to %" PRId64
            ", expected a range of at most 2^32 numbers",
            low, high);
    return CR_OK;
}

cr_status cr_draw(double *number, cr_generator *generator, int distribution, double a,
                  double b)
{
    REQUIRE(number, CR_BAD_ARGUMENT, "random: result is nil");
    TRY(suits(distribution, a, b));
    TRY(ready("random", &generator));
    *number = draw_functions[distribution](generator, a, b);
    return CR_OK;
}

cr_status cr_draw_integer(int64_t *number, cr_generator *generator, int64_t low,
                          int64_t high)
{
    REQUIRE(number, CR_BAD_ARGUMENT, "random: result is nil");
    TRY(is_range(low, high));
    TRY(ready("random", &generator));
    uint64_t range = (uint64_t)high - (uint64_t)low + 1;
    *number = (int64_t)((uint64_t)low + twister_bits(generator) % range);
    return CR_OK;
}
