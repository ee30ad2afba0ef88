#!/bin/sh
# PyTorch's ReduceLROnPlateau never sees a negative loss stand still.
#
# Seen on 2026-11-30 with Debian's python3-torch 1.13.1+dfsg-4.
# patience 0, factor .5, a learning rate of 1 and a loss that does not move for 10
# epochs:
#   loss 1.5     learning rate .00195
#   loss -1.5    learning rate 1
# An epoch counts as better below best * (1 - 1e-4). For a negative best that limit lies
# above it, so the same loss is an improvement again each time, and even a slowly rising
# one: from -1.5 to -1.4993 in ten steps, the rate stays 1.
#
# Expected: the same for a loss and the loss plus a constant; the relative threshold is
# the documented default, its effect below 0 is not mentioned.
# Why it matters: log-densities and cosine losses are negative. A relative threshold
# needs the size of a number, not its sign; give threshold_mode='abs'.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
cd "$dir"
[ "$(dpkg-query -W -f '${Version}' python3-torch 2>&1)" = 1.13.1+dfsg-4 ] ||
  { echo "needs Debian's python3-torch 1.13.1+dfsg-4"; exit 2; }
/usr/bin/python3 -W ignore - <<'END'
import sys
import torch


def rate_after(losses):
    """The learning rate after one epoch for each loss."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(
        optimizer, factor=0.5, patience=0)
    for loss in losses:
        scheduler.step(loss)
    return optimizer.param_groups[0]["lr"]


positive, negative = rate_after([1.5] * 10), rate_after([-1.5] * 10)
rising = rate_after([-1.5 * 0.99995**n for n in range(10)])
print("loss 1.5", positive, "loss -1.5", negative, "rising from -1.5", rising)
if positive > 0.002 or negative != 1:
    sys.exit("changed: a negative loss that stands still lowers the rate")
END
