#!/bin/sh
# ml-levenberg-marquardt stands still when every point has the weight ten.
#
# Seen on 2026-11-30 with ml-levenberg-marquardt 5.1.0 (npm) on Node 20.20.2.
# Fitting one constant to y = 0 and 1, from .3, with both weights the same:
#   weight 1    .499999  (the mean)      weight 10   .3 after 100 steps, error 58
# With weights 1 and 3 it returns .3 as well, error 4.5, where .9 has error .9. The
# error and its gradient multiply a squared residual by weight^2, the curvature that
# divides the step takes weight^-2: at weight 10 each step is 10,000 times too long,
# none lowers the error, and the start is returned as the best point, without a word.
#
# Expected: equal weights change nothing but the scale of the error.
# Why it matters: a second-order step needs gradient and curvature of one and the same
# loss. With all weights 1 the two agree and every test passes: multiply a loss by a
# constant and see whether the answer stays.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --cache "$dir/c" --no-audit -s ml-levenberg-marquardt@5.1.0
cat > "$dir/try.mjs" <<'END'
import { levenbergMarquardt } from 'ml-levenberg-marquardt';
const constant = ([a]) => () => a;
const fit = (weights) => levenbergMarquardt({ x: [0, 1], y: [0, 1] }, constant,
  { initialValues: [0.3], weights });
const results = [[1, 1], [10, 10], [1, 3]].map(fit);
for (const r of results) console.log(r.parameterValues[0], 'error', r.parameterError);
const [plain, ten, three] = results.map((r) => r.parameterValues[0]);
if (Math.abs(plain - 0.5) > 1e-4 || ten !== 0.3 || three !== 0.3) {
  console.log('changed: the weighted fits do not stand still any more');
  process.exit(1);
}
END
node "$dir/try.mjs"
