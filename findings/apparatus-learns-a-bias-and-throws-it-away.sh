#!/bin/sh
# apparatus learns a bias and throws it away before it answers.
#
# Seen on 2026-11-30 with apparatus 0.0.10 (npm) on Node 20.20.2.
# LogisticRegressionClassifier learns from 1, 2, 3 "small" and 5, 6, 7 "large", which
# any threshold between 3 and 5 separates. It then calls all six "large", 1 included
# with a probability of .9985: one weight is kept per class, 6.53 and -6.53, and no
# bias. During training it puts a column of ones before the inputs and fits weight and
# bias; the bias is cut off the result. sigmoid(6.53 x) says "large" to every positive
# number.
#
# Expected: six right answers of six, as the boundary it fitted gives.
# Why it matters: a bias forgotten on one of the two ways, training or answering, is one
# of the quiet faults of a first network. Centered inputs hide it. Test with inputs that
# are all positive.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --cache "$dir/c" --no-audit -s apparatus@0.0.10
NODE_PATH=$dir/node_modules node - <<'END'
const { LogisticRegressionClassifier } = require('apparatus');
const classifier = new LogisticRegressionClassifier();
for (const x of [1, 2, 3]) classifier.addExample([x], 'small');
for (const x of [5, 6, 7]) classifier.addExample([x], 'large');
classifier.train();
const answers = [1, 2, 3, 5, 6, 7].map((x) => classifier.classify([x]));
const numbers = classifier.theta.map((theta) => theta.elements.length);
console.log('answers for 1 2 3 5 6 7:', answers.join(' '));
console.log('numbers kept per class:', numbers.join(' '));
if (answers.some((a) => a !== 'large') || numbers.some((n) => n !== 1)) {
  console.log('changed: not everything is "large" any more');
  process.exit(1);
}
END
