#!/bin/sh
# PyTorch's softplus of one number has other bits alone than in a long vector.
#
# Seen on 2026-11-30 with Debian's python3-torch 1.13.1+dfsg-4 on x86-64 with AVX2.
# 1000 numbers from -3 to 3, float32, as one vector and each by itself:
#   softplus 120 differ, sigmoid 33, silu 38; exp and tanh none
# Whole groups of numbers go through vector code, a rest that fills no group through the
# scalar function of the C library, and the two round differently by a unit in the last
# place. So the answer for an example depends on how many others stand beside it.
#
# Expected: one function, one result; the functions of the second kind show that it can
# be.
# Why it matters: "predict one" and "predict a batch" cannot be compared bit by bit, nor
# a run with another batch size. Compare within a tolerance, or write the rest of a loop
# with the same operations as its body.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
cd "$dir"
[ "$(dpkg-query -W -f '${Version}' python3-torch 2>&1)" = 1.13.1+dfsg-4 ] ||
  { echo "needs Debian's python3-torch 1.13.1+dfsg-4"; exit 2; }
/usr/bin/python3 -W ignore - <<'END'
import sys
import torch
from torch.nn.functional import silu, softplus

numbers = torch.linspace(-3, 3, 1000)
functions = (softplus, torch.sigmoid, silu, torch.exp, torch.tanh)
counts = []
for function in functions:
    alone = torch.cat([function(numbers[i:i + 1]) for i in range(1000)])
    counts.append(int((function(numbers) != alone).sum()))
    print(function.__name__, counts[-1], "of 1000 differ")
if counts[0] == 0 or counts[1] == 0 or counts[3:] != [0, 0]:
    sys.exit("changed: the place in the vector matters for other functions")
END
