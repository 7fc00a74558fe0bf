/* dropout.h - sets elements to 0 at random, in one pass over memory. */
#pragma once
#include "random.h"

/* noise[i] = 1 with probability 1 - p, else 0, divided by 1 - p if `scaled`;
 * output[i] = input[i] * noise[i]. The stream is that of Torch7's nn.Dropout, which is
 * noise:bernoulli(1 - p), noise:div(1 - p) and output:cmul(noise): one number an element,
 * in row-major order. NULL means the thread's own generator.
 * Shapes: all alike; output may be input, noise stands apart.
 * Errors: CR_BAD_ARGUMENT unless 0 <= p < 1; CR_BAD_DTYPE unless of one float type.
 * From: Srivastava, Hinton, Krizhevsky, Sutskever, Salakhutdinov (2014), Dropout: a
 * simple way to prevent neural networks from overfitting, JMLR 15. */
cr_status cr_dropout(cr_tensor *output, cr_tensor *noise, const cr_tensor *input,
                     cr_generator *generator, double p, int scaled);
