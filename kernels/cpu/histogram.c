/* histogram.c - counts the elements of each row in bins of equal width. */
#define THIS_FILE "histogram.c"
#define KERNELS "ops/kernels/histogram.def"
#include "each_float.h"

#ifdef DTYPE

/* A long row is counted in parts, each with counters of its own. */
enum { NAME(PARTS) = 16, NAME(PART_LEAST) = 65536 };

/* One row; counts[part][bin]. */
typedef struct NAME(job) {
    const real *x;
    int64_t n, part, bins, *counts;
    accum low, high;
} NAME(job);

/* Bins of some elements, `bins` for those outside. The formula is Torch7's. */
INLINE void NAME(place)(const NAME(job) * j, const real *x, int n, int32_t *bin)
{
    accum low = j->low, high = j->high, wide = high - low, bins = (accum)j->bins;
    int32_t last = (int32_t)j->bins - 1;
    if (!(wide > 0)) wide = 1; /* a range that the type sees as one number */
    for (int i = 0; i < n; i++) {
        accum v = load(x[i]);
        bool inside = (v >= low) & (v <= high);
        int32_t at = (int32_t)((inside ? v - low : 0) / wide * bins);
        at = at < 0 ? 0 : at < last ? at : last;
        bin[i] = inside ? at : last + 1;
    }
}

static void NAME(count)(void *context, int64_t first, int64_t last)
{
    enum { TOGETHER = 256 };
    const NAME(job) *j = context;
    int32_t bin[TOGETHER];
    for (int64_t p = first; p < last; p++) {
        int64_t *counts = j->counts + p * (j->bins + 1), i = p * j->part;
        int64_t end = i + j->part < j->n ? i + j->part : j->n;
        memset(counts, 0, (j->bins + 1) * sizeof *counts);
        for (; i < end; i += TOGETHER) {
            int some = (int)(end - i < TOGETHER ? end - i : TOGETHER);
            NAME(place)(j, j->x + i, some, bin);
            for (int k = 0; k < some; k++) counts[bin[k]]++;
        }
    }
}

static cr_status NAME(histogram)(cr_tensor *output, const cr_tensor *input, double low,
                                 double high)
{
    int64_t rows = output->sizes[0], bins = output->sizes[1];
    NAME(job)
    j = {.n = input->sizes[1], .bins = bins, .low = (accum)low, .high = (accum)high};
    int64_t parts = j.n < 2 * NAME(PART_LEAST) ? 1 : NAME(PARTS),
            room = parts * (bins + 1);
    j.part = (j.n + parts - 1) / parts;
    cr_tensor memory = {.dtype = CR_I64};
    TRY(cr_tensor_create(&memory, CR_I64, 1, &room));
    j.counts = first_of(&memory);
    for (int64_t row = 0; row < rows; row++) {
        real *y = (real *)first_of(output) + row * bins;
        j.x = (const real *)first_of(input) + row * j.n;
        parallel_for(parts, 1, NAME(count), &j);
        for (int64_t b = 0; b < bins; b++) {
            int64_t sum = 0;
            for (int64_t p = 0; p < parts; p++) sum += j.counts[p * (bins + 1) + b];
            y[b] = store((accum)sum);
        }
    }
    cr_tensor_release(&memory);
    return CR_OK;
}

#else

cr_status CPU(histogram)(cr_tensor *output, const cr_tensor *input, double low,
                         double high)
{
    static histogram_kernel *const by_dtype[] = {EACH_FLOAT(ENTRY, histogram)};
    return by_dtype[input->dtype](output, input, low, high);
}

#endif
