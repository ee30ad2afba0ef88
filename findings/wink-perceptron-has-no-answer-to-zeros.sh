#!/bin/sh
# wink-perceptron has no answer to an input of zeros, though it learned a bias for it.
#
# Seen on 2026-11-30 with wink-perceptron 2.0.0 (npm) on Node 20.20.2.
# OR of two inputs, learned with the defaults:
#   answers for 00 01 10 11    unknown yes yes yes
#   biases                     no 2.615, yes 1.692
# A class gets a score only where some feature is not 0, and the bias is added only to
# classes with a score. So 0,0 is "unknown" during training too: it counts as a mistake
# at each visit and raises the bias of "no" again and again, one-sided.
#
# Expected: "no" for 0,0; its bias is the larger one.
# Why it matters: the truth table is the first data set of every course, and its first
# row is zeros. A shortcut for absent features must not skip the bias, whose whole
# purpose is the answer to nothing.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --cache "$dir/c" --no-audit -s wink-perceptron@2.0.0
NODE_PATH=$dir/node_modules node - <<'END'
const perceptron = require('wink-perceptron')();
const inputs = [[0, 0], [0, 1], [1, 0], [1, 1]].map(([a, b]) => ({ a, b }));
perceptron.learn(inputs.map((x) => [x, { label: x.a || x.b ? 'yes' : 'no' }]));
const answers = inputs.map((x) => perceptron.predict(x));
const biases = JSON.parse(perceptron.exportJSON())[1];
console.log('answers for 00 01 10 11:', answers.join(' '));
console.log('biases: no', biases.no, 'yes', biases.yes);
if (answers[0] !== 'unknown' || !(biases.no > biases.yes)) {
  console.log('changed: zeros get an answer');
  process.exit(1);
}
END
