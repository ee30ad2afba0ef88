"""Matrix products by PyTorch, in float: a line a measurement, as product.c prints them.
usage: torch_product.py THREADS ROUNDS"""
import sys
import time

import torch

CASES = [("32", 32, 32, 32, ""), ("64", 64, 64, 64, ""), ("100", 100, 100, 100, ""),
         ("128", 128, 128, 128, ""), ("256", 256, 256, 256, ""),
         ("512", 512, 512, 512, ""), ("1024", 1024, 1024, 1024, ""),
         ("2048", 2048, 2048, 2048, ""), ("P", 64, 784, 128, ""),
         ("Q", 784, 64, 128, "a"), ("R", 64, 784, 128, "b"), ("S", 256, 784, 300, "")]

threads, rounds = int(sys.argv[1]), int(sys.argv[2])
torch.set_num_threads(threads)
torch.set_grad_enabled(False)
for name, m, k, n, turned in CASES:
    a = torch.rand(k, m).t() if turned == "a" else torch.rand(m, k)
    b = torch.rand(n, k).t() if turned == "b" else torch.rand(k, n)
    out = torch.empty(m, n)
    operations = 2 * m * k * n
    repeats = int(2e7 * threads / operations) + 1
    for turn in range((rounds + 3) // 4 + 1 if m >= 1024 else rounds + 1):
        start = time.perf_counter()
        for _ in range(repeats):
            torch.mm(a, b, out=out)
        rate = operations * repeats / (time.perf_counter() - start) / 1e9
        if turn:
            print(f"product\tfloat {name}\tPyTorch\t{threads}\t{turn}\t{rate:.3f}")
