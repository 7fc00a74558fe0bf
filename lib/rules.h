/* rules.h - private: numbers of the optimisers' rules, and of what they read. */
#pragma once

enum {
#define RULE(name, ...) RULE_##name,
#include "ops/rules.def"
#undef RULE
    RULE_COUNT
};

/* The numbers that optimisers' rules read, each those it needs. */
enum {
    RATE,
    DECAY,
    KEEP,
    GAIN,
    KEEP2,
    GAIN2,
    EPSILON,
    LOOKAHEAD,
    GROW,
    SHRINK,
    LEAST,
    MOST,
    SHARE,
    RULE_NUMBERS
};
