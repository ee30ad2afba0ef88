/* A network with the batch that it learns. */
#include "main.h"

Lesson lesson_new(Dataset data, Random *random, size_t m, real unit, size_t depth,
                  size_t width, const char *activation, real gain)
{
    Lesson lesson;
    Dataset drawn, rest;
    size_t n = data.x.cols;
    dataset_split(&drawn, &rest, data, (real)m / (real)data.x.rows, random);
    lesson.x = matrix_new(drawn.x.rows, n);
    lesson.y = dataset_targets(drawn);
    lesson.labels = matrix_new(drawn.x.rows, 1);
    matrix_scale(lesson.x, drawn.x, unit > 0 ? 1 / unit : 1);
    matrix_copy(lesson.labels, drawn.y);
    if (unit == 0) dataset_standardise_both(lesson.x, (Matrix){0}, 0);
    dataset_free(&drawn);
    dataset_free(&rest);

    Network network = network_stack(depth, n, width, data.classes, activation);
    for (size_t l = 0; l < depth; l++) {
        Layer layer = network.layers[l];
        random_fill_normal(random, layer.w, 0, gain / real_sqrt((real)layer.w.rows));
        matrix_fill(layer.b, 0);
    }
    Loss loss = loss_named("softmax cross-entropy");
    lesson.state = training_state_new(network, loss, lesson.x.rows);
    return lesson;
}

void lesson_free(Lesson *lesson)
{
    matrix_free(&lesson->x);
    matrix_free(&lesson->y);
    matrix_free(&lesson->labels);
    training_state_free(&lesson->state);
}

real lesson_slopes(Lesson *lesson)
{
    return forward_backward(&lesson->state, lesson->x, lesson->y);
}

real lesson_accuracy(const Lesson *lesson)
{
    return accuracy(cache_a(&lesson->state.cache, lesson->state.network.depth - 1),
                    lesson->y);
}
