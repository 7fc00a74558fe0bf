/* resample.c - volumes whose elements are taken from others: padding and upsampling. A
 * row of the output is a blend of up to four rows of the input, in which its elements are
 * looked up. */
#define THIS_FILE "resample.c"
#include "lookups.h"
#define KERNELS "ops/kernels/resample.def"
#include "each_float.h"
#include <stdatomic.h>
#include "cache.h"

#ifdef DTYPE

typedef struct NAME(resampling) {
    const lookups *a;
    int64_t planes, input, output; /* elements of a plane */
    const real *from;
    real *to;
    atomic_bool failed;
} NAME(resampling);

/* Rows of the input that make one of the output, with their weights. */
typedef struct NAME(mix) {
    int count;
    int64_t row[4];
    accum weight[4];
} NAME(mix);

static NAME(mix) NAME(mix_of)(const lookups *a, int64_t i, int64_t j)
{
    const lookup *t = &a->sides[0], *h = &a->sides[1];
    int64_t corner = (int64_t)t->from[i] * h->size + h->from[j];
    NAME(mix) mix = {.count = 0};
    for (int k = 0; k < 4; k++) {
        double weight = 1;
        if (t->more) weight = k / 2 ? t->more[i] : 1 - t->more[i];
        if (h->more) weight *= k % 2 ? h->more[j] : 1 - h->more[j];
        if (k && (!t->more || weight == 0)) continue;
        mix.row[mix.count] = corner + k / 2 * h->size + k % 2;
        mix.weight[mix.count++] = (accum)weight;
    }
    return mix;
}

/* The elements of an output row from a row of the input. */
static void NAME(look_up)(const lookup *w, const accum *row, real *y)
{
    for (int64_t k = 0; k < w->count; k++) {
        const accum *at = row + w->from[k];
        accum more = (accum)w->more[k];
        y[k] = store(more == 0 ? at[0] : at[0] + more * (at[1] - at[0]));
    }
}

static void NAME(blend_rows)(const NAME(resampling) * o, const real *x, int64_t i,
                             int64_t j, accum *row, real *y)
{
    const lookup *w = &o->a->sides[2];
    NAME(mix) mix = NAME(mix_of)(o->a, i, j);
    memset(row, 0, w->size * sizeof *row);
    for (int m = 0; m < mix.count; m++) {
        const real *from = x + mix.row[m] * w->size;
        accum weight = mix.weight[m];
        for (int64_t k = 0; k < w->size; k++) row[k] += weight * load(from[k]);
    }
    NAME(look_up)(w, row, y);
}

/* Without weights: the row itself, or the one before it in the output if that is alike.
 */
static void NAME(take_row)(const NAME(resampling) * o, const real *x, int64_t i,
                           int64_t j, real *y)
{
    const lookup *h = &o->a->sides[1], *w = &o->a->sides[2];
    if (j > 0 && h->from[j] == h->from[j - 1]) {
        memcpy(y, y - w->count, w->count * sizeof *y);
        return;
    }
    const real *row =
        x + ((int64_t)o->a->sides[0].from[i] * h->size + h->from[j]) * w->size;
    if (w->doubled) {
        for (int64_t k = 0; k < w->size; k++) y[2 * k] = y[2 * k + 1] = row[k];
        return;
    }
    for (int64_t k = 0, n; k < w->count; k += n) {
        for (n = 1; k + n < w->count && w->from[k + n] == w->from[k] + n;) n++;
        if (n > 8)
            memcpy(y + k, row + w->from[k], n * sizeof *y);
        else
            for (int64_t m = 0; m < n; m++) y[k + m] = row[w->from[k] + m];
    }
}

