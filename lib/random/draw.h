/* draw.h - private: one number of each distribution. The formulas and the C library's
 * functions are those of Torch7, so the bits are, too. */
#pragma once
#include <stdbool.h>
#include "random/twister.h"

#define TWO_PI 6.283185307179586 /* 2 * M_PI, exactly */

/* A number from 0 to 1, without 1. */
static inline double draw_unit(cr_generator *generator)
{
    return twister_bits(generator) * 0x1p-32;
}

double draw_uniform(cr_generator *generator, double a, double b);
double draw_normal(cr_generator *generator, double mean, double deviation);
double draw_log_normal(cr_generator *generator, double mean, double deviation);
double draw_exponential(cr_generator *generator, double rate, double unused);
double draw_cauchy(cr_generator *generator, double median, double scale);
double draw_geometric(cr_generator *generator, double p, double unused);
double draw_bernoulli(cr_generator *generator, double p, double unused);

/* Box and Muller's pair from x and y, each uniform from 0 to 1. */
double normal_radius(double y);
double normal_number(double x, double radius, bool second);

typedef double draw_function(cr_generator *generator, double a, double b);
extern draw_function *const draw_functions[CR_DISTRIBUTION_COUNT];

/* A generator ready for use: *generator, or the thread's own if that is NULL.
 * CR_BAD_ARGUMENT if its fields make no sense. */
cr_status ready(const char *op, cr_generator **generator);

/* Whether a and b suit the distribution. `op` is the name that the user knows. */
cr_status suits(int distribution, double a, double b);

/* Whether low to high is a range of at most 2^32 integers. */
cr_status is_range(int64_t low, int64_t high);
