#!/bin/sh
# Octave's zscore turns a constant column of tenths into -.8165, one of fives into 0.
#
# Seen on 2026-11-30 with Debian's octave 7.3.0-2.
#   zscore([.1; .1; .1])      -.8165 -.8165 -.8165, deviation 1.7e-17
#   zscore(.1 * ones(10, 1))  .9487 in every place
#   zscore([5; 5; 5])         0 0 0
# A deviation of exactly 0 is replaced by 1. But the mean of three tenths is not .1 to
# the last bit, so the deviation is rounding noise, not 0, and noise is divided by
# noise.
#
# Expected: 0 for a column without spread, whatever its number is.
# Why it matters: pixels that are the same in all pictures are common, and standardized
# they become a constant near 1 that depends on the number of rows. A test "std == 0" is
# a test of luck: compare with the rounding error of the mean, or add an epsilon.
set -eu
[ "$(dpkg-query -W -f '${Version}' octave 2>&1)" = 7.3.0-2 ] ||
  { echo "needs Debian's octave 7.3.0-2"; exit 2; }
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
cat > "$dir/try.m" <<'END'
three = zscore([.1; .1; .1]);
ten = zscore(.1 * ones(10, 1));
fives = zscore([5; 5; 5]);
printf("three tenths %g, ten tenths %g, three fives %g\n", three(1), ten(1), fives(1));
if (abs(three(1) + .8165) > 1e-3 || abs(ten(1)) < .5 || any(fives))
  disp("changed: a constant column is no longer spread");
  exit(1);
end
END
HOME=$dir octave-cli --norc --no-history "$dir/try.m"
