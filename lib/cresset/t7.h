/* t7.h - the pieces of Torch7's object files; who reads builds the objects.
 * An object is its kind, then for what may be shared an index, then its content.
 * Errors: as file.h; CR_BAD_FILE for what no writer produces. */
#pragma once
#include "file.h"
#include "tensor.h"

typedef enum cr_t7_kind {
    CR_T7_NIL,
    CR_T7_NUMBER,
    CR_T7_STRING,
    CR_T7_TABLE,
    CR_T7_TORCH,
    CR_T7_BOOLEAN,
    CR_T7_OLD_FUNCTION,   /* without an index */
    CR_T7_PLAIN_FUNCTION, /* captured values without names */
    CR_T7_FUNCTION,
} cr_t7_kind;

typedef struct cr_t7_token {
    int32_t kind;
    int32_t version;  /* of a class; 0 before there were versions */
    int64_t index;    /* of a table, torch object or function */
    double number;    /* a number, or 1 for true */
    const char *text; /* a string, class name or code; valid until the next call */
    int64_t length;
} cr_t7_token;

/* The kind and index of the next object; numbers, booleans and strings entirely. */
cr_status cr_t7_read(cr_file *file, cr_t7_token *token);

/* What follows an index that is new: the pairs of a table, the class and its version, the
 * code of a function. */
cr_status cr_t7_read_count(cr_file *file, int64_t *count);
cr_status cr_t7_read_class(cr_file *file, cr_t7_token *token);
cr_status cr_t7_read_string(cr_file *file, cr_t7_token *token);

/* The shape of a tensor; its storage is the object that follows. Only `start`, `ndim`,
 * `sizes` and `strides` of `shape` are set. */
cr_status cr_t7_read_shape(cr_file *file, cr_tensor *shape);

/* Let `tensor` view `storage`, which may be NULL, with that shape.
 * Errors: CR_BAD_FILE if an element would lie outside. */
cr_status cr_t7_place(cr_file *file, cr_tensor *tensor, const cr_tensor *shape,
                      cr_storage *storage);

/* The elements of a storage of this type. */
cr_status cr_t7_read_storage(cr_file *file, cr_storage_handle *storage, int dtype);

cr_status cr_t7_write_string(cr_file *file, const char *text, int64_t length);
cr_status cr_t7_write_shape(cr_file *file, const cr_tensor *tensor);
cr_status cr_t7_write_storage(cr_file *file, const cr_storage_handle *storage);
