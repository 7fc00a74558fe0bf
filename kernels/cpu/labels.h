/* labels.h - class labels, counted from 1, in a contiguous target of any dtype. */
#pragma once
#include <inttypes.h>
#include "kernel.h"

/* The label of a sample, or INT64_MIN if it is no whole number. */
static inline int64_t label_at(const cr_tensor *target, int64_t i)
{
    const void *first = first_of(target);
    double value = 0;
    switch (target->dtype) {
    case CR_U8: return ((const uint8_t *)first)[i];
    case CR_I8: return ((const int8_t *)first)[i];
    case CR_I16: return ((const int16_t *)first)[i];
    case CR_I32: return ((const int32_t *)first)[i];
    case CR_I64: return ((const int64_t *)first)[i];
    case CR_F16: value = load_f16(((const uint16_t *)first)[i]); break;
    case CR_BF16: value = load_bf16(((const uint16_t *)first)[i]); break;
    case CR_F32: value = ((const float *)first)[i]; break;
    default: value = ((const double *)first)[i];
    }
    return value == floor(value) ? whole_part(value) : INT64_MIN;
}

/* Every label is from 1 to `classes`, or `ignored`. */
static inline cr_status labels_fit(const char *op, const cr_tensor *target,
                                   int64_t classes, int64_t ignored)
{
    int64_t count = cr_tensor_count(target);
    for (int64_t i = 0; i < count; i++) {
        int64_t label = label_at(target, i);
        if ((label >= 1 && label <= classes) || label == ignored) continue;
        REQUIRE(label != INT64_MIN, CR_BAD_ARGUMENT,
                "%s: label of sample %" PRId64 " is no whole number, expected 1 to "
                "%" PRId64,
                op, i + 1, classes);
        return cr_fail(CR_BAD_ARGUMENT,
                       "%s: label of sample %" PRId64 " is %" PRId64
                       ", expected 1 to %" PRId64,
                       op, i + 1, label, classes);
    }
    return CR_OK;
}
