#!/bin/sh
# simple-statistics lets the normal distribution end at one in a thousand.
#
# Seen on 2026-11-30 with simple-statistics 7.12.1 (npm) on Node 20.20.2.
#   cumulativeStdNormalProbability(3.09)  .999     true .998999
#   cumulativeStdNormalProbability(4)     .999     true .999968
#   cumulativeStdNormalProbability(8)     .999     true 1 - 6e-16
# The function reads a printed table of four digits, which stops at 3.09, and gives its
# last entry to everything beyond. Its own errorFunction knows better: (1 +
# erf(4/sqrt(2))) / 2 = .99997. probit(.975) is 1.957, not 1.960.
#
# Expected: what the error function beside it gives.
# Why it matters: "is the difference of two accuracies chance?" is asked in exactly that
# tail: a p-value is never below .001 here, and so GELU by it is off by .004 at 4. Check
# a special function where it is nearly 0 and nearly 1.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --cache "$dir/c" --no-audit -s simple-statistics@7.12.1
NODE_PATH=$dir/node_modules node - <<'END'
const statistics = require('simple-statistics');
const below = statistics.cumulativeStdNormalProbability;
const other = (z) => (1 + statistics.errorFunction(z / Math.SQRT2)) / 2;
for (const z of [3.09, 4, 8])
  console.log(z, below(z), 'by its error function', other(z));
console.log('probit(.975)', statistics.probit(0.975));
if (below(8) !== 0.999 || other(8) < 0.9999999 || statistics.probit(0.975) > 1.958) {
  console.log('changed: the tail goes on, or probit is nearer');
  process.exit(1);
}
END
