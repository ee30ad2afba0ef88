#!/bin/sh
# PyTorch's mean of a hundred thousand half-precision ones is nan.
#
# Seen on 2026-11-30 with Debian's python3-torch 1.13.1+dfsg-4 and python3-numpy
# 1:1.24.2-1+deb12u1, on the CPU.
#   float16 ones      65,504 of them: sum 65504, mean 1     100,000: sum inf, mean nan
#   the same, NumPy   100,000: sum inf, mean 1
#   bfloat16 ones     100,000: sum 99840, mean 1
# The sum is beyond the largest half, 65504, and the division is made in half precision
# too: 100,000 as a half is infinite, and inf / inf is nan. A mean of numbers between 0
# and 1 always fits; its two parts do not.
#
# Expected: 1, from an accumulator of float32, as NumPy does it.
# Why it matters: the mean of a loss over 100,000 pixels is no large one. Format of the
# numbers and format of the sum are two decisions; make the second one yourself.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
cd "$dir"
for package in python3-torch=1.13.1+dfsg-4 python3-numpy=1:1.24.2-1+deb12u1; do
  [ "$(dpkg-query -W -f '${Version}' "${package%=*}" 2>&1)" = "${package#*=}" ] ||
    { echo "needs Debian's $package"; exit 2; }
done
/usr/bin/python3 -W ignore - <<'END'
import sys
import numpy as np
import torch

for kind in (torch.float16, torch.bfloat16):
    for count in (65504, 100_000):
        ones = torch.ones(count, dtype=kind)
        print(kind, count, "sum", ones.sum().item(), "mean", ones.mean().item())
numpy_mean = np.ones(100_000, np.float16).mean()
print("NumPy float16 100000 mean", numpy_mean)
if not torch.ones(100_000, dtype=torch.float16).mean().isnan() or numpy_mean != 1:
    sys.exit("changed: the mean of half ones is a number")
END
