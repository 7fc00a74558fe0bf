/* device.c - a CPU without kernels whose memory is malloc's: the address sanitizer sees
 * the end of every storage, and what is fuzzed needs only lib/. */
#include <stdlib.h>
#include "backend.h"

static void *allocate(size_t bytes)
{
    return malloc(bytes);
}

static void give_back(void *memory, size_t bytes)
{
    (void)bytes;
    free(memory);
}

device *current_device(void)
{
    static const backend plain = {
        .device = "cpu", .level = "plain", .allocate = allocate, .release = give_back};
    static device here = {&plain};
    return &here;
}
