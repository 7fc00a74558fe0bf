/* eigen.c - eigenvalues, singular values and their vectors. */
#include "call.h"
#include "cresset/linalg.h"

/* Divide and conquer needs memory for n^2 elements, counted in 32 bits. */
enum { MOST_ROWS = 16384 };

static cr_status is_small(call *c, const cr_tensor *a)
{
    REQUIRE(a->sizes[0] <= MOST_ROWS || a->sizes[1] <= MOST_ROWS, CR_BAD_SHAPE,
            "%s: A is %s, expected at most %d rows or columns", c->op, describe(a),
            MOST_ROWS);
    return CR_OK;
}

static cr_status symeig(call *c, cr_tensor *values, cr_tensor *v, const cr_tensor *a,
                        int want, int lower)
{
    TRY(is_square(c, "A", a));
    TRY(is_small(c, a));
    TRY(is_output(c, values));
    TRY(is_output(c, v));
    matrix A, w;
    scratch s = {.size = 0};
    int whole_size = -1, asked, *whole = &asked, info;
    TRY(load(c, &A, "A", a, lower ? LOWER : UPPER));
    TRY(make_matrix(c, &w, A.rows, 1));
    for (int pass = 0; pass < 2; pass++) {
        TRY(make_room(c, &s));
        if (pass) {
            whole_size = asked;
            TRY(make_integers(c, &whole, NULL, whole_size));
        }
        c->lapack->syevd(want ? "V" : "N", lower ? "L" : "U", &A.rows, A.data, &A.rows,
                         w.data, s.memory, &s.size, whole, &whole_size, &info, 1, 1);
    }
    REQUIRE(info == 0, CR_BAD_ARGUMENT, "symeig: A did not converge (%d of %d values)",
            info, A.rows);
    cr_tensor vector = column(&w, 0);
    give(c, values, &vector);
    give(c, v, &A.tensor);
    return CR_OK;
}

cr_status cr_symeig(cr_tensor *values, cr_tensor *v, const cr_tensor *a, int want,
                    int lower)
{
    call c;
    cr_status status = begin(&c, "symeig", "A", a);
    return finish(&c, status ? status : symeig(&c, values, v, a, want, lower));
}

static cr_status eig(call *c, cr_tensor *values, cr_tensor *v, const cr_tensor *a,
                     int want)
{
    TRY(is_square(c, "A", a));
    TRY(is_output(c, values));
    TRY(is_output(c, v));
    matrix A, parts, V = {.data = NULL, .rows = 1};
    scratch s = {.size = 0};
    int one = 1, info;
    TRY(load(c, &A, "A", a, WHOLE));
    TRY(make_matrix(c, &parts, A.rows, 2)); /* a column of real, one of imaginary parts */
    if (want) TRY(make_matrix(c, &V, A.rows, A.rows));
    char *imaginary = (char *)parts.data + A.rows * cr_dtype_size(a->dtype);
    for (int pass = 0; pass < 2; pass++) {
        TRY(make_room(c, &s));
        c->lapack->geev("N", want ? "V" : "N", &A.rows, A.data, &A.rows, parts.data,
                        imaginary, NULL, &one, V.data, &V.rows, s.memory, &s.size, &info,
                        1, 1);
    }
    REQUIRE(info == 0, CR_BAD_ARGUMENT, "eig: A did not converge (%d of %d values)", info,
            A.rows);
    matrix memory; /* each pair of parts together */
    TRY(make_matrix(c, &memory, 2, A.rows));
    cr_tensor pairs = flipped(&memory);
    TRY(cr_copy(&pairs, &parts.tensor));
    give(c, values, &pairs);
    if (want) give(c, v, &V.tensor);
    return CR_OK;
}

cr_status cr_eig(cr_tensor *values, cr_tensor *v, const cr_tensor *a, int want)
{
    call c;
    cr_status status = begin(&c, "eig", "A", a);
    return finish(&c, status ? status : eig(&c, values, v, a, want));
}

static cr_status svd(call *c, cr_tensor *u, cr_tensor *s, cr_tensor *v,
                     const cr_tensor *a, int all)
{
    TRY(is_matrix(c, "A", a));
    TRY(is_small(c, a));
    TRY(is_output(c, u));
    TRY(is_output(c, s));
    TRY(is_output(c, v));
    matrix A, U, S, V;
    scratch room = {.size = 0};
    int *whole, info;
    TRY(load(c, &A, "A", a, WHOLE));
    int count = A.rows < A.columns ? A.rows : A.columns;
    TRY(make_matrix(c, &U, A.rows, all ? A.rows : count));
    TRY(make_matrix(c, &S, count, 1));
    TRY(make_matrix(c, &V, all ? A.columns : count, A.columns));
    TRY(make_integers(c, &whole, NULL, 8 * (int64_t)count));
    for (int pass = 0; pass < 2; pass++) {
        TRY(make_room(c, &room));
        c->lapack->gesdd(all ? "A" : "S", &A.rows, &A.columns, A.data, &A.rows, S.data,
                         U.data, &U.rows, V.data, &V.rows, room.memory, &room.size, whole,
                         &info, 1);
    }
    REQUIRE(info == 0, CR_BAD_ARGUMENT, "svd: A did not converge (%d of %d values)", info,
            count);
    cr_tensor values = column(&S, 0), rows = flipped(&V); /* LAPACK gives v' */
    give(c, u, &U.tensor);
    give(c, s, &values);
    give(c, v, &rows);
    return CR_OK;
}

cr_status cr_svd(cr_tensor *u, cr_tensor *s, cr_tensor *v, const cr_tensor *a, int all)
{
    call c;
    cr_status status = begin(&c, "svd", "A", a);
    return finish(&c, status ? status : svd(&c, u, s, v, a, all));
}
