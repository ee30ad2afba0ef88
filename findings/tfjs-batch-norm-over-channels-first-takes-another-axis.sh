#!/bin/sh
# TensorFlow.js batch normalization over channels first normalizes along another axis.
#
# Seen on 2026-11-30 with @tensorflow/tfjs 4.22.0 (npm), back end cpu, on Node 20.20.2.
# One 2x2 image of two channels, [[0, 1], [2, 3]] and [[4, 5], [6, 7]], through
# batchNormalization({axis: 1}) in training:
#   -1.34 -4.02 .45 -2.24 | 2.24 -.45 4.02 1.34
# The means 1.5 and 5.5 are those of the channels, but they are subtracted along the
# last axis, from the columns. In use (training false) the layer takes the right axis,
# and the running means it keeps are right as well.
#
# Expected: -1.34 -.45 .45 1.34 for each of the two channels.
# Why it matters: the shape of the result is right, so only a look at numbers tells.
# Model.fit does stop, in the backward pass, with sizes that do not match, which sends
# the search to the wrong place. Test a layer in training and in use, and per channel:
# mean 0, variance 1.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --cache "$dir/c" --no-audit -s @tensorflow/tfjs@4.22.0
NODE_PATH=$dir/node_modules node - <<'END'
const tf = require('@tensorflow/tfjs');
tf.enableProdMode();
const image = tf.range(0, 8).reshape([1, 2, 2, 2]);
const train = (layer, x) => layer.apply(x, { training: true });
const first = train(tf.layers.batchNormalization({ axis: 1 }), image);
// The same numbers with the channels last, normalized there and turned back.
const last = train(tf.layers.batchNormalization(), image.transpose([0, 2, 3, 1]));
const right = last.transpose([0, 3, 1, 2]);
const show = (t) => Array.from(t.dataSync(), (v) => v.toFixed(2)).join(' ');
console.log('channels first', show(first));
console.log('turned around ', show(right));
const column = (v) => (v - (v % 2 ? 5.5 : 1.5)) / Math.sqrt(1.251);
const seen = first.dataSync().every((v, i) => Math.abs(v - column(i)) < 1e-4);
if (!seen || Math.abs(right.dataSync()[1] + 0.44703) > 1e-4) {
  console.log('changed: the channels\' means no longer go to the columns');
  process.exit(1);
}
END
