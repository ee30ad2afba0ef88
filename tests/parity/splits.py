"""Softmax regression beside scikit-learn's, on the very same splits of the digits.

Chapter 3's program writes which rows it held out (splits.tsv) and how many of them it got
right (values.tsv). This script trains scikit-learn's LogisticRegression, as it comes, on
the other rows and judges it by the same ones. The inputs are treated as the chapter treats
them: the training rows' mean is taken from every pixel, and the rest divided by their
largest count. A second column leaves the pixels as they are.

usage: make chapter3 && /usr/bin/python3 tests/parity/splits.py [FOLDER [DATA]]
FOLDER is what --out named (default build/chapter3), DATA the digits
(default data/digits.csv.gz).
"""

import sys

import numpy
import sklearn
from sklearn.linear_model import LogisticRegression


def right(inputs, labels, held_out):
    """The part of the held-out rows that a model trained on the others gets right."""
    model = LogisticRegression(max_iter=10000)
    model.fit(inputs[~held_out], labels[~held_out])
    return model.score(inputs[held_out], labels[held_out])


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else "build/chapter3"
    data = sys.argv[2] if len(sys.argv) > 2 else "data/digits.csv.gz"
    digits = numpy.loadtxt(data, delimiter=",")
    pixels, labels = digits[:, :-1], digits[:, -1].astype(int)
    splits = numpy.loadtxt(folder + "/splits.tsv", dtype=int)
    values = dict(line.rstrip("\n").split("\t") for line in open(folder + "/values.tsv"))

    print("held-out digits right, %, scikit-learn", sklearn.__version__)
    print("split  chapter 3  LogisticRegression  on raw pixels")
    table = []
    for split in range(splits[:, 0].max() + 1):
        held_out = numpy.zeros(len(labels), dtype=bool)
        held_out[splits[splits[:, 0] == split, 1]] = True
        mean = pixels[~held_out].mean(axis=0)
        centred = (pixels - mean) / abs(pixels[~held_out]).max()
        row = [float(values["digits.%d" % split]), right(centred, labels, held_out),
               right(pixels, labels, held_out)]
        table.append(row)
        print("%5d  %9.2f  %18.2f  %13.2f" % (split + 1, *(100 * x for x in row)))
    for name, of in ("mean", numpy.mean), ("low", numpy.min), ("high", numpy.max):
        print("%5s  %9.2f  %18.2f  %13.2f" % (name, *(100 * of(table, axis=0))))


main()
