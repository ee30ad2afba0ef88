#!/bin/sh
# A TensorFlow.js optimizer remembers places in a list, not variables.
#
# Seen on 2026-11-30 with @tensorflow/tfjs 4.22.0 (npm), back end cpu, on Node 20.20.2.
# momentum(.1, .9). Three steps: x with gradient 1, then y alone with gradient 10, then
# x with gradient 1 again, each by minimize(f, false, [variable]):
#   x = -1.181    y = -1.09
# The velocity is kept under the variable's place in the list of that call, and both are
# first in theirs. So y starts with .9 of x's velocity, and x's second step is pushed by
# the velocity of y, 9.1 in place of 1.9. Adam and the others keep their state the same
# way.
#
# Expected: x = -.1 - .19 = -.29 and y = -1, each with a velocity of its own.
# Why it matters: two nets trained in turns by one optimizer (an adversary, an actor and
# a critic) disturb each other without an error as long as shapes agree. Give each its
# own optimizer, and in code of your own keep the state beside the parameter.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --cache "$dir/c" --no-audit -s @tensorflow/tfjs@4.22.0
NODE_PATH=$dir/node_modules node - <<'END'
const tf = require('@tensorflow/tfjs');
tf.enableProdMode();
function turns(together) {
  const [x, y] = [tf.variable(tf.scalar(0)), tf.variable(tf.scalar(0))];
  const one = tf.train.momentum(0.1, 0.9);
  const other = together ? one : tf.train.momentum(0.1, 0.9);
  one.minimize(() => x.mul(1), false, [x]);
  other.minimize(() => y.mul(10), false, [y]);
  one.minimize(() => x.mul(1), false, [x]);
  return [x, y].map((v) => v.arraySync());
}
const [shared, apart] = [turns(true), turns(false)];
console.log('one optimizer: x, y =', shared.join(', '));
console.log('one for each:  x, y =', apart.join(', '));
const near = (a, b) => a.every((v, i) => Math.abs(v - b[i]) < 1e-5);
if (!near(shared, [-1.181, -1.09]) || !near(apart, [-0.29, -1])) {
  console.log('changed: the variables do not share a velocity any more');
  process.exit(1);
}
END
