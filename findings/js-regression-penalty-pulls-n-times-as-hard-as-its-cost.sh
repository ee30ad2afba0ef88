#!/bin/sh
# js-regression's logistic penalty pulls N times as hard as its own cost says.
#
# Seen on 2026-11-30 with js-regression 1.0.10 (npm) on Node 20.20.2.
# cost() adds lambda/(2N) * theta^2, whose slope is lambda/N * theta. grad() adds lambda
# * theta inside the sum over the N rows, so lambda * theta. With three rows and lambda
# .3 the gradient differs from the central difference of the cost by
#   .04  -.08  .12   for theta = .2 -.4 .6, that is (lambda - lambda/N) * theta.
# With lambda 0 the two agree to nine digits. The bias theta[0] is shrunk as well.
# LinearRegression in the same file divides the penalty once and is right.
#
# Expected: the gradient of the cost the library reports.
# Why it matters: a penalty inside the loop over examples instead of behind it is an
# easy slip, and more data makes it worse. Check gradients with the penalty switched on
# and with more than one row.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --cache "$dir/c" --no-audit -s js-regression@1.0.10
NODE_PATH=$dir/node_modules node - <<'END'
const { LogisticRegression } = require('js-regression');
const rows = [[1, 0.5, -1], [1, 2, 0.3], [1, -1, 0.7]];
const labels = [0, 1, 1];
const theta = [0.2, -0.4, 0.6];
function excess(lambda) {
  const model = new LogisticRegression({ lambda });
  model.dim = 3;
  const cost = (d, h) =>
    model.cost(rows, labels, theta.map((t, i) => (i === d ? t + h : t)));
  return model.grad(rows, labels, theta)
    .map((g, d) => g - (cost(d, 1e-6) - cost(d, -1e-6)) / 2e-6);
}
console.log('gradient minus difference of the cost');
for (const lambda of [0, 0.3])
  console.log('lambda', lambda, excess(lambda).map((e) => e.toFixed(6)).join(' '));
const right = excess(0).every((e) => Math.abs(e) < 1e-8);
const wrong = excess(0.3).every((e, d) => Math.abs(e - 0.2 * theta[d]) < 1e-8);
if (!right || !wrong) {
  console.log('changed: the penalty\'s gradient is no longer N times its slope');
  process.exit(1);
}
END
