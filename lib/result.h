/* result.h - private: operands for kernels that take contiguous tensors only. */
#pragma once
#include "prepare.h"

/* An output as its kernel sees it: itself, or a contiguous stand-in. */
typedef struct result {
    cr_tensor *output, *target, made;
} result;

/* `keep`: the kernel also reads the output. */
cr_status begin_result(result *r, cr_tensor *output, bool keep);

/* Bring the stand-in's elements home, if there is one and all went well. */
cr_status end_result(result *r, cr_status status);

/* Let *input be contiguous and apart from `output`. */
cr_status usable(prepared *p, const cr_tensor *output, const cr_tensor **input);
