#!/bin/sh
# ml-cart's regression tree refuses a split because it is perfect.
#
# Seen on 2026-11-30 with ml-cart 2.1.1 (npm) on Node 20.20.2.
#   inputs 0 1 2 3 4 5, targets 1 1 1 5 5 5      predictions 3 3 3 3 3 3
#   the last target 5.1 instead of 5             predictions 1 1 1 5.03 5.03 5.03
# The tree calls the squared error left after a split its gain, looks for the smallest,
# and then splits only if the "gain" is larger than 0. An error of 0 is the one that
# fails. A random forest of such trees has the same fault at every node that could be
# finished.
#
# Expected: 1 1 1 5 5 5 after one split at 2.5.
# Why it matters: a score to be made large and an error to be made small went through
# one comparison. Noise in the data hides it; the first test of a learner is a case that
# it can solve exactly.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --cache "$dir/c" --no-audit -s ml-cart@2.1.1
NODE_PATH=$dir/node_modules node - <<'END'
const { DecisionTreeRegression } = require('ml-cart');
const inputs = [[0], [1], [2], [3], [4], [5]];
const predictions = [5, 5.1].map((last) => {
  const tree = new DecisionTreeRegression();
  tree.train(inputs, [1, 1, 1, 5, 5, last]);
  return tree.predict(inputs).map((p) => p.toFixed(2)).join(' ');
});
console.log('targets 1 1 1 5 5 5:  ', predictions[0]);
console.log('targets 1 1 1 5 5 5.1:', predictions[1]);
const flat = /^(3.00 ?){6}$/.test(predictions[0]);
if (!flat || !predictions[1].startsWith('1.00 1.00 1.00 5.')) {
  console.log('changed: the perfect split is made');
  process.exit(1);
}
END
