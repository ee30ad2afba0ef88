#!/bin/sh
# ml-naivebayes looks at the first two features of a row and at no other.
#
# Seen on 2026-11-30 with ml-naivebayes 4.0.0 (npm) on Node 20.20.2.
# 40 rows of three features, two of them noise and one at -10 or +10 by the class:
#   the telling feature first    40 of 40 of the training rows right
#   the telling feature last     22 of 40
# Turning the sign of the last feature of every row changes no answer. GaussianNB's
# predict loops up to the length of a feature's pair (factor, variance), 2, and not up
# to the number of features. A far row, 60 beside means of 10 and -10, gets the class
# -1: the probabilities are multiplied out and are 0 for both classes.
#
# Expected: all features used, the order of the columns without effect, a class from 0
# on.
# Why it matters: iris rounded to its sepals still scores well above chance, so accuracy
# does not show it. Shuffle the columns: a model that treats them alike must not care.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --cache "$dir/c" --no-audit -s ml-naivebayes@4.0.0
NODE_PATH=$dir/node_modules node - <<'END'
const { GaussianNB } = require('ml-naivebayes');
const labels = Array.from({ length: 40 }, (_, i) => i % 2);
const noise = labels.map((_, i) => [Math.sin(i * 1.7), Math.cos(i * 2.3)]);
const telling = labels.map((label, i) => (label ? 10 : -10) + Math.sin(i));
const first = noise.map((row, i) => [telling[i], ...row]);
const last = noise.map((row, i) => [...row, telling[i]]);
function answers(train, test) {
  const model = new GaussianNB();
  model.train(train, labels);
  return model.predict(test);
}
const right = (a) => a.filter((label, i) => label === labels[i]).length;
const turned = last.map(([a, b, c]) => [a, b, -c]);
const counts = [right(answers(first, first)), right(answers(last, last))];
const same = String(answers(last, last)) === String(answers(last, turned));
const far = answers(first, [[60, 0, 0]])[0];
console.log('right, telling feature first and last:', counts.join(' '));
console.log('answers the same with its sign turned:', same, '| far row:', far);
if (counts[0] !== 40 || counts[1] !== 22 || !same || far !== -1) {
  console.log('changed: the third feature is read, or the far row has a class');
  process.exit(1);
}
END
