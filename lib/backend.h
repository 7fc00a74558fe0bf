/* backend.h - what a device provides: memory and kernels, behind one struct.
 * The CPU fills it once per instruction level, CUDA once. Arguments arrive checked. */
#pragma once
#include "cresset.h"
#include "fail.h"
#include "ops.h"
#include "window.h"
#include "norm.h"
#include "ordering.h"

struct boxes;
struct lookups;

/* softmax_kernel, ...: the type of each kernel. */
#define KERNEL(name, arguments) typedef cr_status name##_kernel arguments;
#include "ops/kernels.def"
#undef KERNEL

typedef struct backend {
    const char *device; /* "cpu" */
    const char *level;  /* "v3"; NULL if the device has one level */
    void *(*allocate)(size_t bytes);
    void (*release)(void *memory, size_t bytes);
#define KERNEL(name, arguments) name##_kernel *name;
#include "ops/kernels.def"
#undef KERNEL
} backend;

/* The only function a backend library exports. NULL if the machine has no such device. */
typedef const backend *cr_backend_open_function(void);

/* A place where tensors live; the CPU's backend changes with its level. */
typedef struct device {
    const backend *backend;
} device;

device *current_device(void);
const backend *backend_of(const cr_tensor *tensor);

/* Run a kernel where its output lives. */
#define RUN(kernel, output, ...)                                                         \
    do {                                                                                 \
        const backend *b_ = backend_of(output);                                          \
        REQUIRE(b_->kernel, CR_BAD_DEVICE, #kernel ": no kernel for %s yet",             \
                b_->device);                                                             \
        return b_->kernel(output, __VA_ARGS__);                                          \
    } while (0)
