#!/bin/sh
# TensorFlow.js randomGamma takes its inverse scale for a scale.
#
# Seen on 2026-11-30 with @tensorflow/tfjs 4.22.0 (npm), back end cpu, on Node 20.20.2.
# 20,000 numbers by randomGamma([20000], alpha, beta):
#   alpha 2, beta 4    mean 7.99, variance 31.8
#   alpha 9, beta 3    mean 27.0, variance 80.7
# The documentation calls beta the inverse scale, so the mean is alpha / beta and the
# variance alpha / beta^2. What comes is alpha * beta and alpha * beta^2.
#
# Expected: means .5 and 3, variances .125 and 1.
# Why it matters: the default beta of 1 is right either way. Rate or scale, variance or
# deviation, keep or drop: for a parameter with two conventions draw 20,000 numbers at a
# value that is not its own inverse, and look at the mean.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --cache "$dir/c" --no-audit -s @tensorflow/tfjs@4.22.0
NODE_PATH=$dir/node_modules node - <<'END'
const tf = require('@tensorflow/tfjs');
tf.enableProdMode();
let scaled = true;
for (const [alpha, beta] of [[2, 1], [2, 4], [9, 3]]) {
  const draws = tf.moments(tf.randomGamma([20000], alpha, beta, 'float32', 3));
  const [mean, variance] = [draws.mean, draws.variance].map((t) => t.arraySync());
  console.log('alpha', alpha, 'beta', beta, 'mean', mean, 'variance', variance);
  scaled &&= Math.abs(mean / (alpha * beta) - 1) < 0.05;
}
if (!scaled) {
  console.log('changed: beta is no longer a scale');
  process.exit(1);
}
END
