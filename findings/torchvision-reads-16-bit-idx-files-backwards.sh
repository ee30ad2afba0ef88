#!/bin/sh
# torchvision reads an IDX file of 16-bit or 32-bit integers backwards.
#
# Seen on 2026-11-30 with Debian's python3-torchvision 0.14.1-2, python3-torch
# 1.13.1+dfsg-4.
# Files that hold 1 2 / 3 4 in each of the format's types:
#   unsigned and signed byte   [[1, 2], [3, 4]]
#   16 bits                    [[1024, 768], [512, 256]]
#   32 bits                    [[67108864, 50331648], [33554432, 16777216]]
#   float and double           TypeError: torch.iinfo() requires an integer input type
# The format is big-endian. To turn the bytes around it turns the whole array around,
# which leaves each number's bytes as they were and the elements in reverse order.
#
# Expected: [[1, 2], [3, 4]] from all six.
# Why it matters: MNIST has bytes only, so five of the six types of a reader are never
# tried by anyone's data. Write one small file of each type, with numbers that differ.
set -eu
for package in python3-torchvision=0.14.1-2 python3-torch=1.13.1+dfsg-4; do
  [ "$(dpkg-query -W -f '${Version}' "${package%=*}" 2>&1)" = "${package#*=}" ] ||
    { echo "needs Debian's $package"; exit 2; }
done
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
/usr/bin/python3 -W ignore - "$dir/file" <<'END'
import struct
import sys
from torchvision.datasets.mnist import read_sn3_pascalvincent_tensor as read


def values(code, letter):
    """What is read from a 2x2 IDX file of one type, or the error's name."""
    with open(sys.argv[1], "wb") as file:
        file.write(struct.pack(">BBBBII", 0, 0, code, 2, 2, 2))
        file.write(struct.pack(">4" + letter, 1, 2, 3, 4))
    try:
        return read(sys.argv[1]).tolist()
    except TypeError:
        return "TypeError"


seen = [values(*kind) for kind in zip((8, 9, 11, 12, 13, 14), "Bbhifd")]
print(*seen, sep="\n")
expected = [[1024, 768], [512, 256]]
if seen[2] != expected or seen[3][0][0] != 4 << 24 or seen[4:] != ["TypeError"] * 2:
    sys.exit("changed: 16 or 32 bits or floats are read otherwise")
END
