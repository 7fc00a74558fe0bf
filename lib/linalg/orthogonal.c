/* orthogonal.c - the factors Q and R of matrices, whole and as reflectors. */
#include "call.h"
#include "cresset/diagonal.h"
#include "cresset/linalg.h"

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

/* A becomes R and reflectors, whose factors are put into `tau`. */
static cr_status factorise(call *c, matrix *A, matrix *tau)
{
    scratch s = {.size = 0};
    int info;
    TRY(make_matrix(c, tau, smaller(A->rows, A->columns), 1));
    for (int pass = 0; pass < 2; pass++) {
        TRY(make_room(c, &s));
        c->lapack->geqrf(&A->rows, &A->columns, A->data, &A->rows, tau->data, s.memory,
                         &s.size, &info);
    }
    return CR_OK;
}

/* The first columns of A become those of Q. */
static cr_status build(call *c, matrix *A, const matrix *tau)
{
    scratch s = {.size = 0};
    int columns = smaller(A->rows, A->columns), info;
    for (int pass = 0; pass < 2; pass++) {
        TRY(make_room(c, &s));
        c->lapack->orgqr(&A->rows, &columns, &tau->rows, A->data, &A->rows, tau->data,
                         s.memory, &s.size, &info);
    }
    return CR_OK;
}

static cr_status geqrf(call *c, cr_tensor *output, cr_tensor *tau, const cr_tensor *a)
{
    TRY(is_matrix(c, "A", a));
    TRY(is_output(c, output));
    TRY(is_output(c, tau));
    matrix A, factors;
    TRY(load(c, &A, "A", a, WHOLE));
    TRY(factorise(c, &A, &factors));
    cr_tensor vector = column(&factors, 0);
    give(c, output, &A.tensor);
    give(c, tau, &vector);
    return CR_OK;
}

cr_status cr_geqrf(cr_tensor *output, cr_tensor *tau, const cr_tensor *a)
{
    call c;
    cr_status status = begin(&c, "geqrf", "A", a);
    return finish(&c, status ? status : geqrf(&c, output, tau, a));
}

/* R, row after row in memory. */
static cr_status take_triangle(call *c, cr_tensor *view, const matrix *A)
{
    matrix memory;
    int rows = smaller(A->rows, A->columns);
    TRY(make_matrix(c, &memory, A->columns, rows));
    *view = flipped(&memory);
    cr_tensor top = corner(A, rows, A->columns);
    TRY(cr_copy(view, &top));
    return cr_triu(view, view, 0);
}

static cr_status qr(call *c, cr_tensor *q, cr_tensor *r, const cr_tensor *a)
{
    TRY(is_matrix(c, "A", a));
    TRY(is_output(c, q));
    TRY(is_output(c, r));
    matrix A, tau;
    cr_tensor triangle;
    TRY(load(c, &A, "A", a, WHOLE));
    TRY(factorise(c, &A, &tau));
    TRY(take_triangle(c, &triangle, &A));
    TRY(build(c, &A, &tau));
    cr_tensor columns = corner(&A, A.rows, smaller(A.rows, A.columns));
    give(c, q, &columns);
    give(c, r, &triangle);
    return CR_OK;
}

cr_status cr_qr(cr_tensor *q, cr_tensor *r, const cr_tensor *a)
{
    call c;
    cr_status status = begin(&c, "qr", "A", a);
    return finish(&c, status ? status : qr(&c, q, r, a));
}

/* Reflectors as geqrf gives them: no more factors than columns. */
static cr_status are_reflectors(call *c, const cr_tensor *reflectors,
                                const cr_tensor *tau)
{
    TRY(is_matrix(c, "m", reflectors));
    TRY(is_vector(c, "tau", tau));
    int64_t rows = reflectors->sizes[0], columns = reflectors->sizes[1];
    int64_t most = rows < columns ? rows : columns;
    REQUIRE(tau->sizes[0] <= most, CR_BAD_SHAPE,
            "%s: tau is %s, expected at most %lld elements for %s", c->op, describe(tau),
            (long long)most, describe(reflectors));
    return CR_OK;
}

static cr_status orgqr(call *c, cr_tensor *output, const cr_tensor *reflectors,
                       const cr_tensor *tau)
{
    TRY(are_reflectors(c, reflectors, tau));
    TRY(is_output(c, output));
    matrix A, factors;
    TRY(load(c, &A, "m", reflectors, WHOLE));
    TRY(load(c, &factors, "tau", tau, WHOLE));
    TRY(build(c, &A, &factors));
    cr_tensor columns = corner(&A, A.rows, smaller(A.rows, A.columns));
    give(c, output, &columns);
    return CR_OK;
}

cr_status cr_orgqr(cr_tensor *output, const cr_tensor *reflectors, const cr_tensor *tau)
{
    call c;
    cr_status status = begin(&c, "orgqr", "m", reflectors);
    return finish(&c, status ? status : orgqr(&c, output, reflectors, tau));
}

static cr_status ormqr(call *c, cr_tensor *output, const cr_tensor *reflectors,
                       const cr_tensor *tau, const cr_tensor *factor, int right,
                       int transposed)
{
    TRY(are_reflectors(c, reflectors, tau));
    TRY(is_matrix(c, "mat", factor));
    TRY(is_output(c, output));
    REQUIRE(factor->sizes[right ? 1 : 0] == reflectors->sizes[0], CR_BAD_SHAPE,
            "ormqr: mat is %s, expected %lld %s for m %s", describe(factor),
            (long long)reflectors->sizes[0], right ? "columns" : "rows",
            describe(reflectors));
    matrix A, factors, M;
    scratch s = {.size = 0};
    int info;
    TRY(load(c, &A, "m", reflectors, WHOLE));
    TRY(load(c, &factors, "tau", tau, WHOLE));
    TRY(load(c, &M, "mat", factor, WHOLE));
    for (int pass = 0; pass < 2; pass++) {
        TRY(make_room(c, &s));
        c->lapack->ormqr(right ? "R" : "L", transposed ? "T" : "N", &M.rows, &M.columns,
                         &factors.rows, A.data, &A.rows, factors.data, M.data, &M.rows,
                         s.memory, &s.size, &info, 1, 1);
    }
    give(c, output, &M.tensor);
    return CR_OK;
}

cr_status cr_ormqr(cr_tensor *output, const cr_tensor *reflectors, const cr_tensor *tau,
                   const cr_tensor *factor, int right, int transposed)
{
    call c;
    cr_status status = begin(&c, "ormqr", "m", reflectors);
    return finish(&c,
                  status ? status
                         : ormqr(&c, output, reflectors, tau, factor, right, transposed));
}
