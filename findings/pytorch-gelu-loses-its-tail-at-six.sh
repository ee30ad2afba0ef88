#!/bin/sh
# PyTorch's GELU in float32 is 57 percent off at -5.5 and 0 from -5.6 on.
#
# Seen on 2026-11-30 with Debian's python3-torch 1.13.1+dfsg-4.
#   x        float32        float64 of the same library
#   -3       -.00404987     -.00404969
#   -5.5     -1.6391e-07    -1.0444e-07
#   -6        0             -5.9195e-09
#   -inf      nan            nan
# It computes x/2 * (1 + erf(x/sqrt 2)). The sum of 1 and nearly -1 can only be 0 or a
# multiple of 6e-8. Minus infinity gives -inf * 0. With erfc, which has the tail, the
# same formula has its digits down to -13.
#
# Expected: what it gives in float64, rounded, and 0 for -inf.
# Why it matters: the values are small, but their slope is what a gradient check looks
# at, and a nan from one masked input (-inf) spreads through the next layer. 1 - p for p
# near 1 is the commonest way to lose digits: look for the function that computes the
# rest itself.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
cd "$dir"
[ "$(dpkg-query -W -f '${Version}' python3-torch 2>&1)" = 1.13.1+dfsg-4 ] ||
  { echo "needs Debian's python3-torch 1.13.1+dfsg-4"; exit 2; }
/usr/bin/python3 -W ignore - <<'END'
import sys
import torch

inputs = torch.tensor([-3.0, -5.5, -6.0, float("-inf")])
single = torch.nn.functional.gelu(inputs)
double = torch.nn.functional.gelu(inputs.double())
tail = inputs.double() / 2 * torch.special.erfc(-inputs.double() / 2**0.5)
for row in zip(inputs.tolist(), single.tolist(), double.tolist(), tail.tolist()):
    print("x %g float32 %g float64 %g by erfc %g" % row)
if not (1.5 < single[1] / double[1] < 1.6 and single[2] == 0 and single[3].isnan()):
    sys.exit("changed: the tail or minus infinity is another")
END
