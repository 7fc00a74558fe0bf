/* correlate.c - output[k][p] = sum over planes c and taps t of weight[k][c][t] *
 * input[c][p + t], where p and t are places in three dimensions; every type. A strip of
 * a row of outputs stays in the first cache while all products are added to it. */
#define THIS_FILE "correlate.c"
#define KERNELS "ops/kernels/correlate.def"
#include "each_dtype.h"

#ifdef DTYPE

enum { NAME(STRIP) = 256 / sizeof(accum) };

/* The sizes D H W of each tensor; planes of input for one of output. */
typedef struct NAME(job) {
    real *output;
    const real *input, *weight;
    const int64_t *out, *in, *taps;
    int64_t planes;
    bool own, flip; /* each plane of output has a plane of input of its own */
} NAME(job);

INLINE void NAME(add_tap)(accum *sum, accum w, const real *x, int64_t n)
{
    for (int64_t i = 0; i < n; i++) sum[i] = plus(sum[i], multiply(w, load(x[i])));
}

/* All products of one plane for n outputs from place (d, h, w) on. */
INLINE void NAME(add_plane)(const NAME(job) * j, accum *sum, const real *x,
                            const real *weight, int64_t n)
{
    int64_t last = j->taps[0] * j->taps[1] * j->taps[2] - 1, t = 0;
    for (int64_t d = 0; d < j->taps[0]; d++)
        for (int64_t h = 0; h < j->taps[1]; h++)
            for (int64_t w = 0; w < j->taps[2]; w++, t++) {
                accum factor = load(weight[j->flip ? last - t : t]);
                const real *from = x + (d * j->in[1] + h) * j->in[2] + w;
                if (n == NAME(STRIP))
                    NAME(add_tap)(sum, factor, from, NAME(STRIP));
                else
                    NAME(add_tap)(sum, factor, from, n);
            }
}

/* Rows of the output, numbered through its planes. */
static void NAME(correlate_rows)(void *context, int64_t first, int64_t last)
{
    const NAME(job) *j = context;
    int64_t plane = j->in[0] * j->in[1] * j->in[2], width = j->out[2];
    int64_t kernel = j->taps[0] * j->taps[1] * j->taps[2];
    for (int64_t row = first; row < last; row++) {
        int64_t h = row % j->out[1], d = row / j->out[1] % j->out[0];
        int64_t k = row / (j->out[1] * j->out[0]);
        for (int64_t w = 0; w < width; w += NAME(STRIP)) {
            int64_t n = width - w < NAME(STRIP) ? width - w : NAME(STRIP);
            accum sum[NAME(STRIP)] = {0};
            for (int64_t c = 0; c < j->planes; c++) NAME(add_plane)
            (j, sum,
             j->input + (j->own ? k : c) * plane + (d * j->in[1] + h) * j->in[2] + w,
             j->weight + (k * j->planes + c) * kernel, n);
            for (int64_t i = 0; i < n; i++)
                j->output[row * width + w + i] = store(sum[i]);
        }
    }
}

static cr_status NAME(correlate)(cr_tensor *output, const cr_tensor *input,
                                 const cr_tensor *weight, int flip)
{
    NAME(job)
    j = {.output = first_of(output),
         .input = first_of(input),
         .flip = flip,
         .weight = first_of(weight),
         .out = output->sizes + 1,
         .in = input->sizes + 1,
         .taps = weight->sizes + 2,
         .planes = weight->sizes[1],
         .own = weight->sizes[1] != input->sizes[0]};
    int64_t rows = output->sizes[0] * j.out[0] * j.out[1];
    int64_t cost = j.planes * j.taps[0] * j.taps[1] * j.taps[2] * j.out[2];
    parallel_for(rows, cost < 32768 ? 32768 / (cost + 1) : 1, NAME(correlate_rows), &j);
    return CR_OK;
}

#else

cr_status CPU(correlate)(cr_tensor *output, const cr_tensor *input,
                         const cr_tensor *weight, int flip)
{
    static correlate_kernel *const by_dtype[] = {EACH_DTYPE(ENTRY, correlate)};
    return by_dtype[input->dtype](output, input, weight, flip);
}

#endif
