/* digits.c - draws digits: the points of a glyph are moved by the hand, joined by smooth
 * curves, and inked with a pen whose pressure varies. */
#include <math.h>
#include <string.h>
#include "backend.h"
#include "glyphs.h"
#include "prepare.h"
#include "storage.h"
#include "threads.h"

enum {
    SIDE = 28,
    PIXELS = SIDE * SIDE,
    STEPS = 6 /* line segments between two points */
};

/* Independent streams by counting: Steele, Lea, Flood (2014), Fast splittable
 * pseudorandom number generators, OOPSLA. */
typedef struct stream {
    uint64_t state;
} stream;

static uint64_t mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static stream stream_of(uint64_t seed, uint64_t purpose, uint64_t index)
{
    return (stream){mix(mix(mix(seed) + purpose) + index)};
}

static uint64_t next(stream *random)
{
    return mix(random->state += 0x9e3779b97f4a7c15u);
}

static float uniform(stream *random, float low, float high)
{
    return low + (high - low) * (float)(next(random) >> 40) * 0x1p-24f;
}

/* The sum of four numbers of 16 bits, nearly normal, never beyond 3.5 deviations. */
static float normal(stream *random, float deviation)
{
    uint64_t bits = next(random);
    int sum = (int)(bits & 0xffff) + (int)(bits >> 16 & 0xffff) +
              (int)(bits >> 32 & 0xffff) + (int)(bits >> 48);
    return deviation * (float)(sum - 2 * 0xffff) * (1.7320508f / 0xffff);
}

/* Everything about one image that is drawn by lot before its strokes. */
typedef struct hand {
    float xx, xy, yy, yx, x0, y0;        /* from glyph to pixels */
    float warp[2][4];                    /* amplitude, two frequencies, phase */
    float shake;                         /* deviation of each point, in glyph units */
    float pen, swell, swell_rate, phase; /* radius in pixels and how it varies */
    float ink, noise;                    /* darkness of a full stroke, grain */
} hand;

static hand pick_hand(stream *random)
{
    float height = uniform(random, 15.5f, 21.5f),
          width = height * uniform(random, 0.6f, 1.0f);
    float angle = normal(random, 0.13f), slant = 0.12f + normal(random, 0.2f);
    float c = cosf(angle), s = sinf(angle);
    hand h = {.shake = uniform(random, 0.5f, 3.5f),
              .pen = uniform(random, 0.65f, 1.75f),
              .swell = uniform(random, 0, 0.25f),
              .swell_rate = uniform(random, 0.5f, 3),
              .phase = uniform(random, 0, 6.2831853f),
              .ink = uniform(random, 150, 275),
              .noise = uniform(random, 0, 14)};
    float sx = width / 100, sy = height / 100, lean = -slant * sy;
    h.xx = c * sx, h.xy = c * lean - s * sy;
    h.yx = s * sx, h.yy = s * lean + c * sy;
    h.x0 = SIDE / 2.0f + normal(random, 1.1f);
    h.y0 = SIDE / 2.0f + normal(random, 1.1f);
    for (int axis = 0; axis < 2; axis++) {
        h.warp[axis][0] = normal(random, 4);
        h.warp[axis][1] = uniform(random, -0.045f, 0.045f);
        h.warp[axis][2] = uniform(random, -0.045f, 0.045f);
        h.warp[axis][3] = uniform(random, 0, 6.2831853f);
    }
    return h;
}

typedef struct spot {
    float x, y;
} spot;

/* Where the hand puts a point of the glyph, in pixels. */
static spot place(const hand *h, stream *random, glyph_point at)
{
    const float *wx = h->warp[0], *wy = h->warp[1];
    float x = at.x - 50 + normal(random, h->shake),
          y = at.y - 50 + normal(random, h->shake);
    float u = x + wx[0] * sinf(wx[1] * x + wx[2] * y + wx[3]);
    float v = y + wy[0] * sinf(wy[1] * x + wy[2] * y + wy[3]);
    return (spot){h->x0 + h->xx * u + h->xy * v, h->y0 + h->yx * u + h->yy * v};
}

/* Lower each pixel's distance to the ink to that from the line a-b of this radius. */
static void ink_line(float *distance, spot a, spot b, float radius)
{
    float reach = radius + 1, dx = b.x - a.x, dy = b.y - a.y;
    float scale = 1 / (dx * dx + dy * dy + 1e-6f);
    int left = (int)fmaxf(0, fminf(a.x, b.x) - reach);
    int top = (int)fmaxf(0, fminf(a.y, b.y) - reach);
    int right = (int)fminf(SIDE - 1, fmaxf(a.x, b.x) + reach);
    int bottom = (int)fminf(SIDE - 1, fmaxf(a.y, b.y) + reach);
    for (int y = top; y <= bottom; y++)
        for (int x = left; x <= right; x++) {
            float px = x + 0.5f - a.x, py = y + 0.5f - a.y;
            float along = fminf(1, fmaxf(0, (px * dx + py * dy) * scale));
            float ex = px - along * dx, ey = py - along * dy;
            float d = sqrtf(ex * ex + ey * ey) - radius;
            if (d < distance[y * SIDE + x]) distance[y * SIDE + x] = d;
        }
}

