"""Reference vectors from PyTorch, in float64, for tests/parity.c.

Prints networks with their inputs, and what PyTorch makes of them: every pre-activation
and activation, the loss, every gradient, and all parameters after ten steps of plain
gradient descent. Numbers are hexadecimal, so that every bit is kept. The inputs come from
a small generator in this file, so that they do not depend on PyTorch's.

    /usr/bin/python3 tests/parity/vectors.py > tests/parity/vectors.txt
"""
import sys

import torch
import torch.nn.functional as functional

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

# name, sizes, activations, loss, samples, rate
CASES = [
    ("one-neuron", [3, 1], ["sigmoid"], "squared", 5, 0.5),
    ("linear", [4, 2], ["identity"], "squared", 7, 0.1),
    ("xor-shape", [2, 2, 1], ["relu", "identity"], "squared", 4, 0.1),
    ("tanh-net", [3, 5, 2], ["tanh", "identity"], "squared", 6, 0.2),
    ("huber", [2, 4, 3], ["tanh", "identity"], "huber", 5, 0.3),
    ("yes-no", [5, 3, 1], ["sigmoid", "identity"], "sigmoid cross-entropy", 8, 0.5),
    ("many-yes-no", [3, 4, 2], ["relu", "identity"], "sigmoid cross-entropy", 3, 0.2),
    ("softmax", [4, 3], ["identity"], "softmax cross-entropy", 6, 0.5),
    ("deep", [6, 5, 4, 3], ["relu", "tanh", "identity"], "softmax cross-entropy", 9, 0.3),
    ("soft-targets", [3, 7, 4], ["sigmoid", "identity"], "soft", 2, 0.4),
    ("one-sample", [4, 6, 2], ["relu", "identity"], "softmax cross-entropy", 1, 0.1),
    ("sigmoid-end", [2, 3, 2], ["sigmoid", "sigmoid"], "squared", 10, 1.0),
]

ACTIVATIONS = {
    "identity": lambda z: z,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
}


class Draws:
    """Numbers in [-1, 1) from a 64-bit linear congruential generator."""

    def __init__(self, seed):
        self.state = seed

    def number(self):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 11) / 2.0**52 - 1.0

    def matrix(self, rows, cols, scale=1.0):
        return torch.tensor([[scale * self.number() for _ in range(cols)] for _ in range(rows)])


def loss_of(name, out, y):
    m = out.shape[0]
    if name == "squared":
        return 0.5 * functional.mse_loss(out, y, reduction="sum") / m
    if name == "huber":
        return functional.huber_loss(out, y, reduction="sum", delta=1.0) / m
    if name == "sigmoid cross-entropy":
        return functional.binary_cross_entropy_with_logits(out, y, reduction="sum") / m
    return functional.cross_entropy(out, y, reduction="mean")


def targets(name, draws, m, n_out):
    y = draws.matrix(m, n_out, 2.0)
    if name == "sigmoid cross-entropy":
        return (y > 0).double()
    if name == "softmax cross-entropy":
        return functional.one_hot(y.argmax(dim=1), n_out).double()
    if name == "soft":
        y = torch.exp(y)
        return y / y.sum(dim=1, keepdim=True)
    return y


def forward(weights, biases, names, x):
    zs, activations, a = [], [], x
    for w, b, name in zip(weights, biases, names):
        z = a @ w + b
        a = ACTIVATIONS[name](z)
        zs.append(z)
        activations.append(a)
    return zs, activations


def show(name, matrix):
    matrix = matrix.detach()
    print(f"{name} {matrix.shape[0]} {matrix.shape[1]}")
    for row in matrix.tolist():
        print(" ".join(float(v).hex() for v in row))


def run(index, case):
    name, sizes, names, loss_name, m, rate = case
    draws = Draws(2026 + index)
    x = draws.matrix(m, sizes[0])
    y = targets(loss_name, draws, m, sizes[-1])
    weights = [draws.matrix(i, o).requires_grad_() for i, o in zip(sizes, sizes[1:])]
    biases = [draws.matrix(1, o, 0.5).requires_grad_() for o in sizes[1:]]
    plain = "softmax cross-entropy" if loss_name == "soft" else loss_name

    print(f"case {name}")
    print(f"layers {len(names)}")
    print("sizes " + " ".join(map(str, sizes)))
    print("activations " + " ".join(names))
    print(f"loss {plain}")
    print(f"rate {float(rate).hex()}")
    show("x", x)
    show("y", y)
    for l, (w, b) in enumerate(zip(weights, biases)):
        show(f"w{l}", w)
        show(f"b{l}", b)

    parameters = weights + biases
    for step in range(10):
        zs, activations = forward(weights, biases, names, x)
        loss = loss_of(plain, activations[-1], y)
        gradients = torch.autograd.grad(loss, parameters)
        if step == 0:
            for l, (z, a) in enumerate(zip(zs, activations)):
                show(f"z{l}", z)
                show(f"a{l}", a)
            show("value", loss.reshape(1, 1))
            for l in range(len(names)):
                show(f"dw{l}", gradients[l])
                show(f"db{l}", gradients[len(names) + l])
        with torch.no_grad():
            for parameter, gradient in zip(parameters, gradients):
                parameter -= rate * gradient
    for l, (w, b) in enumerate(zip(weights, biases)):
        show(f"w{l}", w)
        show(f"b{l}", b)
    print("end")


print(f"# PyTorch {torch.__version__}, Python {sys.version.split()[0]}, float64")
for index, case in enumerate(CASES):
    run(index, case)
