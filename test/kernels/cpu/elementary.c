/* elementary.c - measures the functions of elementary_f32.h against those of the C
 * library in double, over every STEP-th float: the largest error in units of the last
 * place. cc -O2 -march=... -ffp-contract=off -fno-math-errno -fno-trapping-math -Ilib
 * -Ikernels/cpu test/kernels/cpu/elementary.c -lm && ./a.out [STEP [name]] */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include "elementary_f32.h"

enum { BLOCK = 4096 };

/* The loops are compiled as those of the kernels are, the last elements too. */
#define LOOP(name)                                                                       \
    __attribute__((noinline)) static void loop_##name(float *y, const float *x, int n)   \
    {                                                                                    \
        for (int i = 0; i < n; i++) y[i] = name##_f32(x[i]);                             \
    }                                                                                    \
    static double right_##name(double x)                                                 \
    {                                                                                    \
        return name(x);                                                                  \
    }
static double sigmoid(double x)
{
    return x < 0 ? exp(x) / (1 + exp(x)) : 1 / (1 + exp(-x));
}
#define FUNCTIONS(X)                                                                     \
    X(exp)                                                                               \
    X(log)                                                                               \
    X(log1p)                                                                             \
    X(tanh)                                                                              \
    X(sigmoid)                                                                           \
    X(sin) X(cos) X(tan) X(asin) X(acos) X(atan) X(sinh) X(cosh) X(erf) X(round)
FUNCTIONS(LOOP)

static const struct {
    const char *name;
    void (*loop)(float *y, const float *x, int n);
    double (*right)(double x);
    float reach;
} functions[] = {
#define ENTRY(name) {#name, loop_##name, right_##name, INFINITY},
    FUNCTIONS(ENTRY)
#undef ENTRY
};

/* The distance of y from the right result, in units of its last place as a float. */
static double distance(float y, double right)
{
    if (right != right || y != y) return right != right && y != y ? 0 : INFINITY;
    if (fabs(right) >= 0x1.ffffffp127)
        return fabs(y) == INFINITY && y * right > 0 ? 0 : 1e9;
    int exponent;
    frexp(right, &exponent);
    if (exponent < -125) exponent = -125;
    return fabs((double)y - right) / ldexp(1, exponent - 24);
}

int main(int count, char **arguments)
{
    uint64_t step = count > 1 ? strtoull(arguments[1], NULL, 10) : 1;
    int failures = 0;
    for (size_t f = 0; f < sizeof functions / sizeof *functions; f++) {
        double worst = 0;
        float x[BLOCK], y[BLOCK], at = 0;
        bool trig = strstr("sin cos tan", functions[f].name) != NULL;
        if (count > 2 && strcmp(arguments[2], functions[f].name)) continue;
        for (uint64_t bits = 0; bits < (uint64_t)1 << 32;) {
            int n = 0;
            for (; n < BLOCK && bits < (uint64_t)1 << 32; bits += step) {
                x[n] = float_of_bits((uint32_t)bits);
                n += !trig || !(fabsf(x[n]) >= FAR_F32);
            }
            functions[f].loop(y, x, n);
            for (int i = 0; i < n; i++) {
                double error = distance(y[i], functions[f].right(x[i]));
                if (error > worst) worst = error, at = x[i];
            }
        }
        printf("%-8s %.3f ulp at %.9g (%a)\n", functions[f].name, worst, at, at);
        failures += worst > 2;
    }
    return failures;
}