/* The curve between p[1] and p[2]: Catmull and Rom (1974), A class of local
 * interpolating splines. */
static spot curve(const spot p[4], float t)
{
    float a = ((2 - t) * t - 1) * t / 2, b = ((3 * t - 5) * t * t + 2) / 2;
    float c = ((4 - 3 * t) * t + 1) * t / 2, d = (t - 1) * t * t / 2;
    return (spot){a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
                  a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y};
}

/* Draw one stroke; `clock` runs on along all strokes of the glyph. */
static void draw_stroke(float *distance, const hand *h, const spot *points, int count,
                        float *clock)
{
    for (int i = 0; i + 1 < count; i++) {
        spot p[4] = {points[i ? i - 1 : 0], points[i], points[i + 1],
                     points[i + 2 < count ? i + 2 : i + 1]};
        spot from = p[1];
        for (int step = 1; step <= STEPS; step++) {
            spot to = curve(p, (float)step / STEPS);
            *clock += 1.0f / STEPS;
            float swell = h->swell * sinf(h->swell_rate * *clock + h->phase);
            ink_line(distance, from, to, h->pen * (1 + swell));
            from = to;
        }
    }
}

static void draw_glyph(float *distance, const hand *h, stream *random,
                       const glyph_point *at)
{
    float clock = 0;
    spot points[GLYPH_POINTS], corner = {0, 0};
    glyph_point last = {PEN_UP, 0};
    for (int count = 0;; at++) {
        if (at->x >= 0) {
            bool joined = count == 0 && at->x == last.x && at->y == last.y;
            corner = joined ? corner : place(h, random, *at);
            points[count++] = corner;
            last = *at;
            continue;
        }
        draw_stroke(distance, h, points, count, &clock);
        count = 0;
        if (at->x == GLYPH_END) return;
    }
}

static void draw_image(uint8_t *image, int digit, stream *random)
{
    float distance[PIXELS];
    for (int i = 0; i < PIXELS; i++) distance[i] = 1;
    hand h = pick_hand(random);
    draw_glyph(distance, &h, random, glyph(digit, (int)(next(random) % GLYPH_STYLES)));
    for (int i = 0; i < PIXELS; i++) {
        float cover = fminf(1, fmaxf(0, 0.5f - distance[i]));
        float value = h.ink * cover + normal(random, h.noise);
        image[i] = (uint8_t)fminf(255, fmaxf(0, value + 0.5f));
    }
}

/* The ten digits of a block of ten images, in random order. */
static void shuffle_block(int digits[10], uint64_t seed, uint64_t block)
{
    stream random = stream_of(seed, 1, block);
    for (int i = 0; i < 10; i++) {
        int other = (int)(next(&random) % (uint64_t)(i + 1));
        digits[i] = digits[other];
        digits[other] = i;
    }
}

typedef struct sheet {
    uint8_t *images, *labels;
    uint64_t seed;
} sheet;

static void draw_range(void *context, int64_t first, int64_t last)
{
    const sheet *to = context;
    for (int64_t i = first; i < last; i++) {
        int digits[10];
        shuffle_block(digits, to->seed, (uint64_t)i / 10);
        stream random = stream_of(to->seed, 2, (uint64_t)i);
        draw_image(to->images + i * PIXELS, digits[i % 10], &random);
        to->labels[i] = (uint8_t)(digits[i % 10] + 1);
    }
}

static cr_status bytes(const char *name, const cr_tensor *tensor)
{
    TRY(valid("digits", name, tensor));
    REQUIRE(tensor->dtype == CR_U8, CR_BAD_DTYPE,
            "digits: %s is %s, expected torch.ByteTensor", name, describe(tensor));
    return CR_OK;
}

cr_status cr_digits(cr_tensor *images, cr_tensor *labels, int64_t count, uint64_t seed)
{
    TRY(bytes("images", images));
    TRY(bytes("labels", labels));
    REQUIRE(count >= 1 && count <= INT32_MAX, CR_BAD_ARGUMENT,
            "digits: count is %lld, expected 1 to %d", (long long)count, INT32_MAX);
    int64_t sizes[] = {count, SIDE, SIDE};
    TRY(output_of("digits", images, 3, sizes));
    TRY(output_of("digits", labels, 1, sizes));
    TRY(contiguous("digits", "images", images));
    TRY(contiguous("digits", "labels", labels));
    REQUIRE(!may_overlap(images, labels), CR_BAD_ARGUMENT,
            "digits: images and labels share memory");
    sheet to = {first_of(images), first_of(labels), seed};
    parallel_for(count, 64, draw_range, &to);
    return CR_OK;
}
