#!/bin/sh
# Three of mathjs's symbolic derivatives are not the slope of the function it evaluates.
#
# Seen on 2026-11-30 with mathjs 15.2.0 (npm) on Node 20.20.2.
#   function         at     derivative()         central difference
#   acoth(x)         2.3    +.2331               -.2331
#   (x^2)^(1/2)      -.8    1                    -1
#   cbrt(x)          -.7    -.2114 - .3662i      +.4228
# acoth has a sign wrong. The power of a power is simplified to x, which is abs(x) only
# for positive x. The slope of the real cube root is written as a power, which is
# complex below 0. Some sixty others tried agree, but for acosh below -1 and nthRoot(x,
# 3), which is the cube root again.
#
# Expected: 1/(1 - x^2), the sign of x, and 1/(3 cbrt(x)^2).
# Why it matters: a derivative from a machine is no more beyond doubt than one by hand.
# The check by differences needs points on both sides of 0: at x = .7 the last two are
# right, and acoth has no real value.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --cache "$dir/c" --no-audit -s mathjs@15.2.0
NODE_PATH=$dir/node_modules node - <<'END'
const { derivative, evaluate } = require('mathjs');
function both(f, x) {
  const slope = (evaluate(f, { x: x + 1e-6 }) - evaluate(f, { x: x - 1e-6 })) / 2e-6;
  const symbolic = derivative(f, 'x').evaluate({ x });
  console.log(f, 'at', x, String(symbolic), 'difference', slope.toFixed(4));
  return [symbolic, slope];
}
const [acoth, root, cube] = [both('acoth(x)', 2.3), both('(x^2)^(1/2)', -0.8),
  both('cbrt(x)', -0.7)];
const turned = ([symbolic, slope]) => Math.abs(symbolic + slope) < 1e-6;
if (!turned(acoth) || !turned(root) || typeof cube[0] === 'number') {
  console.log('changed: one of the three is the slope');
  process.exit(1);
}
END
