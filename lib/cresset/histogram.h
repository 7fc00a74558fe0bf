/* histogram.h - how many elements lie where. */
#pragma once
#include "tensor.h"

/* output[b] = the number of elements in bin b of `bins` equal parts of low to high; high
 * itself lies in the last. With low = high the bins reach from the smallest element to
 * the largest, or 1 to both sides if these are equal too. Elements outside and NaN are
 * not counted.
 * Errors: CR_BAD_DTYPE unless float, CR_BAD_ARGUMENT if bins is not 1 to 2^30 or the
 * range is none of finite numbers, CR_BAD_SHAPE if there is no element to find it. */
cr_status cr_histc(cr_tensor *output, const cr_tensor *input, int64_t bins, double low,
                   double high);

/* The same for each row: input N x n, output N x bins; one range for all rows. */
cr_status cr_bhistc(cr_tensor *output, const cr_tensor *input, int64_t bins, double low,
                    double high);
