/* class_loss.c - the negative log-likelihood of class labels. */
#define THIS_FILE "class_loss.c"
#define KERNELS "ops/kernels/loss.def"
#include "each_float.h"
#include "labels.h"

cr_status CPU(fill)(cr_tensor *output, double value);

#ifdef DTYPE

/* Classes of one place stand `step` elements apart, and sample n's places begin at
 * n * classes * step. */
typedef struct NAME(layout) {
    int64_t classes, step, count;
} NAME(layout);

static NAME(layout) NAME(lay_out)(const cr_tensor *input)
{
    int dimension = input->ndim > 1;
    NAME(layout) l = {.classes = input->sizes[dimension], .step = 1};
    for (int d = dimension + 1; d < input->ndim; d++) l.step *= input->sizes[d];
    l.count = cr_tensor_count(input) / (l.classes ? l.classes : 1);
    return l;
}

/* Where the score of label `label` of the i-th place lies. */
INLINE int64_t NAME(score_of)(const NAME(layout) * l, int64_t i, int64_t label)
{
    return (i / l->step * l->classes + label - 1) * l->step + i % l->step;
}

INLINE double NAME(weight_of)(const cr_tensor *weights, int64_t label)
{
    return weights ? (double)load(((const real *)first_of(weights))[label - 1]) : 1;
}

static cr_status NAME(class_loss)(cr_tensor *value, cr_tensor *total,
                                  const cr_tensor *input, const cr_tensor *target,
                                  const cr_tensor *weights, int average, int64_t ignored)
{
    NAME(layout) l = NAME(lay_out)(input);
    const real *x = first_of(input);
    double sum = 0, weight = 0;
    TRY(labels_fit("ClassNLLCriterion", target, l.classes, ignored));
    for (int64_t i = 0; i < l.count; i++) {
        int64_t label = label_at(target, i);
        if (label == ignored) continue;
        double w = NAME(weight_of)(weights, label);
        sum -= w * (double)load(x[NAME(score_of)(&l, i, label)]);
        weight += w;
    }
    *(real *)first_of(total) = store((accum)weight);
    *(real *)first_of(value) =
        store((accum)(average && weight != 0 ? sum / weight : sum));
    return CR_OK;
}

static cr_status NAME(class_loss_backward)(cr_tensor *grad_input, const cr_tensor *total,
                                           const cr_tensor *target,
                                           const cr_tensor *weights, int average,
                                           int64_t ignored)
{
    NAME(layout) l = NAME(lay_out)(grad_input);
    real *dx = first_of(grad_input);
    TRY(labels_fit("ClassNLLCriterion", target, l.classes, ignored));
    TRY(CPU(fill)(grad_input, 0));
    double weight = (double)load(*(const real *)first_of(total));
    if (!(weight > 0)) return CR_OK;
    double scale = average ? -1 / weight : -1;
    for (int64_t i = 0; i < l.count; i++) {
        int64_t label = label_at(target, i);
        if (label == ignored) continue;
        dx[NAME(score_of)(&l, i, label)] =
            store((accum)(scale * NAME(weight_of)(weights, label)));
    }
    return CR_OK;
}

#else

cr_status CPU(class_loss)(cr_tensor *value, cr_tensor *total, const cr_tensor *input,
                          const cr_tensor *target, const cr_tensor *weights, int average,
                          int64_t ignored)
{
    static class_loss_kernel *const by_dtype[] = {EACH_FLOAT(ENTRY, class_loss)};
    return by_dtype[input->dtype](value, total, input, target, weights, average, ignored);
}

cr_status CPU(class_loss_backward)(cr_tensor *grad_input, const cr_tensor *total,
                                   const cr_tensor *target, const cr_tensor *weights,
                                   int average, int64_t ignored)
{
    static class_loss_backward_kernel *const by_dtype[] = {
        EACH_FLOAT(ENTRY, class_loss_backward)};
    return by_dtype[grad_input->dtype](grad_input, total, target, weights, average,
                                       ignored);
}

#endif
