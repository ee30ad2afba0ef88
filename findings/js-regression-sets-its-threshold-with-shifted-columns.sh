#!/bin/sh
# js-regression sets its decision threshold with the columns shifted by one.
#
# Seen on 2026-11-30 with js-regression 1.0.10 (npm) on Node 20.20.2.
# fit() returns a threshold, the lowest probability that it gives to a positive training
# row. Four rows with x = 0 1 2 3, a second input of 5 throughout and labels 0 0 1 1:
#   probabilities by transform()   2.0e-7  .0059  .9944  .99999981
#   threshold                      .6917
# The rows already carry the 1 for the bias when transform() puts another 1 before them,
# so the threshold comes from the inputs (1, 1, x) instead of (1, x, 5).
#
# Expected: .9944, the lowest of the two positive rows.
# Why it matters: a bias column added twice shifts every feature by one place and raises
# no error, since the extra last column is never read. Check shapes at every door.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --cache "$dir/c" --no-audit -s js-regression@1.0.10
NODE_PATH=$dir/node_modules node - <<'END'
const { LogisticRegression } = require('js-regression');
const rows = [[0, 5, 0], [1, 5, 0], [2, 5, 1], [3, 5, 1]];
const model = new LogisticRegression({ alpha: 0.5, iterations: 3000 });
const { threshold, theta } = model.fit(rows);
const lowest = Math.min(model.transform([2, 5]), model.transform([3, 5]));
const sigmoid = (z) => 1 / (1 + Math.exp(-z));
const shifted = [2, 3].map((x) => sigmoid(theta[0] + theta[1] + theta[2] * x));
console.log('threshold', threshold.toFixed(6), 'lowest positive', lowest.toFixed(6));
console.log('from (1, 1, x):', shifted.map((p) => p.toFixed(6)).join(' '));
if (Math.abs(threshold - Math.min(...shifted)) > 1e-12 || lowest < 0.99) {
  console.log('changed: the threshold no longer comes from shifted columns');
  process.exit(1);
}
END
