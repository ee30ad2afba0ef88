"""Fashion-MNIST as the peers read it: bytes, from the gzip IDX files of a folder."""
import gzip
import pathlib


def read(folder, name):
    with gzip.open(pathlib.Path(folder) / name) as file:
        return file.read()


def train(folder):
    """Pixels (60000 x 784 bytes) and labels (60000 bytes) of the training set."""
    return (read(folder, "train-images-idx3-ubyte.gz")[16:],
            read(folder, "train-labels-idx1-ubyte.gz")[8:])
