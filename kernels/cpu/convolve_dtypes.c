/* convolve_dtypes.c - convolutions by type: 16-bit floats are convolved as f32. */
#define KERNELS "ops/kernels/convolve.def"
#include "convolve.h"
#include "widen.h"

static cr_status convolve_single(cr_tensor *output, const cr_tensor *input,
                                 const cr_tensor *weight, const cr_tensor *bias,
                                 const window *w)
{
    cr_status status;
    if (CPU(convolve_tiles)(output, input, weight, bias, w, &status)) return status;
    return CPU(convolve_f32)(output, input, weight, bias, w);
}

static cr_status backward_input_single(cr_tensor *grad_input,
                                       const cr_tensor *grad_output,
                                       const cr_tensor *weight, const window *w)
{
    cr_status status;
    if (CPU(convolve_tiles_backward_input)(grad_input, grad_output, weight, w, &status))
        return status;
    return CPU(convolve_backward_input_f32)(grad_input, grad_output, weight, w);
}

cr_status CPU(convolve)(cr_tensor *output, const cr_tensor *input,
                        const cr_tensor *weight, const cr_tensor *bias, const window *w)
{
    if (input->dtype == CR_F32) return convolve_single(output, input, weight, bias, w);
    if (input->dtype == CR_F64) return CPU(convolve_f64)(output, input, weight, bias, w);
    wide_operands o = {.count = 0};
    cr_tensor *y = widen_output(&o, output, false);
    const cr_tensor *x = widen(&o, input), *a = widen(&o, weight), *b = widen(&o, bias);
    if (!o.status) o.status = convolve_single(y, x, a, b, w);
    return narrow(&o);
}

cr_status CPU(convolve_backward_input)(cr_tensor *grad_input,
                                       const cr_tensor *grad_output,
                                       const cr_tensor *weight, const window *w)
{
    if (weight->dtype == CR_F32)
        return backward_input_single(grad_input, grad_output, weight, w);
    if (weight->dtype == CR_F64)
        return CPU(convolve_backward_input_f64)(grad_input, grad_output, weight, w);
    wide_operands o = {.count = 0};
    cr_tensor *dx = widen_output(&o, grad_input, false);
    const cr_tensor *dy = widen(&o, grad_output), *a = widen(&o, weight);
    if (!o.status) o.status = backward_input_single(dx, dy, a, w);
    return narrow(&o);
}

static cr_status backward_weight_single(cr_tensor *grad_weight, cr_tensor *grad_bias,
                                        const cr_tensor *input,
                                        const cr_tensor *grad_output, double scale,
                                        const window *w)
{
    cr_status status;
    if (!CPU(convolve_tiles_backward_weight)(grad_weight, input, grad_output, scale, w,
                                             &status))
        status =
            CPU(convolve_backward_weight_f32)(grad_weight, input, grad_output, scale, w);
    if (!status && grad_bias)
        CPU(convolve_backward_bias_f32)(grad_bias, grad_output, scale);
    return status;
}

cr_status CPU(convolve_backward_weight)(cr_tensor *grad_weight, cr_tensor *grad_bias,
                                        const cr_tensor *input,
                                        const cr_tensor *grad_output, double scale,
                                        const window *w)
{
    if (input->dtype == CR_F32)
        return backward_weight_single(grad_weight, grad_bias, input, grad_output, scale,
                                      w);
    if (input->dtype == CR_F64) {
        TRY(CPU(convolve_backward_weight_f64)(grad_weight, input, grad_output, scale, w));
        if (grad_bias) CPU(convolve_backward_bias_f64)(grad_bias, grad_output, scale);
        return CR_OK;
    }
    wide_operands o = {.count = 0};
    cr_tensor *da = widen_output(&o, grad_weight, true);
    cr_tensor *db = widen_output(&o, grad_bias, true);
    const cr_tensor *x = widen(&o, input), *dy = widen(&o, grad_output);
    if (!o.status) o.status = backward_weight_single(da, db, x, dy, scale, w);
    return narrow(&o);
}
