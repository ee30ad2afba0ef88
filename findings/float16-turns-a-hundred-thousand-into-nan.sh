#!/bin/sh
# float16 turns a hundred thousand into nan on the way to half precision.
#
# Seen on 2026-11-30 with the npm package float16 0.0.1 on Node 20.20.2.
#   65519 -> 65504 and 65520 -> Infinity, as IEEE 754 has it
#   1e5 -> NaN, 131072 -> -0, 262144 -> -.000061, -1e6 -> .00023 (a code of 17 bits)
# It goes through all 65,536 codes and back without a fault. Larger numbers run over
# from the exponent into the sign, so they come out as nan, as nothing or with the other
# sign. Ties go up, not to even: 1 + 2^-11 becomes 1.00098.
#
# Expected: Infinity for everything from 65520 on.
# Why it matters: overflow is what a loss scale is tuned by, and an infinity is caught
# where a plausible number is not. A round trip over all codes tests the numbers that
# fit; test one that does not fit, too.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --cache "$dir/c" --no-audit -s float16@0.0.1
NODE_PATH=$dir/node_modules node - <<'END'
const { byteToFloat16, float16ToByte } = require('float16');
const half = (x) => byteToFloat16(float16ToByte(x));
for (const x of [65519, 65520, 1e5, 131072, 262144, -1e6, 1 + 2 ** -11])
  console.log(x, 'code', float16ToByte(x).toString(16), 'is', half(x));
if (half(65520) !== Infinity || half(1e5) === Infinity || half(131072) === Infinity) {
  console.log('changed: large numbers become infinite');
  process.exit(1);
}
END
