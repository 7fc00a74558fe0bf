/* backend.c - the CPU backend at one instruction level. */
#include "backend.h"
#include "cache.h"
#include "kernel.h"

#define KERNEL(name, arguments) name##_kernel CPU(name);
#include "ops/kernels.def"
#undef KERNEL

extern const backend CPU(cpu);
const backend CPU(cpu) = {
    .device = "cpu",
    .level = TEXT(LEVEL),
    .allocate = cache_allocate_storage,
    .release = cache_release,
#define KERNEL(name, arguments) .name = CPU(name),
#include "ops/kernels.def"
#undef KERNEL
};
