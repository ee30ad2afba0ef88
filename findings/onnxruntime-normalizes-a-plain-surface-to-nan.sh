#!/bin/sh
# onnxruntime normalizes a channel of equal numbers to nan.
#
# Seen on 2026-11-30 with onnxruntime-node 1.30.0 (npm), CPU, on Node 20.20.2.
# MeanVarianceNormalization of one 2x2 channel of fives, or of zeros: nan nan nan nan.
# InstanceNormalization of the same channel with a bias of 1: 1 1 1 1. The first divides
# 0 by a deviation of 0. The one-line formula of the operator has no epsilon, but the
# function that the standard gives as its meaning adds 1e-9 to the deviation.
#
# Expected: 0, as from the standard's function.
# Why it matters: white paper, a black border, a saturated sensor: a channel without
# spread is the most ordinary picture there is, and one nan reaches every number behind
# the next dense layer. Give each normalization a constant input as its first test.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --cache "$dir/c" --no-audit --ignore-scripts -s \
  onnxruntime-node@1.30.0 onnx-proto@8.0.1
NODE_PATH=$dir/node_modules node - <<'END'
const ort = require('onnxruntime-node');
const proto = require('onnx-proto').onnx;
const elemType = proto.TensorProto.DataType.FLOAT;
const value = (name) => ({ name, type: { tensorType: { elemType } } });
async function normalize(opType, numbers, more) {
  const feeds = { x: new ort.Tensor('float32', numbers, [1, 1, 2, 2]) };
  for (const name of more) feeds[name] = new ort.Tensor('float32', [1], [1]);
  const input = Object.keys(feeds);
  const graph = { name: 'g', node: [{ opType, input, output: ['y'] }],
    input: input.map(value), output: [value('y')] };
  const opsetImport = [{ domain: '', version: 13 }];
  const model = proto.ModelProto.encode({ irVersion: 7, opsetImport, graph }).finish();
  const { y } = await (await ort.InferenceSession.create(model)).run(feeds);
  console.log(opType, 'of', ...numbers, 'is', ...y.data);
  return y.data;
}
(async () => {
  const fives = await normalize('MeanVarianceNormalization', [5, 5, 5, 5], []);
  const zeros = await normalize('MeanVarianceNormalization', [0, 0, 0, 0], []);
  const other = await normalize('InstanceNormalization', [5, 5, 5, 5], ['s', 'b']);
  if (!fives.every(isNaN) || !zeros.every(isNaN) || other[0] !== 1) {
    console.log('changed: equal numbers are normalized to a number');
    process.exit(1);
  }
})();
END
