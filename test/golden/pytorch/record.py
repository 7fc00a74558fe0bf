"""record.py - layers and losses that Torch7 lacks, as PyTorch computes them in double.

Writes layers.jsonl beside this file, in the notation of test/golden/README.md:
{name, ctor, params, input, output, gradOutput, gradInput, gradParams} for layers,
{name, ctor, input, target, loss, gradInput} for losses. Recorded with PyTorch 1.13.
"""
import json
import os

import torch
import torch.nn.functional as F

torch.manual_seed(7)
torch.set_default_dtype(torch.double)
lines = []


def tensor(t):
    kind = 'Long' if t.dtype == torch.long else 'Double'
    return {'t': kind, 'size': list(t.shape), 'data': t.detach().reshape(-1).tolist()}


def short(*size):
    return torch.round(torch.randn(*size) * 1000) / 1000


def layer(name, ctor, function, inputs, params=()):
    inputs, params = [x.requires_grad_() for x in inputs], list(params)
    for p in params:
        p.requires_grad_()
    output = function(*inputs, *params)
    grad = short(*output.shape)
    grads = torch.autograd.grad(output, inputs + params, grad)
    many = len(inputs) > 1

    def pack(list_):
        return {'list': [tensor(t) for t in list_]} if many else tensor(list_[0])
    lines.append({'name': name, 'ctor': ctor, 'params': [tensor(p) for p in params],
                  'input': pack(inputs), 'output': tensor(output),
                  'gradOutput': tensor(grad), 'gradInput': pack(grads[:len(inputs)]),
                  'gradParams': [tensor(g) for g in grads[len(inputs):]]})


def loss(name, ctor, function, x, target):
    x.requires_grad_()
    value = function(x, target)
    lines.append({'name': name, 'ctor': ctor, 'input': tensor(x), 'loss': value.item(),
                  'target': tensor(target + 1 if target.dtype == torch.long else target),
                  'gradInput': tensor(torch.autograd.grad(value, x)[0])})


def focal(x, t, gamma=2.0, alpha=0.25):
    ce = F.binary_cross_entropy_with_logits(x, t, reduction='none')
    p = torch.sigmoid(x)
    right = p * t + (1 - p) * (1 - t)
    weight = alpha * t + (1 - alpha) * (1 - t)
    return (weight * ce * (1 - right) ** gamma).mean()


def heads(q, k, v, *params):
    wq, bq, wk, bk, wv, bv, wo, bo = params
    return F.multi_head_attention_forward(
        q.transpose(0, 1), k.transpose(0, 1), v.transpose(0, 1), 4, 2,
        torch.cat([wq, wk, wv]), torch.cat([bq, bk, bv]), None, None, False, 0.0, wo, bo,
        training=True)[0].transpose(0, 1)


def attend(q, k, v, causal=False):
    scores = q @ k.transpose(1, 2) / q.shape[2] ** 0.5
    if causal:
        hidden = torch.ones(scores.shape[1:]).triu(1).bool()
        scores = scores.masked_fill(hidden, float('-inf'))
    return scores.softmax(2) @ v


layer('GELU', 'nn.GELU()', F.gelu, [short(2, 5)])
layer('SiLU', 'nn.SiLU()', F.silu, [short(2, 5)])
layer('LayerNorm', 'nn.LayerNorm(5)', lambda x, w, b: F.layer_norm(x, (5,), w, b),
      [short(3, 5)], [short(5), short(5)])
layer('LayerNorm of two dimensions', 'nn.LayerNorm({2, 3}, 1e-3)',
      lambda x, w, b: F.layer_norm(x, (2, 3), w.view(2, 3), b.view(2, 3), 1e-3),
      [short(4, 2, 3)], [short(6), short(6)])
layer('GroupNorm', 'nn.GroupNorm(2, 4)', lambda x, w, b: F.group_norm(x, 2, w, b),
      [short(2, 4, 3, 2)], [short(4), short(4)])
layer('GroupNorm without parameters', 'nn.GroupNorm(2, 6, 1e-5, false)',
      lambda x: F.group_norm(x, 2), [short(3, 6)])
layer('InstanceNorm', 'nn.InstanceNorm(3)',
      lambda x, w, b: F.instance_norm(x, weight=w, bias=b), [short(2, 3, 4, 2)],
      [short(3), short(3)])
layer('Attention', 'nn.ScaledDotProductAttention()', attend,
      [short(2, 3, 2), short(2, 4, 2), short(2, 4, 3)])
layer('causal Attention', 'nn.ScaledDotProductAttention(true)',
      lambda q, k, v: attend(q, k, v, True), [short(2, 3, 2), short(2, 3, 2), short(2, 3, 2)])
layer('MultiHeadAttention', 'nn.MultiHeadAttention(4, 2)', heads,
      [short(2, 3, 4), short(2, 5, 4), short(2, 5, 4)],
      [p for _ in range(4) for p in (short(4, 4), short(4))])
loss('FocalCriterion', 'nn.FocalCriterion(2, 0.25)', focal, short(3, 4),
     torch.tensor([[1., 0, 0, 1], [0, 1, 1, 0], [0, 0, 0, 1]]))
loss('LabelSmoothingCriterion', 'nn.LabelSmoothingCriterion(0.2)',
     lambda x, t: F.cross_entropy(x, t, label_smoothing=0.2), short(3, 5),
     torch.tensor([1, 4, 0]))

with open(os.path.join(os.path.dirname(__file__), 'layers.jsonl'), 'w') as file:
    for line in lines:
        file.write(json.dumps(line, separators=(',', ':')) + '\n')
