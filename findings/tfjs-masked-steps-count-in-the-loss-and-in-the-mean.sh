#!/bin/sh
# In TensorFlow.js masked time steps still count in the loss and in the average.
#
# Seen on 2026-11-30 with @tensorflow/tfjs 4.22.0 (npm), back end cpu, on Node 20.20.2.
#   masking, then a recurrent layer that hands on its input; 1 2 and a masked 0 against
#   targets of 0: loss 3, which is (1 + 4 + 4)/3
#   embedding with maskZero of the tokens 1 2 0 0, then an average over time: 5.25, that
#   is (1 + 2 + 9 + 9)/4, with the padding's own vector 9 in it
# The recurrent layer obeys the mask by repeating its last output, 2. That repeated
# output is then judged. The mask ends where the layer does.
#
# Expected: loss (1 + 4)/2 = 2.5 and average (1 + 2)/2 = 1.5.
# Why it matters: short sequences in a batch of long ones get a wrong loss and a wrong
# gradient, the more so the more padding there is. Compare a padded example with the
# same one unpadded.
set -eu
dir=$(mktemp -d) && trap 'rm -rf "$dir"' EXIT
npm install --prefix "$dir" --cache "$dir/c" --no-audit -s @tensorflow/tfjs@4.22.0
NODE_PATH=$dir/node_modules node - <<'END'
const tf = require('@tensorflow/tfjs');
tf.enableProdMode();
const { layers } = tf;
const echo = tf.sequential({ layers: [
  layers.masking({ maskValue: 0, inputShape: [3, 1] }),
  layers.simpleRNN({ units: 1, returnSequences: true, kernelInitializer: 'ones',
    recurrentInitializer: 'zeros', useBias: false, activation: 'linear' })] });
echo.compile({ loss: 'meanSquaredError', optimizer: 'sgd' });
const padded = tf.tensor3d([[[1], [2], [0]]]);
const loss = echo.evaluate(padded, tf.zeros([1, 3, 1])).arraySync();
const average = tf.sequential({ layers: [
  layers.embedding({ inputDim: 3, outputDim: 1, inputLength: 4, maskZero: true,
    weights: [tf.tensor2d([[9], [1], [2]])] }),
  layers.globalAveragePooling1d()] });
const mean = average.predict(tf.tensor2d([[1, 2, 0, 0]])).arraySync()[0][0];
console.log('loss', loss, 'of the unmasked 2.5; mean', mean, 'of the unmasked 1.5');
if (loss !== 3 || mean !== 5.25) {
  console.log('changed: the masked steps count otherwise');
  process.exit(1);
}
END
