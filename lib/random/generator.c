/* generator.c - seeds, the thread's own generator, and a generator's state as bytes. */
#include <math.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include "prepare.h"
#include "random/draw.h"
#include "storage.h"

enum { MADE = 0x7457157e };

static void start(cr_generator *generator, int64_t seed)
{
    *generator = (cr_generator){.seed = seed, .left = 1, .made = MADE};
    uint32_t *x = generator->state;
    x[0] = (uint32_t)seed;
    for (uint32_t i = 1; i < TWISTER_SIZE; i++)
        x[i] = 1812433253u * (x[i - 1] ^ x[i - 1] >> 30) + i;
}

/* 32 bits, all that a seed can use: such a number is exact in Lua. */
static int64_t system_seed(void)
{
    uint32_t seed;
    if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) == sizeof seed) return seed;
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (uint32_t)(now.tv_sec * 1000003 ^ now.tv_nsec);
}

cr_generator *cr_generator_own(void)
{
    static _Thread_local cr_generator own;
    if (own.made != MADE) start(&own, system_seed());
    return &own;
}

cr_status ready(const char *op, cr_generator **generator)
{
    if (!*generator) *generator = cr_generator_own();
    const cr_generator *g = *generator;
    bool placed = g->left >= 1 && g->left <= TWISTER_SIZE && g->next >= 0 &&
                  (g->left == 1 || g->left + g->next == TWISTER_SIZE + 1);
    REQUIRE(g->made == MADE && placed, CR_BAD_ARGUMENT,
            "%s: the generator has not been seeded", op);
    return CR_OK;
}

cr_status cr_manual_seed(cr_generator *generator, int64_t seed)
{
    start(generator ? generator : cr_generator_own(), seed);
    return CR_OK;
}

cr_status cr_seed(cr_generator *generator, int64_t *seed)
{
    REQUIRE(seed, CR_BAD_ARGUMENT, "seed: result is nil");
    *seed = system_seed();
    return cr_manual_seed(generator, *seed);
}

cr_status cr_initial_seed(cr_generator *generator, int64_t *seed)
{
    REQUIRE(seed, CR_BAD_ARGUMENT, "initialSeed: result is nil");
    TRY(ready("initialSeed", &generator));
    *seed = generator->seed;
    return CR_OK;
}

/* The bytes of a state: the C structure that Torch7 copied. */
typedef struct image {
    uint64_t seed;
    int32_t left, seeded;
    uint64_t next, state[TWISTER_SIZE];
    double normal_x, normal_y, normal_rho;
    int32_t normal_is_valid, padding;
} image;

cr_status cr_get_state(cr_tensor *state, cr_generator *generator)
{
    TRY(ready("getRNGState", &generator));
    TRY(valid("getRNGState", "result", state));
    REQUIRE(state->dtype == CR_U8, CR_BAD_DTYPE,
            "getRNGState: result is %s, expected torch.ByteTensor", describe(state));
    TRY(output_of("getRNGState", state, 1, (const int64_t[]){sizeof(image)}));
    image bytes = {
        .seed = (uint64_t)generator->seed,
        .left = generator->left,
        .seeded = 1,
        .next = (uint64_t)generator->next,
        .normal_x = generator->normal_x,
        .normal_y = generator->normal_y,
        .normal_rho = generator->normal_rho,
        .normal_is_valid = generator->normal_is_cached,
    };
    for (int i = 0; i < TWISTER_SIZE; i++) bytes.state[i] = generator->state[i];
    const uint8_t *from = (const uint8_t *)&bytes;
    uint8_t *to = first_of(state);
    for (size_t i = 0; i < sizeof bytes; i++) to[i * state->strides[0]] = from[i];
    return CR_OK;
}

/* Whether some sequence of calls leads to such a state: hostile bytes do not. */
static bool is_reachable(const image *bytes)
{
    bool fresh = bytes->left == 1 && (bytes->next == 0 || bytes->next == TWISTER_SIZE);
    bool within = bytes->left > 1 && bytes->left <= TWISTER_SIZE &&
                  bytes->next == (uint64_t)(TWISTER_SIZE + 1 - bytes->left);
    bool normal = bytes->normal_x >= 0 && bytes->normal_x < 1 && bytes->normal_y >= 0 &&
                  bytes->normal_y < 1 && bytes->normal_rho >= 0 && bytes->normal_rho < 7;
    uint64_t high = 0, any = bytes->state[0] >> 31;
    for (int i = 0; i < TWISTER_SIZE; i++) high |= bytes->state[i] >> 32;
    for (int i = 1; i < TWISTER_SIZE; i++) any |= bytes->state[i];
    return (fresh || within) && normal && !high && any && bytes->seeded == 1 &&
           (bytes->normal_is_valid == 0 || bytes->normal_is_valid == 1);
}

cr_status cr_set_state(cr_generator *generator, const cr_tensor *state)
{
    TRY(valid("setRNGState", "state", state));
    REQUIRE(state->dtype == CR_U8 && cr_tensor_count(state) == sizeof(image) &&
                state->ndim == 1,
            CR_BAD_ARGUMENT, "setRNGState: state is %s, expected torch.ByteTensor %d",
            describe(state), (int)sizeof(image));
    image bytes;
    const uint8_t *from = first_of(state);
    uint8_t *to = (uint8_t *)&bytes;
    for (size_t i = 0; i < sizeof bytes; i++) to[i] = from[i * state->strides[0]];
    REQUIRE(is_reachable(&bytes), CR_BAD_ARGUMENT,
            "setRNGState: state is not one that getRNGState gives");
    if (!generator) generator = cr_generator_own();
    *generator = (cr_generator){
        .seed = (int64_t)bytes.seed,
        .left = bytes.left,
        .next = (int32_t)bytes.next,
        .made = MADE,
        .normal_is_cached = bytes.normal_is_valid,
        .normal_x = bytes.normal_x,
        .normal_y = bytes.normal_y,
        .normal_rho = bytes.normal_rho,
    };
    for (int i = 0; i < TWISTER_SIZE; i++) generator->state[i] = (uint32_t)bytes.state[i];
    return CR_OK;
}
