#!/bin/sh
# toygrad's Adam multiplies by the bias correction that it should divide by.
#
# Seen on 2026-11-30 with toygrad 2.6.0 (npm) on Node 20.20.2.
# One weight under a gradient that hardly changes. Each step in units of the learning
# rate:
#   10.000  18.059  24.504  29.610  33.604
# m is multiplied by 1 - .9^k and v by 1 - .999^k, so step k is (1 - .9^k)^2 / (1 -
# .999^k) learning rates long: .1 * .1 / .001 = 10 at first.
#
# Expected: steps of 1 learning rate, which is what Adam's bias correction is for.
# Why it matters: the factors tend to 1, so after some thousand steps nothing shows, and
# a net still learns, with a kick at its start. Test an optimizer by its first step on a
# constant gradient; for Adam the answer is the learning rate whatever the gradient.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --cache "$dir/c" --no-audit -s toygrad@2.6.0
cat > "$dir/try.mjs" <<'END'
import { NeuralNetwork, Tensor, Trainers } from 'toygrad';
const net = new NeuralNetwork({ layers: [{ type: 'input', sx: 1, sy: 1, sz: 1 },
  { type: 'dense', filters: 1, bias: 0 }, { type: 'regression' }] });
const weight = net.getParamsAndGrads()[0].params;
for (const { params } of net.getParamsAndGrads()) params.fill(0);
const rate = 0.001;
const adam = new Trainers.Adam(net, { learningRate: rate });
const steps = [];
for (let k = 1; k <= 5; k++) {
  const before = weight[0];
  adam.train(new Tensor(1, 1, 1, [1]), [100]);
  steps.push((weight[0] - before) / rate);
}
console.log('steps over learning rate:', steps.map((s) => s.toFixed(3)).join(' '));
const wrong = (k) => (1 - 0.9 ** k) ** 2 / (1 - 0.999 ** k);
if (steps.some((s, i) => Math.abs(s - wrong(i + 1)) > 0.01 * wrong(i + 1))) {
  console.log('changed: the first steps are others');
  process.exit(1);
}
END
node "$dir/try.mjs"
