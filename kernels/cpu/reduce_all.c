/* reduce_all.c - whole tensors to one number: sums, extremes, moments, norms, products.
 */
#define THIS_FILE "reduce_all.c"
#define KERNELS "ops/kernels/reduce.def"
#include "each_dtype.h"
#include "partial.h"
#include "runs.h"
#include "wide.h"

#ifdef DTYPE
#include "block.h"

/* One reduction of one or two tensors, cut into chunks of CHUNK elements. */
typedef struct NAME(job) {
    runs shape;
    int op; /* REDUCE_..., or DOT or DIST for two tensors */
    double option;
    partial *chunks;
} NAME(job);

/* Elements `first` and following of tensor t, as one array. */
static const accum *NAME(elements)(const runs *r, int t, int64_t first, int64_t n,
                                   accum *buffer)
{
    int last = r->ndim - 1;
    int64_t length = r->sizes[last], stride = r->strides[t][last], done = 0;
    while (done < n) {
        int64_t row = (first + done) / length, begin = (first + done) % length;
        int64_t part = length - begin < n - done ? length - begin : n - done;
        const real *x = (const real *)(void *)r->first[t] + begin * stride;
        for (int d = last - 1; d >= 0; d--) {
            x += row % r->sizes[d] * r->strides[t][d];
            row /= r->sizes[d];
        }
        const accum *loaded = NAME(load_block)(x, stride, part, buffer + done);
        if (part == n) return loaded;
        if (loaded != buffer + done) memcpy(buffer + done, loaded, part * sizeof *loaded);
        done += part;
    }
    return buffer;
}

static partial NAME(pair_block)(int op, double p, const accum *x, const accum *y,
                                int64_t n)
{
    partial result = {.count = n};
#if IS_FLOAT_DTYPE
    if (op == DIST && p == 0) result.a = (double)n; /* x to the power 0 is 1 */
    if (op == DIST && p != 0) result.a = NAME(powers)(x, y, n, p);
    if (op == DOT) result.a = NAME(lane_sum)(NAME(product), x, y, 0, n);
#else
    (void)op, (void)p;
    uint64_t sum = 0;
    for (int64_t i = 0; i < n; i++) sum += (uint64_t)x[i] * (uint64_t)y[i];
    result.whole = (int64_t)sum;
#endif
    return result;
}

static void NAME(chunk)(const NAME(job) * job, int64_t first, int64_t n, partial *total)
{
    accum buffer[2][BLOCK];
    *total = (partial){.count = 0};
    for (int64_t done = 0; done < n; done += BLOCK) {
        int64_t part = n - done < BLOCK ? n - done : BLOCK;
        const runs *r = &job->shape;
        const accum *x = NAME(elements)(r, 0, first + done, part, buffer[0]);
        partial block;
        if (r->tensors == 2) {
            const accum *y = NAME(elements)(r, 1, first + done, part, buffer[1]);
            block = NAME(pair_block)(job->op, job->option, x, y, part);
        } else
            block = NAME(reduce_block)(job->op, job->option, x, part);
        merge(job->op, total, &block);
    }
}

static void NAME(chunks)(void *context, int64_t first, int64_t last)
{
    NAME(job) *job = context;
    int64_t total = 1;
    for (int d = 0; d < job->shape.ndim; d++) total *= job->shape.sizes[d];
    for (int64_t i = first; i < last; i++) {
        int64_t left = total - i * CHUNK;
        NAME(chunk)(job, i * CHUNK, left < CHUNK ? left : CHUNK, &job->chunks[i]);
    }
}

static cr_status NAME(over)(partial *total, int op, double option, int count,
                            const cr_tensor *const *tensors)
{
    NAME(job) job = {.shape = {.tensors = count}, .op = op, .option = option};
    int64_t elements = cr_tensor_count(tensors[0]);
    int64_t chunks = (elements + CHUNK - 1) / CHUNK;
    partial few[64];
    *total = (partial){.count = 0};
    if (!elements) return CR_OK;
    for (int t = 0; t < count; t++) job.shape.first[t] = first_of(tensors[t]);
    runs_layout(&job.shape, tensors, false);
    job.chunks = chunks > 64 ? malloc(chunks * sizeof *job.chunks) : few;
    REQUIRE(job.chunks, CR_NO_MEMORY, "reduce: no memory for %lld partial results",
            (long long)chunks);
    parallel_for(chunks, 1, NAME(chunks), &job);
    for (int64_t i = 0; i < chunks; i++) merge(op, total, &job.chunks[i]);
    if (job.chunks != few) free(job.chunks);
    return CR_OK;
}

static cr_status NAME(reduce_all)(double *value, const cr_tensor *input, int op,
                                  double option)
{
    partial total;
    TRY(NAME(over)(&total, op, option, 1, &input));
    *value = FITS(FLOAT) ? finish(op, &total, option) : (double)finish_whole(op, &total);
    return CR_OK;
}

static cr_status NAME(dot)(double *value, const cr_tensor *a, const cr_tensor *b)
{
    partial total;
    TRY(NAME(over)(&total, DOT, 0, 2, (const cr_tensor *const[]){a, b}));
    *value = FITS(FLOAT) ? total.a : (double)total.whole;
    return CR_OK;
}

static cr_status NAME(dist)(double *value, const cr_tensor *a, const cr_tensor *b,
                            double p)
{
    partial total;
    TRY(NAME(over)(&total, DIST, p, 2, (const cr_tensor *const[]){a, b}));
    *value = p == 0 ? pow(total.a, 1 / p) : root(total.a, p);
    return CR_OK;
}

#else

cr_status CPU(reduce_all)(double *value, const cr_tensor *input, int op, double option)
{
    static reduce_all_kernel *const by_dtype[] = {EACH_DTYPE(ENTRY, reduce_all)};
    return by_dtype[input->dtype](value, input, op, option);
}

cr_status CPU(dot)(double *value, const cr_tensor *a, const cr_tensor *b)
{
    static dot_kernel *const by_dtype[] = {EACH_DTYPE(ENTRY, dot)};
    return by_dtype[a->dtype](value, a, b);
}

cr_status CPU(dist)(double *value, const cr_tensor *a, const cr_tensor *b, double p)
{
    static dist_kernel *const by_dtype[] = {EACH_DTYPE(ENTRY, dist)};
    return by_dtype[a->dtype](value, a, b, p);
}

#endif
