#!/bin/sh
# onnxruntime's instance normalization loses the digits that its layer normalization
# keeps.
#
# Seen on 2026-11-30 with onnxruntime-node 1.30.0 (npm), CPU, on Node 20.20.2.
# Four numbers, a million and 0 1 2 3 more, which float32 holds exactly:
#   LayerNormalization       -1.34164 -.44721  .44721  1.34164
#   InstanceNormalization    -1.3125  -.4375   .4375   1.375
# The second folds the mean into a factor and a shift, a*x + (b - a*mean): two products
# near a million whose difference is near 1. The first subtracts the mean before it
# multiplies.
#
# Expected: the numbers of the first from both, they normalize the same four numbers.
# Why it matters: the folded form is one operation shorter and the usual way to merge a
# normalization into the layer before it. It is right on paper and wrong by two percent
# for data that is not centered. Subtract first.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --cache "$dir/c" --no-audit --ignore-scripts -s \
  onnx-proto@8.0.1 onnxruntime-node@1.30.0
cat > "$dir/try.js" <<'END'
const { onnx } = require('onnx-proto');
const { InferenceSession, Tensor } = require('onnxruntime-node');
const typed = (name) => ({ name, type: { tensorType: { elemType: 1 } } });
const run = async (opType, x, feeds) => {
  const inputs = { x: new Tensor('float32', x, [1, 1, 4]), ...feeds };
  const names = Object.keys(inputs);
  const bytes = onnx.ModelProto.encode({ irVersion: 8, graph: { name: 'one',
    node: [{ opType, input: names, output: ['y'] }], input: names.map(typed),
    output: [typed('y')] }, opsetImport: [{ domain: '', version: 17 }] }).finish();
  const session = await InferenceSession.create(bytes);
  return (await session.run(inputs)).y.data;
};
const filled = (value, n) => new Tensor('float32', Array(n).fill(value), [n]);
async function both(offset) {
  const x = [0, 1, 2, 3].map((v) => v + offset);
  const layer = await run('LayerNormalization', x, { s: filled(1, 4) });
  const unit = { s: filled(1, 1), b: filled(0, 1) };
  const instance = await run('InstanceNormalization', x, unit);
  console.log('offset', offset, 'layer', ...layer, 'instance', ...instance);
  return Math.max(...layer.map((v, i) => Math.abs(v - instance[i])));
}
both(0).then(async (near) => {
  const far = await both(1e6);
  if (near < 1e-5 && far > 0.02) return;
  console.log('changed: the two agree at an offset of a million');
  process.exit(1);
});
END
NODE_PATH=$dir/node_modules node "$dir/try.js"
