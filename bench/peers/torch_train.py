"""784-128-10 on Fashion-MNIST by PyTorch, batch 64, SGD: samples a second, an epoch a line.
The data stand ready as float; batches are taken by tensor indexing, its fastest way.
usage: torch_train.py THREADS ROUNDS DATA"""
import sys
import time

import data
import torch

threads, rounds = int(sys.argv[1]), int(sys.argv[2])
torch.manual_seed(1)
torch.set_num_threads(1)  # its own threads cost more than they bring; OpenBLAS has `threads`
pixels, labels = data.train(sys.argv[3])
x = torch.frombuffer(bytearray(pixels), dtype=torch.uint8).view(-1, 784).float() / 255
y = torch.frombuffer(bytearray(labels), dtype=torch.uint8).long()
net = torch.nn.Sequential(torch.nn.Linear(784, 128), torch.nn.ReLU(), torch.nn.Linear(128, 10))
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)
for turn in range(rounds + 1):
    start = time.perf_counter()
    order = torch.randperm(len(x))
    for first in range(0, len(x), 64):
        batch = order[first:first + 64]
        optimizer.zero_grad(set_to_none=True)
        torch.nn.functional.cross_entropy(net(x[batch]), y[batch]).backward()
        optimizer.step()
    if turn:
        rate = len(x) / (time.perf_counter() - start)
        print(f"training\t784-128-10 SGD\tPyTorch\t{threads}\t{turn}\t{rate:.0f}")
