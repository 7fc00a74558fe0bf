/* call.c - checks, working memory and results of calls of LAPACK. */
#include <assert.h>
#include <limits.h>
#include <string.h>
#include "backend.h"
#include "call.h"
#include "storage.h"

cr_status begin(call *c, const char *op, const char *name, const cr_tensor *like)
{
    *c = (call){.op = op, .like = like, .like_name = name};
    TRY(valid(op, name, like));
    REQUIRE(like->dtype == CR_F32 || like->dtype == CR_F64, CR_BAD_DTYPE,
            "%s: %s is %s, expected a torch.FloatTensor or a torch.DoubleTensor; convert "
            "it first",
            op, name, describe(like));
    REQUIRE(!strcmp(backend_of(like)->device, "cpu"), CR_BAD_DEVICE,
            "%s: %s is %s, expected a tensor of the CPU", op, name, describe(like));
    const lapack *routines;
    TRY(find_lapack(op, like->dtype, &routines));
    enter_lapack();
    c->lapack = routines;
    return CR_OK;
}

cr_status is_output(call *c, const cr_tensor *output)
{
    return same_dtype(c->op, "result", output, c->like_name, c->like);
}

static cr_status fits(call *c, const char *name, const cr_tensor *input)
{
    TRY(same_dtype(c->op, name, input, c->like_name, c->like));
    for (int d = 0; d < input->ndim; d++)
        REQUIRE(input->sizes[d] > 0 && input->sizes[d] <= INT_MAX, CR_BAD_SHAPE,
                "%s: %s is %s, expected sizes from 1 to %d", c->op, name, describe(input),
                INT_MAX);
    return CR_OK;
}

cr_status is_matrix(call *c, const char *name, const cr_tensor *input)
{
    TRY(has_ndim(c->op, name, input, 2, "a matrix"));
    return fits(c, name, input);
}

cr_status is_square(call *c, const char *name, const cr_tensor *input)
{
    TRY(has_ndim(c->op, name, input, 2, "a square matrix"));
    REQUIRE(input->sizes[0] == input->sizes[1], CR_BAD_SHAPE,
            "%s: %s is %s, expected a square matrix", c->op, name, describe(input));
    return fits(c, name, input);
}

cr_status is_right_side(call *c, const char *name, const cr_tensor *input,
                        const cr_tensor *a)
{
    TRY(valid(c->op, name, input));
    REQUIRE(input->ndim == 1 || input->ndim == 2, CR_BAD_SHAPE,
            "%s: %s is %s, expected a matrix or a vector", c->op, name, describe(input));
    REQUIRE(input->sizes[0] == a->sizes[0], CR_BAD_SHAPE,
            "%s: %s is %s, expected %lld rows as in %s", c->op, name, describe(input),
            (long long)a->sizes[0], describe(a));
    return fits(c, name, input);
}

cr_status is_vector(call *c, const char *name, const cr_tensor *input)
{
    TRY(has_ndim(c->op, name, input, 1, "a vector"));
    return fits(c, name, input);
}

static cr_status make(call *c, cr_tensor **made, int dtype, int64_t rows, int64_t columns)
{
    assert(c->made_count < MOST_MADE);
    *made = &c->made[c->made_count++];
    return cr_tensor_create(*made, dtype, 2, (int64_t[]){columns, rows});
}

cr_status make_matrix(call *c, matrix *m, int64_t rows, int64_t columns)
{
    cr_tensor *made;
    TRY(make(c, &made, c->like->dtype, rows, columns));
    m->tensor = *made;
    m->data = first_of(made);
    m->rows = (int)rows;
    m->columns = (int)columns;
    m->tensor = corner(m, rows, columns);
    return CR_OK;
}

cr_status make_integers(call *c, int **integers, cr_tensor *vector, int64_t count)
{
    cr_tensor *made;
    TRY(make(c, &made, CR_I32, count, 1));
    *integers = first_of(made);
    if (!vector) return CR_OK;
    *vector = *made;
    vector->ndim = 1;
    vector->sizes[0] = count;
    vector->strides[0] = 1;
    return CR_OK;
}

