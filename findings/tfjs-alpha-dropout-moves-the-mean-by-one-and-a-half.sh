#!/bin/sh
# TensorFlow.js alphaDropout moves the mean from 0 to 1.56.
#
# Seen on 2026-11-30 with @tensorflow/tfjs 4.22.0 (npm), back end cpu, on Node 20.20.2.
# 200,000 normal numbers (mean 0, variance 1) through the layer in training:
#   rate .1  mean .33   variance 1.01
#   rate .3  mean .91   variance 1.00
#   rate .5  mean 1.56  variance 1.00
# The layer sets dropped units to a low value and then maps a*x + b to bring mean and
# variance back. It sets them to +1.758 where -1.758 is meant: zeros at rate .5 come out
# as .779 (kept, b) and 2.338 (dropped), so the mean is twice b instead of 0.
#
# Expected: mean 0, variance 1, as the self-normalizing nets it was made for need.
# Why it matters: the next layer sees inputs in training that it never sees in use, and
# the variance alone looks right. Two moments of one layer on noise take a minute to
# measure.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --cache "$dir/c" --no-audit -s @tensorflow/tfjs@4.22.0
NODE_PATH=$dir/node_modules node - <<'END'
const tf = require('@tensorflow/tfjs');
tf.enableProdMode();
const noise = tf.randomNormal([200000], 0, 1, 'float32', 5);
const low = -1.7580993408473766;
let moved = true;
for (const rate of [0.1, 0.3, 0.5]) {
  const out = tf.layers.alphaDropout({ rate }).apply(noise, { training: true });
  const moments = tf.moments(out);
  const [mean, variance] = [moments.mean.arraySync(), moments.variance.arraySync()];
  const a = 1 / Math.sqrt((1 - rate) * (1 + rate * low * low));
  console.log('rate', rate, 'mean', mean.toFixed(2), 'variance', variance.toFixed(2));
  moved &&= Math.abs(mean + 2 * a * low * rate) < 0.02 && Math.abs(variance - 1) < 0.03;
}
if (!moved) {
  console.log('changed: the mean is no longer twice the shift');
  process.exit(1);
}
END
