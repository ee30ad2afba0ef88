/* What a model says of one image. */
#include "fast.h"
#include "model.h"

void model_predict(Matrix p, Model model, const unsigned char *pixels)
{
    matrix_require(HERE, "model_predict", "p", p, 1, model.sizes[model.layers]);
    Pixels image = {1, model.sizes[0], 1, pixels, NULL};
    Matrix x = matrix_new(1, model.sizes[0]);
    pixels_gather(x, image, &(size_t){0}, (PixelScale){model.scale, model.shift});
    for (size_t l = 0; l < model.layers; l++) {
        Matrix a = matrix_new(1, model.sizes[l + 1]);
        matrix_multiply(a, x, model.w[l]);
        if (l + 1 < model.layers)
            fast_bias_relu(a, model.b[l]);
        else
            matrix_add(a, a, model.b[l]);
        matrix_free(&x);
        x = a;
    }
    fast_softmax(x);
    matrix_copy(p, x);
    matrix_free(&x);
}
