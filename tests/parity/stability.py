"""Reference vectors from PyTorch, in float64, for tests/parity_stability.c: log-sum-exp,
log-softmax, softplus, log-sigmoid, half and bfloat16, and clipping by norm.

    /usr/bin/python3 tests/parity/stability.py > tests/parity/stability.txt
"""
import sys

import torch
import torch.nn.functional as functional

torch.set_default_dtype(torch.float64)

LOGITS = [[1.0, 2.0, 3.0, -1.5], [1000.0, 1001.0, 999.5, -1000.0], [-745.5, -800.0, -0.25, 30.0],
          [1e300, -1e300, 5.0, 1e299], [0.1, 0.1, 0.1, 0.1], [-1e-9, 1e-9, 0.0, 3e-17]]
ROUNDED = [0.1, 1.0 / 3.0, 65504.0, 65519.0, 65520.0, 6e-8, 2.9e-8, 3e-8, 1.0009765625,
           1.00048828125, 1.00146484375, 3.4e38, 1e-40, 2049.0, 2051.0, 257.0, 259.0, -0.7]


def show(name, values):
    print(name, len(values), " ".join(float(v).hex() for v in values))


print(f"# PyTorch {torch.__version__}, Python {sys.version.split()[0]}, float64")
z = torch.tensor(LOGITS)
for row in z:
    show("logits", row.tolist())
    show("log_sum_exp", [torch.logsumexp(row, 0)])
    show("log_softmax", functional.log_softmax(row, 0).tolist())
    # above its threshold of 20 PyTorch gives z itself, which is right to 1e-10
    show("softplus", functional.softplus(row).tolist())
    show("log_sigmoid", functional.logsigmoid(row).tolist())
x = torch.tensor(ROUNDED)
show("numbers", x.tolist())
show("half", x.half().double().tolist())
show("bfloat16", x.float().bfloat16().double().tolist())
g = torch.tensor([3.0, -4.0, 12.0, 0.5], requires_grad=True)
g.grad = g.detach().clone()
show("gradient", g.grad.tolist())
norm = torch.nn.utils.clip_grad_norm_([g], 2.0)
show("norm", [norm])
show("clipped", g.grad.tolist())
