#!/bin/sh
# scikit-learn writes a test file and reads it back shifted by one column.
#
# Seen on 2026-11-30 with Debian's python3-sklearn 1.2.1+dfsg-1, liblinear-tools
# 2.3.0+dfsg-5. dump_svmlight_file counts columns from 0, the format's own tools from 1.
# The reader guesses: from 0 if an index 0 occurs in the file, from 1 if not. So of two
# files written alike, the training rows (1 2 0) (0 3 4) come back, and the test rows (0
# 5 6) (0 7 0), where column 0 happens to be empty, come back as (5 6 0) (7 0 0), with
# n_features=3 given. liblinear-train refuses the training file: "Wrong input format at
# line 1".
#
# Expected: the rows that were written; the guess is in the documentation, its effect on
# a pair of files is not.
# Why it matters: a border pixel that is 0 in every test digit is enough, and the
# accuracy falls to chance without an error. Give zero_based=False to both, or write one
# file and split it after reading.
set -eu
for package in python3-sklearn=1.2.1+dfsg-1 liblinear-tools=2.3.0+dfsg-5; do
  [ "$(dpkg-query -W -f '${Version}' "${package%=*}" 2>&1)" = "${package#*=}" ] ||
    { echo "needs Debian's $package"; exit 2; }
done
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
/usr/bin/python3 - "$dir" <<'END'
import sys
import numpy as np
from sklearn.datasets import dump_svmlight_file, load_svmlight_file


def back(name, rows):
    """The rows after writing and reading them."""
    path = f"{sys.argv[1]}/{name}"
    dump_svmlight_file(np.array(rows), [0, 1], path)
    return load_svmlight_file(path, n_features=3)[0].toarray().tolist()


train = back("train", [[1.0, 2, 0], [0, 3, 4]])
test = back("test", [[0, 5.0, 6], [0, 7, 0]])
print("train", train, "test", test)
if train != [[1, 2, 0], [0, 3, 4]] or test != [[5, 6, 0], [7, 0, 0]]:
    sys.exit("changed: the test rows come back in place")
END
if liblinear-train -q "$dir/train" "$dir/model" 2> "$dir/said"; then
  echo "changed: liblinear-train takes the file"
  exit 1
fi
cat "$dir/said"
