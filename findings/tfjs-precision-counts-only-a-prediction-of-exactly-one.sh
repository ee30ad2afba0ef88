#!/bin/sh
# TensorFlow.js precision and recall count only a prediction of exactly 1.
#
# Seen on 2026-11-30 with @tensorflow/tfjs 4.22.0 (npm), back end cpu, on Node 20.20.2.
# Truths 1 1 0 0, probabilities .99 .8 .6 .1:
#   metrics.precision 0   metrics.recall 0   metrics.binaryAccuracy of the rows 1 1 0 1
# binaryAccuracy cuts at .5. Precision and recall ask whether the prediction equals 1
# and there is no threshold to give. A sigmoid reports 0 for both through a whole
# training, in float32 until it saturates to 1 beyond a logit of 17.
#
# Expected: precision 2/3 and recall 1 at the threshold .5 of the metric beside them.
# Why it matters: a 0 that looks like a model that learns nothing is a measure that
# counts nothing. Feed a metric one example with a known answer first, with real
# probabilities and not with labels.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --cache "$dir/c" --no-audit -s @tensorflow/tfjs@4.22.0
NODE_PATH=$dir/node_modules node - <<'END'
const tf = require('@tensorflow/tfjs');
tf.enableProdMode();
const truths = tf.tensor2d([[1], [1], [0], [0]]);
const soft = tf.tensor2d([[0.99], [0.8], [0.6], [0.1]]);
const hard = soft.greater(0.5).cast('float32');
const { precision, recall, binaryAccuracy } = tf.metrics;
const of = (metric, p) => metric(truths, p).arraySync();
for (const [name, p] of [['probabilities', soft], ['cut at .5', hard]])
  console.log(name, 'precision', of(precision, p), 'recall', of(recall, p));
console.log('binary accuracy of the rows', of(binaryAccuracy, soft).join(' '));
if (of(precision, soft) !== 0 || of(recall, soft) !== 0 || of(recall, hard) !== 1) {
  console.log('changed: probabilities below 1 count');
  process.exit(1);
}
END
