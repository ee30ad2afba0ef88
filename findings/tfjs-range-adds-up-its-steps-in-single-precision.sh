#!/bin/sh
# TensorFlow.js range and linspace add up their steps in single precision.
#
# Seen on 2026-11-30 with @tensorflow/tfjs 4.22.0 (npm), back end cpu, on Node 20.20.2.
#   range(0, 1, 1e-5) ends with 1.00098 where .99999 is meant: 99 steps too far, and
#   beyond a stop that it promises to leave out
#   linspace(0, 1, 11) ends with 1.0000001, linspace(0, 1, 1001) with .99999069
# Each number is the one before plus the step, rounded to float32, so the rounding
# errors add up, nearly all in one direction between two powers of two.
#
# Expected: start + i * step with one rounding; linspace to end exactly on its stop.
# Why it matters: a learning rate schedule or a grid for a plot made by x += dx drifts
# the same way in a C loop with floats. Multiply the index instead.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --cache "$dir/c" --no-audit -s @tensorflow/tfjs@4.22.0
NODE_PATH=$dir/node_modules node - <<'END'
const tf = require('@tensorflow/tfjs');
tf.enableProdMode();
const last = (t) => t.dataSync()[t.size - 1];
const range = tf.range(0, 1, 1e-5);
const ends = [11, 1001].map((n) => last(tf.linspace(0, 1, n)));
console.log('range of', range.size, 'ends with', last(range), 'meant', 0.99999);
console.log('linspace of 11 and 1001 ends with', ends.join(' and '));
if (!(last(range) > 1.0009) || !(ends[0] > 1) || !(ends[1] < 0.999991)) {
  console.log('changed: the steps no longer add up their errors');
  process.exit(1);
}
END
