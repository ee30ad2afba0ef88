/* A network with the batch that it learns. */
#include "main.h"

/* Network of `depth` layers, `width` units in all but the last. */
static Network stack(size_t inputs, size_t outputs, size_t depth, size_t width,
                     const char *activation)
{
    enum { DEEPEST = 32 };
    size_t sizes[DEEPEST + 1];
    const char *names[DEEPEST];
    if (depth > DEEPEST) check_mistake(HERE, "stack", "%zu layers", depth);
    for (size_t l = 0; l < depth; l++) {
        sizes[l] = l == 0 ? inputs : width;
        names[l] = l + 1 < depth ? activation : "identity";
    }
    sizes[depth] = outputs;
    return network_new(depth, sizes, names);
}

Lesson lesson_new(Dataset data, Random *random, size_t m, real unit, size_t depth,
                  size_t width, const char *activation, real gain)
{
    Lesson lesson;
    Dataset drawn, rest;
    size_t n = data.x.cols, classes = data.classes;
    dataset_split(&drawn, &rest, data, (real)m / (real)data.x.rows, random);
    lesson.x = matrix_new(drawn.x.rows, n);
    lesson.y = matrix_new(drawn.x.rows, classes);
    lesson.labels = matrix_new(drawn.x.rows, 1);
    matrix_scale(lesson.x, drawn.x, unit > 0 ? 1 / unit : 1);
    matrix_copy(lesson.labels, drawn.y);
    dataset_one_hot(lesson.y, drawn.y);
    if (unit == 0) {
        Matrix mean = matrix_new(1, n), std = matrix_new(1, n);
        dataset_mean_std(mean, std, lesson.x);
        dataset_standardise(lesson.x, lesson.x, mean, std);
        matrix_free(&mean);
        matrix_free(&std);
    }
    dataset_free(&drawn);
    dataset_free(&rest);

    lesson.network = stack(n, classes, depth, width, activation);
    for (size_t l = 0; l < depth; l++) {
        Layer layer = lesson.network.layers[l];
        random_fill_normal(random, layer.w, 0, gain / real_sqrt((real)layer.w.rows));
        matrix_fill(layer.b, 0);
    }
    lesson.cache = cache_new(lesson.network, lesson.x.rows);
    lesson.gradients = gradients_new(lesson.network, lesson.x.rows);
    return lesson;
}

void lesson_free(Lesson *lesson)
{
    matrix_free(&lesson->x);
    matrix_free(&lesson->y);
    matrix_free(&lesson->labels);
    cache_free(&lesson->cache);
    gradients_free(&lesson->gradients);
    network_free(&lesson->network);
}

real lesson_slopes(Lesson *lesson, Loss loss)
{
    network_forward(&lesson->cache, lesson->network, lesson->x);
    return network_backward(&lesson->gradients, lesson->network, &lesson->cache,
                            lesson->y, loss);
}

real lesson_accuracy(const Lesson *lesson)
{
    return accuracy(cache_a(&lesson->cache, lesson->network.depth - 1), lesson->y);
}
