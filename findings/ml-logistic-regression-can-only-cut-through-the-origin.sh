#!/bin/sh
# ml-logistic-regression has no bias and can only cut through the origin.
#
# Seen on 2026-11-30 with ml-logistic-regression 2.0.0 (npm) on Node 20.20.2.
# Inputs 1 2 3 of class 0 and 5 6 7 of class 1, 20,000 steps: answers 1 1 1 1 1 1, one
# weight per class, .22 and -.22. With a column of ones added by hand: 0 0 0 1 1 1.
# Neither its page nor its types say that the column is the caller's task, and its own
# example happens to need none. The step is the sum over the rows, not the mean, so the
# learning rate has to shrink as the data grows.
#
# Expected: a bias, as logistic regression has it nearly everywhere.
# Why it matters: pixels are never negative, so a boundary through the origin is a bad
# one for pictures, and nothing but a mediocre accuracy tells. Ask a linear model for a
# threshold first: three numbers below it, three above.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --cache "$dir/c" --no-audit -s \
  ml-logistic-regression@2.0.0 ml-matrix@6.15.1
NODE_PATH=$dir/node_modules node - <<'END'
const { Matrix } = require('ml-matrix');
const required = require('ml-logistic-regression');
const LogisticRegression = required.default || required;
const labels = Matrix.columnVector([0, 0, 0, 1, 1, 1]);
function answers(rows) {
  const model = new LogisticRegression({ numSteps: 20000, learningRate: 5e-3 });
  model.train(new Matrix(rows), labels);
  return model.predict(new Matrix(rows)).join(' ');
}
const inputs = [1, 2, 3, 5, 6, 7];
const alone = answers(inputs.map((x) => [x]));
const withOnes = answers(inputs.map((x) => [1, x]));
console.log('inputs alone:', alone, '| with a column of ones:', withOnes);
if (alone !== '1 1 1 1 1 1' || withOnes !== '0 0 0 1 1 1') {
  console.log('changed: there is a bias now');
  process.exit(1);
}
END
