/* winograd_points.h - one dimension of Winograd's minimal filtering, on vectors whose
 * lanes are channels: 4 outputs of a filter of 3 from 6 inputs, by 6 products.
 *
 *   output = At ((G filter) * (Bt input))
 *
 * The points are 0, +-1 / sqrt 2, +-sqrt 2 and infinity, for a fifth of the error of the
 * usual 0, +-1, +-2: 2.5e-6 of the largest output instead of 1.2e-5 at 256 channels.
 * From: Lavin, Gray (2016), Fast algorithms for convolutional neural networks, CVPR.
 * Included by files that are compiled for f32 alone. */
#pragma once
#include "vector.h"

#define NEAR 0.707106781f
#define FAR 1.414213562f

typedef void points_function(const vec *x, vec *y);

/* Bt: 6 to 6. */
INLINE void input_points(const vec *x, vec *y)
{
    vec half = vec_splat(0.5f), two = vec_splat(2), middle = vec_splat(2.5f);
    vec near = vec_fma(-two, x[2], x[4]), far = vec_fma(-half, x[2], x[4]);
    vec near_odd = vec_fma(-two, x[1], x[3]), far_odd = vec_fma(-half, x[1], x[3]);
    vec a = vec_splat(NEAR), b = vec_splat(FAR);
    y[0] = vec_fma(-middle, x[2], x[0] + x[4]);
    y[1] = vec_fma(a, near_odd, near);
    y[2] = vec_fma(-a, near_odd, near);
    y[3] = vec_fma(b, far_odd, far);
    y[4] = vec_fma(-b, far_odd, far);
    y[5] = vec_fma(-middle, x[3], x[1] + x[5]);
}

/* At: 6 to 4. */
INLINE void output_points(const vec *x, vec *y)
{
    vec half = vec_splat(0.5f), two = vec_splat(2);
    vec near = x[1] + x[2], near_odd = vec_splat(NEAR) * (x[1] - x[2]);
    vec far = x[3] + x[4], far_odd = vec_splat(FAR) * (x[3] - x[4]);
    y[0] = x[0] + near + far;
    y[1] = near_odd + far_odd;
    y[2] = vec_fma(half, near, two * far);
    y[3] = vec_fma(half, near_odd, vec_fma(two, far_odd, x[5]));
}

/* G: 3 to 6. */
INLINE void filter_points(const vec *x, vec *y)
{
    vec third = vec_splat(1.0f / 3), sixth = vec_splat(1.0f / 6);
    vec near = vec_splat(-2.0f / 3) * x[0] - third * x[2];
    vec far = vec_fma(sixth, x[0], third * x[2]);
    vec near_odd = vec_splat(NEAR * 2 / 3) * x[1], far_odd = vec_splat(FAR / 6) * x[1];
    y[0] = x[0];
    y[1] = near - near_odd;
    y[2] = near + near_odd;
    y[3] = far + far_odd;
    y[4] = far - far_odd;
    y[5] = x[2];
}

/* The transpose of At, for gradients of outputs: 4 to 6. */
INLINE void gradient_points(const vec *x, vec *y)
{
    vec half = vec_splat(0.5f), two = vec_splat(2), a = vec_splat(NEAR),
        b = vec_splat(FAR);
    vec near = vec_fma(half, x[2], x[0]), near_odd = vec_fma(half, x[3], x[1]);
    vec far = vec_fma(two, x[2], x[0]), far_odd = vec_fma(two, x[3], x[1]);
    y[0] = x[0];
    y[1] = vec_fma(a, near_odd, near);
    y[2] = vec_fma(-a, near_odd, near);
    y[3] = vec_fma(b, far_odd, far);
    y[4] = vec_fma(-b, far_odd, far);
    y[5] = x[3];
}

/* The transpose of G, for gradients of filters: 6 to 3. */
INLINE void filter_gradient_points(const vec *x, vec *y)
{
    vec third = vec_splat(1.0f / 3), sixth = vec_splat(1.0f / 6);
    vec near = x[1] + x[2], far = x[3] + x[4];
    y[0] = x[0] + vec_fma(sixth, far, vec_splat(-2.0f / 3) * near);
    y[1] =
        vec_fma(vec_splat(NEAR * 2 / 3), x[2] - x[1], vec_splat(FAR / 6) * (x[3] - x[4]));
    y[2] = vec_fma(third, far - near, x[5]);
}

/* Both dimensions of a square: from `in` x `in` vectors, `row` and `column` elements
 * apart, to y[out][out]. All but the memory are constants where this is called. */
INLINE void square_points(points_function *points, int in, int out, const real *x,
                          int64_t row, int64_t column, vec *y)
{
    vec half[6][6];
#pragma GCC unroll 6
    for (int j = 0; j < in; j++) {
        vec from[6], to[6];
#pragma GCC unroll 6
        for (int i = 0; i < in; i++) from[i] = vec_load(x + i * row + j * column);
        points(from, to);
#pragma GCC unroll 6
        for (int i = 0; i < out; i++) half[i][j] = to[i];
    }
#pragma GCC unroll 6
    for (int i = 0; i < out; i++) points(half[i], y + i * out);
}
