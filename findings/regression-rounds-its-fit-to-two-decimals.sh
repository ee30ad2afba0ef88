#!/bin/sh
# The npm package regression fits a line to three exact points and reports an R squared
# of -6.
#
# Seen on 2026-11-30 with regression 2.0.1 (npm) on Node 20.20.2.
# linear() of .001 .002 .003 at x = 0 1 2:
#   default          equation 0 0         predict(1) 0       r2 -6
#   precision 10     equation .001 .001   predict(1) .002    r2 1
# "precision" is documented as the number of decimals, 2 unless given. What is not said
# is that the fit itself is rounded, before predictions and score are made from it.
#
# Expected: rounding of what is printed, not of the parameters.
# Why it matters: learning rates, weights and losses live below .01. Decimals are a bad
# measure of precision, digits a good one, and a model is to be rounded for display
# only.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --cache "$dir/c" --no-audit -s regression@2.0.1
NODE_PATH=$dir/node_modules node - <<'END'
const regression = require('regression');
const points = [[0, 0.001], [1, 0.002], [2, 0.003]];
const [plain, fine] = [{}, { precision: 10 }].map((o) => regression.linear(points, o));
for (const { equation, r2, predict } of [plain, fine])
  console.log('equation', equation.join(' '), 'predict(1)', predict(1)[1], 'r2', r2);
if (plain.predict(1)[1] !== 0 || plain.r2 >= 0 || fine.predict(1)[1] !== 0.002) {
  console.log('changed: the fit is not rounded to two decimals');
  process.exit(1);
}
END
