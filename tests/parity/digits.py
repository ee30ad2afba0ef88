"""Chapter 4's network on the digits beside scikit-learn's, on the very same splits.

Trains scikit-learn's MLPClassifier with 64 hidden units, as it comes, on the training rows
of chapter 4's eight splits, and judges it by the held-out ones. The splits are made anew
here, by the generator of common/random.c: xoshiro256** seeded by splitmix64, then a
Fisher-Yates shuffle.

usage: make chapter4 && /usr/bin/python3 tests/parity/digits.py [FOLDER [DATA]]
FOLDER is what --out named (default build/chapter4), DATA the digits
(default data/digits.csv.gz).
"""

import sys
import warnings

import numpy
import sklearn
from sklearn.neural_network import MLPClassifier

MASK = 2**64 - 1


def rotate(x, k):
    return (x << k | x >> (64 - k)) & MASK


class Random:
    def __init__(self, seed):
        self.s = []
        for _ in range(4):
            seed = (seed + 0x9E3779B97F4A7C15) & MASK
            z = ((seed ^ seed >> 30) * 0xBF58476D1CE4E5B9) & MASK
            z = ((z ^ z >> 27) * 0x94D049BB133111EB) & MASK
            self.s.append(z ^ z >> 31)

    def next(self):
        s = self.s
        result = (rotate((s[1] * 5) & MASK, 7) * 9) & MASK
        shifted = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= shifted
        s[3] = rotate(s[3], 45)
        return result

    def below(self, count):
        surplus = (MASK % count + 1) % count
        draw = self.next()
        while draw > MASK - surplus:
            draw = self.next()
        return draw % count

    def shuffled(self, count):
        index = list(range(count))
        for left in range(count, 1, -1):
            chosen = self.below(left)
            index[left - 1], index[chosen] = index[chosen], index[left - 1]
        return index


def main():
    warnings.filterwarnings("ignore")  # scikit-learn stops after 200 epochs, and says so
    folder = sys.argv[1] if len(sys.argv) > 1 else "build/chapter4"
    data = sys.argv[2] if len(sys.argv) > 2 else "data/digits.csv.gz"
    digits = numpy.loadtxt(data, delimiter=",")
    pixels, labels = digits[:, :-1], digits[:, -1].astype(int)
    values = dict(line.rstrip("\n").split("\t") for line in open(folder + "/values.tsv"))

    print("held-out digits right, %, scikit-learn", sklearn.__version__)
    print("split  chapter 4  pixels / 16  raw pixels")
    table = []
    for split in range(8):
        order = Random(1 + split).shuffled(len(labels))
        first = int(0.8 * len(labels) + 0.5)
        train, test = order[:first], order[first:]
        row = [1 - float(values["digits.%d.wrong" % (split + 1)]) / len(test)]
        for inputs in pixels / 16, pixels:
            model = MLPClassifier(hidden_layer_sizes=(64,), random_state=0)
            model.fit(inputs[train], labels[train])
            row.append(model.score(inputs[test], labels[test]))
        table.append(row)
        print("%5d  %9.2f  %11.2f  %10.2f" % (split + 1, *(100 * x for x in row)))
    for name, of in ("mean", numpy.mean), ("low", numpy.min), ("high", numpy.max):
        print("%5s  %9.2f  %11.2f  %10.2f" % (name, *(100 * of(table, axis=0))))


main()
