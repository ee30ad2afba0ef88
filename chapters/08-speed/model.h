/* A trained network as bytes: version 1 of a file that says what it holds, and whose
 * checksum shows damage. (Damage, not forgery: whoever writes other contents can write
 * their checksum too.) All numbers are little-endian.
 *
 *   offset         bytes      what
 *   0              8          4e 4e 43 4d 0d 0a 1a 0a: "NNCM", and line ends, which a
 *                             transfer as text would change
 *   8              4          version: 1
 *   12             4          L, how many layers: 1 to 8
 *   16             4 (L+1)    sizes n_0 ... n_L: 1 to 65536 each
 *   20 + 4L        4          scale, a float: a pixel becomes scale * byte + shift
 *   24 + 4L        4          shift, a float
 *   28 + 4L        32 n_L     the classes' names, printable ASCII, filled up with 0
 *                  4 (n n' + n') for each layer: weights (n, n') row by row, then the
 *                             biases (1, n'), floats
 *   the last 4     4          CRC-32 of all bytes before, as zlib and PNG have it
 *
 * Layers but the last end in ReLU, the last in softmax. Floats hold `real` as it is in
 * a float build, and its rounding in a double build. */
#ifndef SPEED_MODEL_H
#define SPEED_MODEL_H

#include "dataset.h"

enum { MODEL_LAYERS = 8, MODEL_NAME = 32, MODEL_MOST = 65536, MODEL_VERSION = 1 };

typedef struct Model {
    size_t layers, sizes[MODEL_LAYERS + 1];
    Matrix w[MODEL_LAYERS], b[MODEL_LAYERS];
    real scale, shift;
    char (*names)[MODEL_NAME]; // sizes[layers] of them, each ended by 0
} Model;

/* A model of these sizes, layers + 1 of them: weights NaN, scale 1, shift 0, classes
 * named by their numbers. */
Model model_new(size_t layers, const size_t *sizes);

void model_free(Model *model);

/* How many bytes model_write writes. */
size_t model_size(Model model);

/* The model as model_size(model) bytes. */
void model_write(unsigned char *bytes, Model model);

/* Reads a model from bytes in memory; `path` is for the messages. Sizes are held
 * against `size` before anything is allocated. Refused, as `path: byte N: what was
 * found, what was wanted`: bytes that end too early or too late, another signature or
 * version, a size outside its range, a checksum that does not fit, a name that is no
 * text or has more than zeros behind it, a weight that is not finite. *out is then
 * empty. */
bool model_read(Model *out, const unsigned char *bytes, size_t size, const char *path,
                Failure *failure);

/* Certainties p (1, n_L) of one image of n_0 pixels. */
void model_predict(Matrix p, Model model, const unsigned char *pixels);

#endif
