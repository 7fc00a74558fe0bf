/* ops.h - private: numbers of the ops listed in lib/ops: UNARY_exp, BINARY_mul, ... */
#pragma once

enum {
#define UNARY(name, ...) UNARY_##name,
#include "ops/unary.def"
#undef UNARY
    UNARY_COUNT
};
enum {
#define BINARY(name, ...) BINARY_##name,
#include "ops/binary.def"
#undef BINARY
    BINARY_COUNT
};
enum {
#define COMPARE(name, ...) COMPARE_##name,
#include "ops/compare.def"
#undef COMPARE
    COMPARE_COUNT
};
enum {
#define REDUCE(name, ...) REDUCE_##name,
#include "ops/reduce.def"
#undef REDUCE
    REDUCE_COUNT
};
enum {
#define ACTIVATION(name, ...) ACTIVATION_##name,
#include "ops/activation.def"
#undef ACTIVATION
    ACTIVATION_COUNT
};
enum {
#define LOSS(name, ...) LOSS_##name,
#include "ops/loss.def"
#undef LOSS
    LOSS_COUNT
};
