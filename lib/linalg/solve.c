/* solve.c - systems of linear equations, least squares and inverses. */
#include "call.h"
#include "cresset/linalg.h"

static cr_status gesv(call *c, cr_tensor *x, cr_tensor *lu, const cr_tensor *b,
                      const cr_tensor *a)
{
    TRY(is_square(c, "A", a));
    TRY(is_right_side(c, "B", b, a));
    TRY(is_output(c, x));
    TRY(is_output(c, lu));
    matrix A, B;
    int *pivots, info;
    TRY(load(c, &A, "A", a, WHOLE));
    TRY(load(c, &B, "B", b, WHOLE));
    TRY(make_integers(c, &pivots, NULL, A.rows));
    c->lapack->gesv(&A.rows, &B.columns, A.data, &A.rows, pivots, B.data, &B.rows, &info);
    REQUIRE(info == 0, CR_BAD_ARGUMENT, "gesv: pivot %d is zero, A is singular", info);
    give(c, x, &B.tensor);
    give(c, lu, &A.tensor);
    return CR_OK;
}

cr_status cr_gesv(cr_tensor *x, cr_tensor *lu, const cr_tensor *b, const cr_tensor *a)
{
    call c;
    cr_status status = begin(&c, "gesv", "A", a);
    return finish(&c, status ? status : gesv(&c, x, lu, b, a));
}

static cr_status trtrs(call *c, cr_tensor *x, cr_tensor *copy, const cr_tensor *b,
                       const cr_tensor *a, int lower, int transposed, int unit)
{
    TRY(is_square(c, "A", a));
    TRY(is_right_side(c, "B", b, a));
    TRY(is_output(c, x));
    TRY(is_output(c, copy));
    matrix A, B;
    int info;
    TRY(load(c, &A, "A", a, lower ? LOWER : UPPER));
    TRY(load(c, &B, "B", b, WHOLE));
    c->lapack->trtrs(lower ? "L" : "U", transposed ? "T" : "N", unit ? "U" : "N", &A.rows,
                     &B.columns, A.data, &A.rows, B.data, &B.rows, &info, 1, 1, 1);
    REQUIRE(info == 0, CR_BAD_ARGUMENT, "trtrs: A[%d][%d] is zero, A is singular", info,
            info);
    give(c, x, &B.tensor);
    give(c, copy, &A.tensor);
    return CR_OK;
}

cr_status cr_trtrs(cr_tensor *x, cr_tensor *copy, const cr_tensor *b, const cr_tensor *a,
                   int lower, int transposed, int unit)
{
    call c;
    cr_status status = begin(&c, "trtrs", "A", a);
    return finish(&c,
                  status ? status : trtrs(&c, x, copy, b, a, lower, transposed, unit));
}

static cr_status gels(call *c, cr_tensor *x, cr_tensor *qr, const cr_tensor *b,
                      const cr_tensor *a)
{
    TRY(is_matrix(c, "A", a));
    TRY(is_right_side(c, "B", b, a));
    TRY(is_output(c, x));
    TRY(is_output(c, qr));
    matrix A, B;
    scratch s = {.size = 0};
    int info;
    TRY(load(c, &A, "A", a, WHOLE));
    TRY(load_taller(c, &B, "B", b, A.rows > A.columns ? A.rows : A.columns));
    for (int pass = 0; pass < 2; pass++) {
        TRY(make_room(c, &s));
        c->lapack->gels("N", &A.rows, &A.columns, &B.columns, A.data, &A.rows, B.data,
                        &B.rows, s.memory, &s.size, &info, 1);
    }
    REQUIRE(info == 0, CR_BAD_ARGUMENT,
            "gels: diagonal element %d of the triangular factor is zero, A has not full "
            "rank",
            info);
    cr_tensor solution = corner(&B, A.columns, B.columns);
    give(c, x, &solution);
    give(c, qr, &A.tensor);
    return CR_OK;
}

cr_status cr_gels(cr_tensor *x, cr_tensor *qr, const cr_tensor *b, const cr_tensor *a)
{
    call c;
    cr_status status = begin(&c, "gels", "A", a);
    return finish(&c, status ? status : gels(&c, x, qr, b, a));
}

static cr_status inverse(call *c, cr_tensor *output, const cr_tensor *a)
{
    TRY(is_square(c, "A", a));
    TRY(is_output(c, output));
    matrix A;
    scratch s = {.size = 0};
    int *pivots, info;
    TRY(load(c, &A, "A", a, WHOLE));
    TRY(make_integers(c, &pivots, NULL, A.rows));
    c->lapack->getrf(&A.rows, &A.columns, A.data, &A.rows, pivots, &info);
    REQUIRE(info == 0, CR_BAD_ARGUMENT, "inverse: pivot %d is zero, A is singular", info);
    for (int pass = 0; pass < 2; pass++) {
        TRY(make_room(c, &s));
        c->lapack->getri(&A.rows, A.data, &A.rows, pivots, s.memory, &s.size, &info);
    }
    give(c, output, &A.tensor);
    return CR_OK;
}

cr_status cr_inverse(cr_tensor *output, const cr_tensor *a)
{
    call c;
    cr_status status = begin(&c, "inverse", "A", a);
    return finish(&c, status ? status : inverse(&c, output, a));
}
