#!/bin/sh
# TensorFlow.js rotates an image by a quarter turn and loses a row of pixels.
#
# Seen on 2026-11-30 with @tensorflow/tfjs 4.22.0 (npm), back end cpu, on Node 20.20.2.
# image.rotateWithOffset of 1 2 3 / 4 5 6 / 7 8 9 by pi/2 about the center (.5, .5):
#   0 0 0 / 3 6 9 / 2 5 8
# The picture turns about (1.5, 1.5), a corner shared by four pixels if pixels are
# counted from 0, not about the middle pixel (1, 1): it arrives one row too low, the row
# that would be last is gone and the fill comes in. A half turn shifts by a row and a
# column.
#
# Expected: 3 6 9 / 2 5 8 / 1 4 7, as in numpy.rot90.
# Why it matters: random rotations are the usual way to make more digits. Half a pixel
# of center moves every rotated image to one side, and a 28x28 digit loses an edge. A
# center is (n - 1)/2 where pixels are points, n/2 where they are squares.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --cache "$dir/c" --no-audit -s @tensorflow/tfjs@4.22.0
NODE_PATH=$dir/node_modules node - <<'END'
const tf = require('@tensorflow/tfjs');
tf.enableProdMode();
const image = tf.range(1, 10).reshape([1, 3, 3, 1]);
const turn = (angle) => tf.image.rotateWithOffset(image, angle, 0, 0.5)
  .reshape([3, 3]).arraySync().map((row) => row.join(' ')).join(' / ');
console.log('quarter turn', turn(Math.PI / 2));
console.log('half turn   ', turn(Math.PI));
if (turn(Math.PI / 2) !== '0 0 0 / 3 6 9 / 2 5 8') {
  console.log('changed: the quarter turn is another');
  process.exit(1);
}
END
