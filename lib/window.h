/* window.h - private: the windows that convolutions and pooling slide over images. */
#pragma once
#include <stdbool.h>
#include <stdint.h>

/* Each pair is vertical, horizontal. */
typedef struct window {
    int64_t kernel[2], stride[2], pad[2], dilation[2];
    int64_t groups;     /* of convolutions: channels in groups of their own */
    bool exact;         /* of convolutions: only by sums of products, not by tiles */
    bool count_padding; /* of averages: padding counts as elements */
} window;