cr_tensor corner(const matrix *m, int64_t rows, int64_t columns)
{
    cr_tensor view = m->tensor;
    view.sizes[0] = rows;
    view.sizes[1] = columns;
    view.strides[0] = 1;
    view.strides[1] = m->rows;
    return view;
}

cr_tensor flipped(const matrix *m)
{
    cr_tensor view = m->tensor;
    view.sizes[0] = m->columns;
    view.sizes[1] = m->rows;
    view.strides[0] = m->rows;
    view.strides[1] = 1;
    return view;
}

cr_tensor column(const matrix *m, int64_t j)
{
    cr_tensor view = m->tensor;
    view.ndim = 1;
    view.sizes[0] = m->rows;
    view.strides[0] = 1;
    view.start += j * m->rows;
    return view;
}

/* Where the first element stands, of `count` ones, that is nan or infinite; else count.
 */
static int64_t first_odd(int dtype, const void *elements, int64_t first, int64_t count)
{
    if (dtype == CR_F32) {
        const float *x = elements;
        while (first < count && __builtin_isfinite(x[first])) first++;
    } else {
        const double *x = elements;
        while (first < count && __builtin_isfinite(x[first])) first++;
    }
    return first < count ? first : count;
}

static cr_status is_finite(call *c, const char *name, const cr_tensor *input,
                           const matrix *m, part part)
{
    int64_t rows = input->sizes[0], columns = input->ndim == 2 ? input->sizes[1] : 1;
    for (int64_t j = 0; j < columns; j++) {
        int64_t end = part == UPPER ? j + 1 : rows;
        const char *elements =
            (const char *)m->data + j * m->rows * (int64_t)cr_dtype_size(c->like->dtype);
        int64_t i = first_odd(c->like->dtype, elements, part == LOWER ? j : 0, end);
        REQUIRE(i == end, CR_BAD_ARGUMENT,
                "%s: %s[%lld][%lld] is nan or infinite, expected finite numbers", c->op,
                name, (long long)i + 1, (long long)j + 1);
    }
    return CR_OK;
}

static cr_status load_part(call *c, matrix *m, const char *name, const cr_tensor *input,
                           int rows, part part)
{
    TRY(make_matrix(c, m, rows, input->ndim == 2 ? input->sizes[1] : 1));
    cr_tensor place = corner(m, input->sizes[0], m->columns);
    TRY(cr_copy(&place, input));
    return is_finite(c, name, input, m, part);
}

cr_status load(call *c, matrix *m, const char *name, const cr_tensor *input, part part)
{
    return load_part(c, m, name, input, (int)input->sizes[0], part);
}

cr_status load_taller(call *c, matrix *m, const char *name, const cr_tensor *input,
                      int rows)
{
    return load_part(c, m, name, input, rows, WHOLE);
}

cr_status make_room(call *c, scratch *s)
{
    if (!s->memory) {
        s->memory = &s->asked;
        s->size = -1;
        return CR_OK;
    }
    float single;
    memcpy(&single, &s->asked, sizeof single);
    double asked = c->like->dtype == CR_F32 ? single : s->asked;
    asked += asked * 0x1p-22 + 1; /* in f32 it may have been rounded down */
    REQUIRE(asked >= 1 && asked < INT_MAX, CR_BAD_SHAPE, "%s: %s is too large for LAPACK",
            c->op, describe(c->like));
    cr_tensor *made;
    TRY(make(c, &made, c->like->dtype, (int64_t)asked, 1));
    s->memory = first_of(made);
    s->size = (int)asked;
    return CR_OK;
}

void give(call *c, cr_tensor *output, const cr_tensor *result)
{
    assert(c->result_count < MOST_RESULTS);
    c->results[c->result_count].output = output;
    c->results[c->result_count++].source = *result;
}
