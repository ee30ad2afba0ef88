#!/bin/sh
# NumPy's mean over the rows of a float32 table of .1 is .1088; along a row it is .1.
#
# Seen on 2026-11-30 with Debian's python3-numpy 1:1.24.2-1+deb12u1.
# Ten million rows of three columns, every number .1 in float32:
#   table.mean(axis=0)    .10879367 in each column
#   table.std(axis=0)     .0088 where every number is the same
#   table[:, 0].mean()    .09999894
#   three long rows       .09999894 each, by mean(axis=1)
# Along a contiguous axis NumPy adds in pairs, over the rows it adds one row after the
# other to a float32 sum, which grows so large that a tenth is rounded to another
# number.
#
# Expected: the same mean whichever way the table lies.
# Why it matters: the mean and deviation of each pixel over the examples is the first
# step of standardizing, and axis 0 is the one it takes. Sum in double, or use Welford's
# update.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
cd "$dir"
[ "$(dpkg-query -W -f '${Version}' python3-numpy 2>&1)" = 1:1.24.2-1+deb12u1 ] ||
  { echo "needs Debian's python3-numpy 1:1.24.2-1+deb12u1"; exit 2; }
/usr/bin/python3 - <<'END'
import sys
import numpy as np

table = np.full((10_000_000, 3), 0.1, np.float32)
down = table.mean(axis=0)
spread = table.std(axis=0)
column = table[:, 0].mean()
row = table.reshape(3, -1).mean(axis=1)
print("over the rows", down, "deviation", spread)
print("one column", column, "long rows", row)
if not (np.all(down > 0.108) and np.all(spread > 0.008) and abs(column - 0.1) < 1e-5):
    sys.exit("changed: the mean over the rows is nearer")
END
