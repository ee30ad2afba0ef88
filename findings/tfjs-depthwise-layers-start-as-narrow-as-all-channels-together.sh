#!/bin/sh
# TensorFlow.js starts a depthwise layer as if each output read all the channels.
#
# Seen on 2026-11-30 with @tensorflow/tfjs 4.22.0 (npm), back end cpu, on Node 20.20.2.
# depthwiseConv2d, kernel 5x5, 64 channels, depthwiseInitializer 'heUniform':
#   largest weight .0612 = sqrt(6/1600)
# and a normal input of variance 1 comes out with the variance .031, 1/64 of 2. Fan-in
# is taken from the kernel's shape [5, 5, 64, 1] as 5*5*64, the rule for a full
# convolution. But a depthwise output reads one channel, 25 numbers.
#
# Expected: bound sqrt(6/25) = .490, variance 2, which a ReLU behind it halves to keep
# 1.
# Why it matters: 64 channels make the first signal 8 times too small at each such
# layer, and a stack of them starts near 0. The fan-in is the number of products that
# one output sums; count them instead of reading a shape.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --cache "$dir/c" --no-audit -s @tensorflow/tfjs@4.22.0
NODE_PATH=$dir/node_modules node - <<'END'
const tf = require('@tensorflow/tfjs');
tf.enableProdMode();
const layer = tf.layers.depthwiseConv2d({ kernelSize: 5,
  depthwiseInitializer: tf.initializers.heUniform({ seed: 1 }) });
const out = layer.apply(tf.randomNormal([1, 20, 20, 64], 0, 1, 'float32', 2));
const largest = layer.getWeights()[0].abs().max().arraySync();
const variance = tf.moments(out).variance.arraySync();
console.log('largest weight', largest.toFixed(4), 'of one channel', Math.sqrt(6 / 25));
console.log('variance out', variance.toFixed(4), 'meant 2');
const narrow = Math.abs(largest - Math.sqrt(6 / 1600)) < 1e-3;
if (!narrow || Math.abs(variance * 32 - 1) > 0.3) {
  console.log('changed: the fan-in of a depthwise layer is another');
  process.exit(1);
}
END
