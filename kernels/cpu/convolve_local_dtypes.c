/* convolve_local_dtypes.c - the same by type: 16-bit floats are convolved as f32. */
#define KERNELS "ops/kernels/convolve_local.def"
#include "convolve_local.h"
#include "widen.h"

cr_status CPU(convolve_local)(cr_tensor *output, const cr_tensor *input,
                              const cr_tensor *weight, const cr_tensor *bias,
                              const window *w)
{
    if (input->dtype == CR_F32)
        return CPU(convolve_local_f32)(output, input, weight, bias, w);
    if (input->dtype == CR_F64)
        return CPU(convolve_local_f64)(output, input, weight, bias, w);
    wide_operands o = {.count = 0};
    cr_tensor *y = widen_output(&o, output, false);
    const cr_tensor *x = widen(&o, input), *a = widen(&o, weight), *b = widen(&o, bias);
    if (!o.status) o.status = CPU(convolve_local_f32)(y, x, a, b, w);
    return narrow(&o);
}

cr_status CPU(convolve_local_backward_input)(cr_tensor *grad_input,
                                             const cr_tensor *grad_output,
                                             const cr_tensor *weight, const window *w)
{
    if (weight->dtype == CR_F32)
        return CPU(convolve_local_backward_input_f32)(grad_input, grad_output, weight, w);
    if (weight->dtype == CR_F64)
        return CPU(convolve_local_backward_input_f64)(grad_input, grad_output, weight, w);
    wide_operands o = {.count = 0};
    cr_tensor *dx = widen_output(&o, grad_input, false);
    const cr_tensor *dy = widen(&o, grad_output), *a = widen(&o, weight);
    if (!o.status) o.status = CPU(convolve_local_backward_input_f32)(dx, dy, a, w);
    return narrow(&o);
}

cr_status CPU(convolve_local_backward_weight)(cr_tensor *grad_weight,
                                              cr_tensor *grad_bias,
                                              const cr_tensor *input,
                                              const cr_tensor *grad_output, double scale,
                                              const window *w)
{
    if (input->dtype == CR_F32)
        return CPU(convolve_local_backward_weight_f32)(grad_weight, grad_bias, input,
                                                       grad_output, scale, w);
    if (input->dtype == CR_F64)
        return CPU(convolve_local_backward_weight_f64)(grad_weight, grad_bias, input,
                                                       grad_output, scale, w);
    wide_operands o = {.count = 0};
    cr_tensor *da = widen_output(&o, grad_weight, true);
    cr_tensor *db = widen_output(&o, grad_bias, true);
    const cr_tensor *x = widen(&o, input), *dy = widen(&o, grad_output);
    if (!o.status)
        o.status = CPU(convolve_local_backward_weight_f32)(da, db, x, dy, scale, w);
    return narrow(&o);
}
