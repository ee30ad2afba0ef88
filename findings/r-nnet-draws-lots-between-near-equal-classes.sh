#!/bin/sh
# R's nnet draws lots between classes whose probabilities are nearly equal.
#
# Seen on 2026-11-30 with Debian's r-base-core 4.2.2.20221110-2 and r-cran-nnet
# 7.3-18-1.
# A net whose probabilities for one input are .3333344 (a), .3333328 (b), .3333328 (c):
#   predict(net, row, type = "class"), 300 times    a 96, b 105, c 99
# The class is taken by max.col, which counts numbers within a hundred-thousandth of the
# largest as equal and then chooses at random. So one net and one row give different
# answers from call to call, and predicting moves the random numbers of what follows.
#
# Expected: a, the largest, every time; for an exact tie the first, as which.max has it.
# Why it matters: an untrained net is all near ties, so its accuracy is another at each
# look, and two runs from one seed part when one of them predicts in between. Argmax has
# a rule for ties; say which, and test it.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
cd "$dir"
for package in r-base-core=4.2.2.20221110-2 r-cran-nnet=7.3-18-1; do
  [ "$(dpkg-query -W -f '${Version}' "${package%=*}" 2>&1)" = "${package#*=}" ] ||
    { echo "needs Debian's $package"; exit 2; }
done
Rscript --vanilla - <<'END'
library(nnet)
set.seed(1)
rows <- data.frame(x = c(0, 1, 2), y = factor(c("a", "b", "c")))
net <- nnet(y ~ x, data = rows, size = 0, skip = TRUE, trace = FALSE, maxit = 0)
net$wts[] <- 0
net$wts[1] <- 5e-6
row <- rows[1, , drop = FALSE]
probabilities <- predict(net, row)
print(probabilities, digits = 8)
answers <- table(replicate(300, predict(net, row, type = "class")))
print(answers)
if (which.max(probabilities) != 1 || length(answers) != 3 || min(answers) < 50) {
  cat("changed: near ties are not drawn any more\n")
  quit(status = 1)
}
END
