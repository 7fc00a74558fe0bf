/* optimize.h - one step of a first-order optimiser, in one pass over the memory.
 * x and the tensors of state between x and dfdx are changed in place; dfdx, the gradient
 * at x, is not. g stands for the gradient with weight decay, dfdx + decay * x.
 * Shapes: state as x; dfdx of as many elements, in any shape. One float type.
 * Errors: CR_BAD_SHAPE, CR_BAD_DTYPE; CR_BAD_ARGUMENT if x and state share memory. */
#pragma once
#include "tensor.h"

/* x -= rate * g. */
cr_status cr_sgd_step(cr_tensor *x, const cr_tensor *dfdx, double rate, double decay);

/* velocity = momentum * velocity + gain * g; x -= rate * velocity, or with a lookahead
 * that is not 0, x -= rate * (g + lookahead * velocity). */
cr_status cr_momentum_step(cr_tensor *x, cr_tensor *velocity, const cr_tensor *dfdx,
                           double rate, double decay, double momentum, double gain,
                           double lookahead);

/* velocity = momentum * velocity - rate * g; x -= rate * g.
 * From: Nesterov (1983), as Sutskever et al. (2013) write it; x already moved by
 * momentum * velocity. */
cr_status cr_nag_step(cr_tensor *x, cr_tensor *velocity, const cr_tensor *dfdx,
                      double rate, double decay, double momentum);

/* m = beta1 * m + (1 - beta1) * g; v = beta2 * v + (1 - beta2) * g^2;
 * x -= rate * m / (sqrt(v) + epsilon), where rate holds the corrections of the bias.
 * From: Kingma and Ba (2014), Adam, arXiv:1412.6980. */
cr_status cr_adam_step(cr_tensor *x, cr_tensor *m, cr_tensor *v, const cr_tensor *dfdx,
                       double rate, double decay, double beta1, double beta2,
                       double epsilon);

/* m as in Adam; u = max(beta2 * u, |g| + epsilon); x -= rate * m / u.
 * From: Kingma and Ba (2014), section 7.1. */
cr_status cr_adamax_step(cr_tensor *x, cr_tensor *m, cr_tensor *u, const cr_tensor *dfdx,
                         double rate, double decay, double beta1, double beta2,
                         double epsilon);

/* variance += g^2; x -= rate * g / (sqrt(variance) + epsilon).
 * From: Duchi, Hazan and Singer (2011), Adaptive subgradient methods. */
cr_status cr_adagrad_step(cr_tensor *x, cr_tensor *variance, const cr_tensor *dfdx,
                          double rate, double decay, double epsilon);

/* variance = rho * variance + (1 - rho) * g^2;
 * delta = sqrt(change + epsilon) / sqrt(variance + epsilon) * g; x -= delta;
 * change = rho * change + (1 - rho) * delta^2.
 * From: Zeiler (2012), Adadelta, arXiv:1212.5701. */
cr_status cr_adadelta_step(cr_tensor *x, cr_tensor *variance, cr_tensor *change,
                           const cr_tensor *dfdx, double decay, double rho,
                           double epsilon);

/* m = alpha * m + (1 - alpha) * g^2; x -= rate * g / (sqrt(m) + epsilon).
 * From: Tieleman and Hinton (2012), lecture 6.5 of Neural networks for machine learning.
 */
cr_status cr_rmsprop_step(cr_tensor *x, cr_tensor *m, const cr_tensor *dfdx, double rate,
                          double decay, double alpha, double epsilon);

/* size grows by `grow` where the sign of dfdx is that of `last`, shrinks by `shrink`
 * where it is the other, within least and most; there dfdx counts as 0. x -= size *
 * sign(dfdx); last = dfdx. From: Riedmiller and Braun (1993), Rprop. */
cr_status cr_rprop_step(cr_tensor *x, cr_tensor *size, cr_tensor *last,
                        const cr_tensor *dfdx, double grow, double shrink, double least,
                        double most);

/* x = keep * x - rate * dfdx; mean += share * (x - mean).
 * From: Bottou (2010), Large-scale machine learning with stochastic gradient descent. */
cr_status cr_asgd_step(cr_tensor *x, cr_tensor *mean, const cr_tensor *dfdx, double rate,
                       double keep, double share);
