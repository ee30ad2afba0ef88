#!/bin/sh
# ml-confusion-matrix returns the miss rate when asked for the false omission rate.
#
# Seen on 2026-11-30 with ml-confusion-matrix 2.0.0 (npm) on Node 20.20.2.
# For 10 sick people, 8 found and 2 missed, and 90 well ones, 60 cleared and 30 alarmed:
#   getFalseOmissionRate('sick') = .2      getFalseNegativeRate('sick') = .2
# It divides the missed by all the sick, FN / (FN + TP).
#
# Expected: the share of the cleared who are sick after all, FN / (FN + TN) = 2/62 =
# .0323, which is 1 minus the negative predictive value that the same object returns as
# .9677.
# Why it matters: the four cells of a confusion matrix give eight ratios, and each reads
# as right until it is checked on unequal classes. Two ratios of one matrix that must
# add up to 1 are a free test.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --cache "$dir/c" --no-audit -s ml-confusion-matrix@2.0.0
NODE_PATH=$dir/node_modules node - <<'END'
const { ConfusionMatrix } = require('ml-confusion-matrix');
const matrix = new ConfusionMatrix([[8, 2], [30, 60]], ['sick', 'well']);
const omission = matrix.getFalseOmissionRate('sick');
const predictive = matrix.getNegativePredictiveValue('sick');
console.log('false omission rate', omission, 'of the cleared', 2 / 62);
console.log('with the negative predictive value it sums to', omission + predictive);
if (omission !== 0.2 || Math.abs(predictive - 60 / 62) > 1e-12) {
  console.log('changed: the false omission rate is no longer FN / (FN + TP)');
  process.exit(1);
}
END
