"""784-128-10 on Fashion-MNIST by scikit-learn's MLPClassifier, batch 64, SGD, float32.
usage: sklearn_train.py THREADS ROUNDS DATA"""
import sys
import time
import warnings

import data
import numpy as np
from sklearn.neural_network import MLPClassifier

threads, rounds = int(sys.argv[1]), int(sys.argv[2])
warnings.filterwarnings("ignore")  # that one epoch is not convergence
pixels, labels = data.train(sys.argv[3])
x = (np.frombuffer(pixels, np.uint8).reshape(-1, 784) / 255).astype(np.float32)
y = np.frombuffer(labels, np.uint8)
for turn in range(1, rounds + 1):
    net = MLPClassifier((128,), solver="sgd", momentum=0, batch_size=64,
                        learning_rate_init=0.1, max_iter=1, random_state=turn)
    start = time.perf_counter()
    net.fit(x, y)
    rate = len(x) / (time.perf_counter() - start)
    print(f"training\t784-128-10 SGD\tscikit-learn\t{threads}\t{turn}\t{rate:.0f}")
