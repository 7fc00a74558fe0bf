"""Writes oneliners.jsonl: lines of NumPy beside lines of Torch, and what NumPy computes.

    /usr/bin/python3 test/numpy/oneliners.py >test/numpy/oneliners.jsonl
"""
import json
import sys

import numpy as np

# What both languages start from: a 3 x 4, b 3 x 4, s 3 x 3, v 4, w 3, t 2 x 3 x 4.
START = {
    'a': np.arange(12.0).reshape(3, 4) - 5.5,
    'b': (np.arange(12.0).reshape(3, 4) * 7 % 12) + 1,
    's': np.array([[4.0, 1, 2], [1, 3, 0], [2, 0, 5]]),
    'v': np.array([0.5, -1, 2, 4]),
    'w': np.array([3.0, 1, 2]),
    't': np.arange(24.0).reshape(2, 3, 4),
}

# NumPy, Torch
LINES = '''
a + 1                                | a + 1
a - b                                | a - b
2 * a                                | 2 * a
a * b                                | torch.cmul(a, b)
a / b                                | torch.cdiv(a, b)
b % 5                                | b % 5
-a                                   | -a
a ** 2                               | torch.pow(a, 2)
2 ** v                               | torch.pow(2, v)
np.abs(a)                            | torch.abs(a)
np.sign(a)                           | torch.sign(a)
np.sqrt(b)                           | torch.sqrt(b)
np.exp(v)                            | torch.exp(v)
np.log(b)                            | torch.log(b)
np.log1p(b)                          | torch.log1p(b)
np.sin(a)                            | torch.sin(a)
np.cos(a)                            | torch.cos(a)
np.tanh(a)                           | torch.tanh(a)
1 / (1 + np.exp(-a))                 | torch.sigmoid(a)
np.arctan2(a, b)                     | torch.atan2(a, b)
np.floor(a)                          | torch.floor(a)
np.ceil(a)                           | torch.ceil(a)
np.trunc(a)                          | torch.trunc(a)
np.maximum(a, b)                     | torch.cmax(a, b)
np.minimum(a, 2)                     | torch.cmin(a, 2)
np.clip(a, -2, 3)                    | torch.clamp(a, -2, 3)
a.sum()                              | a:sum()
a.sum(axis=0)                        | a:sum(1):view(4)
a.sum(axis=1)                        | a:sum(2):view(3)
b.prod(axis=1)                       | b:prod(2):view(3)
a.mean()                             | a:mean()
a.mean(axis=0, keepdims=True)        | a:mean(1)
a.std(ddof=1)                        | a:std()
a.var(axis=1, ddof=1)                | a:var(2):view(3)
a.var(axis=1)                        | a:var(2, true):view(3)
a.max()                              | a:max()
a.min(axis=1)                        | (a:min(2)):view(3)
b.argmax(axis=1) + 1                 | select(2, b:max(2)):view(3):double()
np.linalg.norm(a)                    | a:norm()
np.abs(a).sum()                      | a:norm(1)
np.sqrt((a ** 2).sum(axis=1))        | a:norm(2, 2):view(3)
np.linalg.norm(a - b)                | torch.dist(a, b)
np.cumsum(v)                         | torch.cumsum(v)
np.cumsum(a, axis=1)                 | torch.cumsum(a, 2)
np.cumprod(w)                        | torch.cumprod(w)
a.T                                  | a:t()
a.reshape(4, 3)                      | a:view(4, 3)
a.T.reshape(-1)                      | a:t():contiguous():view(-1)
a[0]                                 | a[1]
a[:, 1]                              | a[{ {}, 2 }]
a[1:3, 2:4]                          | a[{ { 2, 3 }, { 3, 4 } }]
a[-1]                                | a[-1]
a[1, 2]                              | a[2][3]
t[0, :, 1]                           | t[{ 1, {}, 2 }]
t[:, 1:2]                            | t[{ {}, { 2, 2 } }]
t.transpose(0, 2, 1)                 | t:transpose(2, 3)
t.transpose(2, 0, 1)                 | t:permute(3, 1, 2)
np.swapaxes(t, 0, 2)                 | t:transpose(1, 3)
t.sum(axis=(0, 2))                   | t:sum(1):sum(3):view(3)
a[[2, 0]]                            | a:index(1, torch.LongTensor { 3, 1 })
a[:, [3, 3, 0]]                      | a:index(2, torch.LongTensor { 4, 4, 1 })
a[a > 0]                             | a[a:gt(0)]
(a > 0).sum()                        | a:gt(0):sum()
np.where(a > 0, a, 0)                | torch.cmul(a, a:gt(0):double())
np.argwhere(a > 4) + 1               | torch.nonzero(a:gt(4)):double()
(a == b).astype(float)               | a:eq(b):double()
np.all(b > 0)                        | b:gt(0):all()
np.any(a > 9)                        | a:gt(9):any()
a.dot(v)                             | torch.mv(a, v)
a @ b.T                              | torch.mm(a, b:t())
w @ a                                | torch.mv(a:t(), w)
v.dot(v)                             | torch.dot(v, v)
np.outer(w, v)                       | torch.ger(w, v)
1 + a @ v                            | torch.addmv(torch.ones(3), a, v)
0.5 * s + 2 * (a @ b.T)              | torch.addmm(0.5, s, 2, a, b:t())
np.einsum('bij,bjk->bik', t, t.transpose(0, 2, 1)) | torch.bmm(t, t:transpose(2, 3))
a + v                                | a + v:view(1, 4):expandAs(a)
a + w[:, None]                       | a + w:view(3, 1):expand(3, 4)
a - a.mean(axis=0)                   | a - a:mean(1):expandAs(a)
(a - a.mean(0)) / a.std(0, ddof=1)   | (a - a:mean(1):expandAs(a)):cdiv(a:std(1):expandAs(a))
v[None, :] * w[:, None]              | torch.cmul(v:view(1, 4):expand(3, 4), w:view(3, 1):expand(3, 4))
np.concatenate([a, b])               | torch.cat(a, b, 1)
np.concatenate([a, b], axis=1)       | torch.cat(a, b, 2)
np.concatenate([v, w])               | torch.cat { v, w }
np.stack([v, v])                     | torch.cat(v:view(1, 4), v:view(1, 4), 1)
np.tile(w, 3)                        | torch.repeatTensor(w, 3)
np.tile(a, (2, 1))                   | torch.repeatTensor(a, 2, 1)
np.split(v, 2)[1]                    | v:split(2)[2]
np.array_split(a, 2, axis=1)[0]      | a:chunk(2, 2)[1]
np.zeros((2, 3))                     | torch.zeros(2, 3)
np.ones(4)                           | torch.ones(4)
np.eye(3)                            | torch.eye(3)
np.arange(1.0, 6)                    | torch.range(1, 5)
np.linspace(0, 1, 5)                 | torch.linspace(0, 1, 5)
np.logspace(0, 2, 5)                 | torch.logspace(0, 2, 5)
np.full((2, 2), 7.0)                 | torch.Tensor(2, 2):fill(7)
np.diag(s)                           | torch.diag(s)
np.diag(w)                           | torch.diag(w)
np.trace(s)                          | torch.trace(s)
np.tril(s)                           | torch.tril(s)
np.triu(s, 1)                        | torch.triu(s, 1)
np.exp(v - v.max()) / np.exp(v - v.max()).sum() | torch.exp(v - v:max()):div(torch.exp(v - v:max()):sum())
np.log(np.exp(a).sum(axis=1))        | torch.log(torch.exp(a):sum(2)):view(3)
np.lib.stride_tricks.sliding_window_view(v, 2) | v:unfold(1, 2, 1)
np.take_along_axis(a, np.array([[0], [2], [1]]), 1) | a:gather(2, torch.LongTensor { { 1 }, { 3 }, { 2 } })
(a * b).sum(axis=1)                  | torch.cmul(a, b):sum(2):view(3)
a + 0.25 * (b - a)                   | torch.lerp(a, b, 0.25)
a + 2 * b * b                        | torch.addcmul(a, 2, b, b)
a.astype(int).astype(float)          | a:int():double()
a.astype(np.float32).astype(float)   | a:float():double()
'''


def main():
    for line in LINES.strip().split('\n'):
        numpy_code, torch_code = (part.strip() for part in line.split(' | '))
        value = np.asarray(eval(numpy_code, {'np': np}, dict(START)))
        record = {'numpy': numpy_code, 'torch': torch_code, 'size': list(value.shape),
                  'data': [bool(x) if value.dtype == bool else float(x)
                           for x in value.reshape(-1)]}
        sys.stdout.write(json.dumps(record) + '\n')


main()