static void NAME(resample_planes)(void *context, int64_t first, int64_t last)
{
    NAME(resampling) *o = context;
    const lookup *s = o->a->sides;
    size_t bytes = s[2].size * sizeof(accum);
    accum *row = cache_allocate(bytes);
    if (!row) o->failed = true;
    for (int64_t plane = first; plane < last && row; plane++) {
        const real *x = o->from + plane * o->input;
        real *y = o->to + plane * o->output;
        for (int64_t i = 0; i < s[0].count; i++)
            for (int64_t j = 0; j < s[1].count; j++, y += s[2].count)
                if (s[2].more)
                    NAME(blend_rows)(o, x, i, j, row, y);
                else
                    NAME(take_row)(o, x, i, j, y);
    }
    cache_release(row, bytes);
}

/* row[from[k]] gets dy[k], or its two parts. */
static void NAME(put_back)(const lookup *w, const real *dy, accum *row)
{
    if (w->doubled) {
        for (int64_t k = 0; k < w->size; k++)
            row[k] = load(dy[2 * k]) + load(dy[2 * k + 1]);
        return;
    }
    memset(row, 0, w->size * sizeof *row);
    for (int64_t k = 0; k < w->count; k++) {
        accum value = load(dy[k]), more = w->more ? (accum)w->more[k] : 0;
        int64_t at = w->from[k];
        row[at] += more == 0 ? value : value - more * value;
        if (more != 0) row[at + 1] += more * value;
    }
}

static void NAME(return_planes)(void *context, int64_t first, int64_t last)
{
    NAME(resampling) *o = context;
    const lookup *s = o->a->sides;
    size_t bytes = s[2].size * sizeof(accum);
    accum *row = cache_allocate(bytes);
    if (!row) o->failed = true;
    for (int64_t plane = first; plane < last && row; plane++) {
        real *dx = o->to + plane * o->input;
        const real *dy = o->from + plane * o->output;
        memset(dx, 0, o->input * sizeof *dx);
        for (int64_t i = 0; i < s[0].count; i++)
            for (int64_t j = 0; j < s[1].count; j++, dy += s[2].count) {
                NAME(mix) mix = NAME(mix_of)(o->a, i, j);
                NAME(put_back)(&s[2], dy, row);
                for (int m = 0; m < mix.count; m++) {
                    real *to = dx + mix.row[m] * s[2].size;
                    accum weight = mix.weight[m];
                    for (int64_t k = 0; k < s[2].size; k++)
                        to[k] = store(load(to[k]) + weight * row[k]);
                }
            }
    }
    cache_release(row, bytes);
}

static cr_status NAME(run)(cr_tensor *output, const cr_tensor *input, const lookups *a,
                           bool forward)
{
    const lookup *s = a->sides;
    NAME(resampling)
    o = {.a = a,
         .planes = output->sizes[0] * output->sizes[1],
         .input = s[0].size * s[1].size * s[2].size,
         .output = s[0].count * s[1].count * s[2].count,
         .from = first_of(input),
         .to = first_of(output)};
    parallel_for(o.planes, 1 + 32768 / (o.input + o.output),
                 forward ? NAME(resample_planes) : NAME(return_planes), &o);
    REQUIRE(!atomic_load(&o.failed), CR_NO_MEMORY, "resample: no memory for a row");
    return CR_OK;
}

static cr_status NAME(resample)(cr_tensor *output, const cr_tensor *input,
                                const lookups *a)
{
    return NAME(run)(output, input, a, true);
}

static cr_status NAME(resample_backward)(cr_tensor *grad_input,
                                         const cr_tensor *grad_output, const lookups *a)
{
    return NAME(run)(grad_input, grad_output, a, false);
}

#else

cr_status CPU(resample)(cr_tensor *output, const cr_tensor *input, const lookups *a)
{
    static resample_kernel *const by_dtype[] = {EACH_FLOAT(ENTRY, resample)};
    return by_dtype[input->dtype](output, input, a);
}

cr_status CPU(resample_backward)(cr_tensor *grad_input, const cr_tensor *grad_output,
                                 const lookups *a)
{
    static resample_backward_kernel *const by_dtype[] = {
        EACH_FLOAT(ENTRY, resample_backward)};
    return by_dtype[grad_output->dtype](grad_input, grad_output, a);
}

#endif
