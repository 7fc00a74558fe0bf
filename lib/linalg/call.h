/* call.h - private: a call of LAPACK. Inputs are copied as LAPACK takes them, results go
 * to their outputs when all has gone well: a failing call changes nothing. */
#pragma once
#include "cresset/copy.h"
#include "lapack.h"

enum { MOST_MADE = 10, MOST_RESULTS = 3 };

/* Working memory, column after column without gaps. */
typedef struct matrix {
    cr_tensor tensor; /* borrows the reference of the call */
    void *data;
    int rows, columns;
} matrix;

typedef struct call {
    const char *op;
    const lapack *lapack;
    const cr_tensor *like; /* the input that sets the type */
    const char *like_name;
    cr_tensor made[MOST_MADE];
    int made_count;
    struct {
        cr_tensor *output, source;
    } results[MOST_RESULTS];
    int result_count;
} call;

/* Begin: `like` is an input, named for messages, of a type that LAPACK has. */
cr_status begin(call *c, const char *op, const char *name, const cr_tensor *like);

/* Bring the results to their outputs if status is CR_OK, and end: gives the status. */
cr_status finish(call *c, cr_status status);

/* Inputs: a matrix; a square one; the right side of `rows` equations, N x K or N; a
 * vector. Each of the type of the call and not too large for it. */
cr_status is_matrix(call *c, const char *name, const cr_tensor *input);
cr_status is_square(call *c, const char *name, const cr_tensor *input);
cr_status is_right_side(call *c, const char *name, const cr_tensor *input,
                        const cr_tensor *a);
cr_status is_vector(call *c, const char *name, const cr_tensor *input);

/* What of a matrix is read, and so must be finite. */
typedef enum part { WHOLE, UPPER, LOWER } part;

/* A copy of an input, of `rows` rows or more, as is_... took it. */
cr_status load(call *c, matrix *m, const char *name, const cr_tensor *input, part part);
cr_status load_taller(call *c, matrix *m, const char *name, const cr_tensor *input,
                      int rows);

/* New memory: a matrix, whole numbers. */
cr_status make_matrix(call *c, matrix *m, int64_t rows, int64_t columns);
cr_status make_integers(call *c, int **integers, cr_tensor *vector, int64_t count);

/* A routine's working memory. The routine is called twice: first, with size -1, it tells
 * how much it needs. */
typedef struct scratch {
    double asked;
    void *memory;
    int size;
} scratch;
cr_status make_room(call *c, scratch *s);

/* An output, of the type of the call; its result, a view of memory of the call, with the
 * strides that the output is to have. */
cr_status is_output(call *c, const cr_tensor *output);
void give(call *c, cr_tensor *output, const cr_tensor *result);

/* Views: the first rows and columns of a matrix; its transpose, row after row in memory;
 * a column, from 0, as a vector. */
cr_tensor corner(const matrix *m, int64_t rows, int64_t columns);
cr_tensor flipped(const matrix *m);
cr_tensor column(const matrix *m, int64_t j);
