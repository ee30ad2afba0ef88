#!/bin/sh
# ml-regression gives full marks to a line that runs the wrong way.
#
# Seen on 2026-11-30 with ml-regression-simple-linear 3.0.1 (npm) on Node 20.20.2; all
# regressions of ml-regression share this score. A line fitted to 1 3 5 at x = 0 1 2,
# judged on other targets:
#   targets 1 3 5         r2 1   rmsd 0
#   targets 5 3 1         r2 1   rmsd 3.27
#   targets 101 103 105   r2 1   rmsd 100
# r2 is the square of the correlation between predictions and targets, which no
# constant, no factor and no sign can lower. Its comment calls it the coefficient of
# determination.
#
# Expected: 1 - squared error / squared deviation from the mean: 1, -3 and -3749.
# Why it matters: on the data of a linear fit the two are the same number, so the mix-up
# shows only on a test set, where a score is needed. A score that cannot be negative is
# not this R squared.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --cache "$dir/c" --no-audit -s \
  ml-regression-simple-linear@3.0.1
NODE_PATH=$dir/node_modules node - <<'END'
const { SimpleLinearRegression } = require('ml-regression-simple-linear');
const x = [0, 1, 2];
const line = new SimpleLinearRegression(x, [1, 3, 5]);
const scores = [[1, 3, 5], [5, 3, 1], [101, 103, 105]].map((y) => {
  const { r2, rmsd } = line.score(x, y);
  console.log('targets', y.join(' '), 'r2', r2.toFixed(6), 'rmsd', rmsd.toFixed(2));
  return r2;
});
if (scores.some((r2) => Math.abs(r2 - 1) > 1e-9)) {
  console.log('changed: a wrong direction or an offset lowers r2');
  process.exit(1);
}
END
