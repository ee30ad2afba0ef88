#!/bin/sh
# PyTorch's weighted cross-entropy depends on whether a class is written 2 or 0 0 1.
#
# Seen on 2026-11-30 with Debian's python3-torch 1.13.1+dfsg-4.
# Three rows of logits, class weights 1 2 3, the same classes 0 2 1:
#   as indices             1.3840, divided by the sum of the rows' weights, 6
#   as one-hot rows        2.7679, divided by the number of rows, 3
# The gradients differ by the same factor, here 2, the mean weight. Without weights the
# two are equal. Each formula is in the documentation, under its kind of target.
#
# Expected: a target written in two ways is one target and has one loss.
# Why it matters: label smoothing, mixup and soft labels turn indices into rows, and
# with weights the learning rate changes along. "Mean" is not a definition: say by what
# is divided, and test it with weights that do not average to 1.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
cd "$dir"
[ "$(dpkg-query -W -f '${Version}' python3-torch 2>&1)" = 1.13.1+dfsg-4 ] ||
  { echo "needs Debian's python3-torch 1.13.1+dfsg-4"; exit 2; }
/usr/bin/python3 -W ignore - <<'END'
import sys
import torch
from torch.nn.functional import cross_entropy, one_hot

logits = torch.tensor([[0.2, -0.4, 0.6], [1.0, 0.5, -0.3], [-0.1, 0.8, 0.3]])
weights = torch.tensor([1.0, 2.0, 3.0])
classes = torch.tensor([0, 2, 1])
rows = one_hot(classes).float()
index, row = (cross_entropy(logits, t, weight=weights) for t in (classes, rows))
print("indices %.4f rows %.4f quotient %.4f" % (index, row, row / index))
plain = [cross_entropy(logits, t) for t in (classes, rows)]
print("without weights %.4f %.4f" % tuple(plain))
if abs(row / index - 2) > 1e-5 or abs(plain[0] - plain[1]) > 1e-6:
    sys.exit("changed: the two ways of writing give one loss")
END
