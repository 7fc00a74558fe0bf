/* convolve_tiles.c - the directions of convolutions, as Winograd's tiles see them. */
#define KERNELS "ops/kernels/convolve.def"
#include "convolve.h"
#include "convolve_choose.h"

bool CPU(convolve_tiles)(cr_tensor *output, const cr_tensor *input,
                         const cr_tensor *weight, const cr_tensor *bias, const window *w,
                         cr_status *status)
{
    winograd tiles = {.images = input->sizes[0],
                      .channels = input->sizes[1],
                      .height = input->sizes[2],
                      .width = input->sizes[3],
                      .outputs = output->sizes[1],
                      .down = output->sizes[2],
                      .across = output->sizes[3],
                      .above = w->pad[0],
                      .left = w->pad[1]};
    if (!suits_tiles(w, &tiles)) return false;
    filters f = {.weight = first_of(weight), .lane = 9 * tiles.channels, .depth = 9};
    *status = CPU(winograd)(&tiles, &f, first_of(input), bias ? first_of(bias) : NULL,
                            first_of(output));
    return true;
}

/* The gradient of inputs is a convolution with filters turned by half a turn. */
bool CPU(convolve_tiles_backward_input)(cr_tensor *grad_input,
                                        const cr_tensor *grad_output,
                                        const cr_tensor *weight, const window *w,
                                        cr_status *status)
{
    winograd tiles = {.images = grad_output->sizes[0],
                      .channels = grad_output->sizes[1],
                      .height = grad_output->sizes[2],
                      .width = grad_output->sizes[3],
                      .outputs = grad_input->sizes[1],
                      .down = grad_input->sizes[2],
                      .across = grad_input->sizes[3],
                      .above = 2 - w->pad[0],
                      .left = 2 - w->pad[1]};
    if (!suits_tiles(w, &tiles)) return false;
    filters f = {.weight = first_of(weight),
                 .lane = 9,
                 .depth = 9 * tiles.outputs,
                 .turned = true};
    *status =
        CPU(winograd)(&tiles, &f, first_of(grad_output), NULL, first_of(grad_input));
    return true;
}

bool CPU(convolve_tiles_backward_weight)(cr_tensor *grad_weight, const cr_tensor *input,
                                         const cr_tensor *grad_output, double scale,
                                         const window *w, cr_status *status)
{
    winograd tiles = {.images = input->sizes[0],
                      .channels = input->sizes[1],
                      .height = input->sizes[2],
                      .width = input->sizes[3],
                      .outputs = grad_output->sizes[1],
                      .down = grad_output->sizes[2],
                      .across = grad_output->sizes[3],
                      .above = w->pad[0],
                      .left = w->pad[1]};
    if (!suits_tiles_weight(w, &tiles)) return false;
    *status = CPU(winograd_weight)(&tiles, first_of(input), first_of(grad_output),
                                   (float)scale, first_of(grad_weight));
    return true;
}
