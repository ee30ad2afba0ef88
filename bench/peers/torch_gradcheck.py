"""torch.autograd.gradcheck of every parameter of 784-128-10, 16 samples, in double."""
import time

import torch

torch.manual_seed(1)
torch.set_num_threads(1)
x = torch.rand(16, 784, dtype=torch.double)
y = torch.arange(16) % 10
sizes = [(784, 128), (1, 128), (128, 10), (1, 10)]
parameters = [(0.1 * torch.randn(size, dtype=torch.double)).requires_grad_() for size in sizes]


def loss(w1, b1, w2, b2):
    return torch.nn.functional.cross_entropy(torch.tanh(x @ w1 + b1) @ w2 + b2, y)


start = time.perf_counter()
assert torch.autograd.gradcheck(loss, parameters)
print(f"gradient-check\t784-128-10\tPyTorch\t1\t1\t{time.perf_counter() - start:.4f}")
