#!/bin/sh
# ml-performance reports an accuracy of 2 and an error rate beside it that is no share.
#
# Seen on 2026-11-30 with ml-performance 0.2.0 (npm) on Node 20.20.2.
# Five scores .9 .9 .9 .1 .1 with the truths 1 1 0 0 0. By threshold:
#   none above    accuracy 1.5   error rate 2
#   from .9 up    accuracy 2     error rate .5
#   from .1 up    accuracy 1     error rate 1.5
# Accuracy divides the right answers by the number of distinct scores, 2, not by 5. The
# error rate divides only the false alarms, since a bracket closes too late. Where all
# scores differ the accuracy is right.
#
# Expected: accuracy .6 .8 .4, and error rate 1 minus that.
# Why it matters: scores tie as soon as a model saturates or is quantized, and a measure
# that is right without ties drifts. A range check (0 to 1) finds it at once.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --cache "$dir/c" --no-audit -s ml-performance@0.2.0
NODE_PATH=$dir/node_modules node - <<'END'
const Performance = require('ml-performance');
const options = { all: true, max: true };
const tied = new Performance([[0.9, 0.9, 0.9, 0.1, 0.1]], [[1, 1, 0, 0, 0]], options);
const apart = new Performance([[0.9, 0.8, 0.7, 0.2, 0.1]], [[1, 1, 0, 0, 0]], options);
for (const measure of ['acc', 'err'])
  console.log(measure, tied.getMeasure(measure), 'no ties', apart.getMeasure(measure));
if (String(tied.getMeasure('acc')) !== '1.5,2,1' || apart.getMeasure('acc')[2] !== 1 ||
    String(tied.getMeasure('err')) !== '2,0.5,1.5') {
  console.log('changed: accuracy or error rate with ties is another');
  process.exit(1);
}
END
