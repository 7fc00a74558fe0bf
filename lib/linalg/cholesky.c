/* cholesky.c - factors of positive definite matrices, and what they solve. */
#include <math.h>
#include "call.h"
#include "cresset/diagonal.h"
#include "cresset/linalg.h"

/* Zeros where the factor has none of its own. */
static cr_status clear(matrix *m, int lower)
{
    return lower ? cr_tril(&m->tensor, &m->tensor, 0)
                 : cr_triu(&m->tensor, &m->tensor, 0);
}

static cr_status potrf(call *c, cr_tensor *output, const cr_tensor *a, int lower)
{
    TRY(is_square(c, "A", a));
    TRY(is_output(c, output));
    matrix A;
    int info;
    TRY(load(c, &A, "A", a, lower ? LOWER : UPPER));
    c->lapack->potrf(lower ? "L" : "U", &A.rows, A.data, &A.rows, &info, 1);
    REQUIRE(info == 0, CR_BAD_ARGUMENT,
            "potrf: the leading minor of order %d of A is not positive definite", info);
    TRY(clear(&A, lower));
    give(c, output, &A.tensor);
    return CR_OK;
}

cr_status cr_potrf(cr_tensor *output, const cr_tensor *a, int lower)
{
    call c;
    cr_status status = begin(&c, "potrf", "A", a);
    return finish(&c, status ? status : potrf(&c, output, a, lower));
}

/* A zero on the diagonal of a factor: LAPACK would divide by it. */
static cr_status is_regular(call *c, const matrix *factor)
{
    for (int64_t i = 0, at = 0; i < factor->rows; i++, at += factor->rows + 1) {
        bool zero = c->like->dtype == CR_F32 ? ((float *)factor->data)[at] == 0
                                             : ((double *)factor->data)[at] == 0;
        REQUIRE(!zero, CR_BAD_ARGUMENT, "%s: chol[%lld][%lld] is zero, it is singular",
                c->op, (long long)i + 1, (long long)i + 1);
    }
    return CR_OK;
}

static cr_status potrs(call *c, cr_tensor *output, const cr_tensor *b,
                       const cr_tensor *factor, int lower)
{
    TRY(is_square(c, "chol", factor));
    TRY(is_right_side(c, "B", b, factor));
    TRY(is_output(c, output));
    matrix F, B;
    int info;
    TRY(load(c, &F, "chol", factor, lower ? LOWER : UPPER));
    TRY(load(c, &B, "B", b, WHOLE));
    TRY(is_regular(c, &F));
    c->lapack->potrs(lower ? "L" : "U", &F.rows, &B.columns, F.data, &F.rows, B.data,
                     &B.rows, &info, 1);
    give(c, output, &B.tensor);
    return CR_OK;
}

cr_status cr_potrs(cr_tensor *output, const cr_tensor *b, const cr_tensor *factor,
                   int lower)
{
    call c;
    cr_status status = begin(&c, "potrs", "chol", factor);
    return finish(&c, status ? status : potrs(&c, output, b, factor, lower));
}

/* Let one triangle be the mirror image of the other, which LAPACK has filled. */
static cr_status mirror(matrix *m, int lower)
{
    for (int64_t j = 0; j + 1 < m->rows; j++) {
        cr_tensor below = column(m, j), right = below;
        below.sizes[0] = right.sizes[0] = m->rows - j - 1;
        below.start += j + 1;
        right.start += j + m->rows;
        right.strides[0] = m->rows;
        TRY(lower ? cr_copy(&right, &below) : cr_copy(&below, &right));
    }
    return CR_OK;
}

static cr_status potri(call *c, cr_tensor *output, const cr_tensor *factor, int lower)
{
    TRY(is_square(c, "chol", factor));
    TRY(is_output(c, output));
    matrix F;
    int info;
    TRY(load(c, &F, "chol", factor, lower ? LOWER : UPPER));
    TRY(is_regular(c, &F));
    c->lapack->potri(lower ? "L" : "U", &F.rows, F.data, &F.rows, &info, 1);
    TRY(mirror(&F, lower));
    give(c, output, &F.tensor);
    return CR_OK;
}

cr_status cr_potri(cr_tensor *output, const cr_tensor *factor, int lower)
{
    call c;
    cr_status status = begin(&c, "potri", "chol", factor);
    return finish(&c, status ? status : potri(&c, output, factor, lower));
}

static cr_status pstrf(call *c, cr_tensor *output, cr_tensor *pivots, const cr_tensor *a,
                       int lower, double tolerance)
{
    TRY(is_square(c, "A", a));
    TRY(is_output(c, output));
    TRY(valid("pstrf", "pivots", pivots));
    REQUIRE(pivots->dtype == CR_I32, CR_BAD_DTYPE,
            "pstrf: pivots is %s, expected a torch.IntTensor", describe(pivots));
    REQUIRE(!isnan(tolerance), CR_BAD_ARGUMENT,
            "pstrf: tolerance is nan, expected a number");
    matrix A, work;
    cr_tensor order;
    int *list, rank, info;
    float single = (float)tolerance;
    TRY(load(c, &A, "A", a, lower ? LOWER : UPPER));
    TRY(make_matrix(c, &work, 2 * (int64_t)A.rows, 1));
    TRY(make_integers(c, &list, &order, A.rows));
    c->lapack->pstrf(lower ? "L" : "U", &A.rows, A.data, &A.rows, list, &rank,
                     a->dtype == CR_F32 ? (void *)&single : (void *)&tolerance, work.data,
                     &info, 1);
    REQUIRE(
        info == 0, CR_BAD_ARGUMENT,
        "pstrf: pivot %d of %d is not above the tolerance, A is not positive definite",
        rank + 1, A.rows);
    TRY(clear(&A, lower));
    give(c, output, &A.tensor);
    give(c, pivots, &order);
    return CR_OK;
}

cr_status cr_pstrf(cr_tensor *output, cr_tensor *pivots, const cr_tensor *a, int lower,
                   double tolerance)
{
    call c;
    cr_status status = begin(&c, "pstrf", "A", a);
    return finish(&c, status ? status : pstrf(&c, output, pivots, a, lower, tolerance));
}
