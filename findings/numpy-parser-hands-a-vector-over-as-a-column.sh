#!/bin/sh
# numpy-parser hands a vector over as a column.
#
# Seen on 2026-11-30 with numpy-parser 1.2.3 (npm) on Node 20.20.2.
# An .npy file of three float32 numbers with the shape (3,) comes back with shape [3,
# 1], the same as a file with the shape (3, 1). The comma that Python writes in a tuple
# of one is completed with a 1.
#
# Expected: shape [3]. A vector and a column are different shapes in the format.
# Why it matters: labels and biases are vectors. Beside a vector of predictions a column
# broadcasts to a 3x3 matrix, and a mean over it is a plausible wrong loss. Compare the
# rank after reading, not only the count of numbers.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --cache "$dir/c" --no-audit -s numpy-parser@1.2.3
NODE_PATH=$dir/node_modules node - <<'END'
const { fromArrayBuffer } = require('numpy-parser');
function npy(shape, numbers) {
  const dict = `{'descr': '<f4', 'fortran_order': False, 'shape': ${shape}, }`;
  const text = dict.padEnd(128 - 10 - 1) + '\n';
  const file = new Uint8Array(128 + 4 * numbers.length);
  file.set([0x93, ...Buffer.from('NUMPY'), 1, 0, text.length, 0, ...Buffer.from(text)]);
  file.set(new Uint8Array(Float32Array.from(numbers).buffer), 128);
  return file.buffer;
}
const shapes = ['(3,)', '(3, 1)', '(1, 3)'];
const read = shapes.map((shape) => fromArrayBuffer(npy(shape, [1, 2, 3])));
for (const { shape, data } of read) console.log('shape', shape, 'data', [...data]);
if (String(read[0].shape) !== '3,1' || String(read[2].shape) !== '1,3') {
  console.log('changed: a vector keeps its shape');
  process.exit(1);
}
END
