/* What goes wrong with a word: each mistake is made in a child process, since it
 * stops the process that makes it. */
#include "main.h"
#include "matmul.h"

/* --- every product of two matrices --------------------------------------------- */

/* Two factors, each as it is or transposed, and where the product should go. */
typedef struct Product {
    const char *name;
    Matrix out, a, b;
    bool a_turned, b_turned;
} Product;

static void try_product(void *argument)
{
    const Product *p = argument;
    if (p->a_turned && p->b_turned) { // no function does that: turn them first
        Matrix at = matrix_new(p->a.cols, p->a.rows),
               bt = matrix_new(p->b.cols, p->b.rows);
        matrix_transpose(at, p->a);
        matrix_transpose(bt, p->b);
        matrix_multiply(p->out, at, bt);
    } else if (p->a_turned) {
        matrix_multiply_at_b(p->out, p->a, p->b);
    } else if (p->b_turned) {
        matrix_multiply_a_bt(p->out, p->a, p->b);
    } else {
        matrix_multiply(p->out, p->a, p->b);
    }
}

void wrong_products(Report *report)
{
    Matrix x = matrix_new(4, 2), w = matrix_new(2, 3), z = matrix_new(4, 3);
    Product products[] = {
        {"X W", z, x, w, false, false},  {"X W^T", z, x, w, false, true},
        {"X^T W", z, x, w, true, false}, {"X^T W^T", z, x, w, true, true},
        {"W X", z, w, x, false, false},  {"W X^T", z, w, x, false, true},
        {"W^T X", z, w, x, true, false}, {"W^T X^T", z, w, x, true, true},
    };
    size_t count = sizeof products / sizeof products[0], stopped = 0;
    report_block(report, "wrong products", "X (4, 2), W (2, 3), and out (4, 3)");
    for (size_t k = 0; k < count; k++) {
        Ending ending = child_run("chapter2", try_product, &products[k]);
        if (ending.line[0])
            report_line(report, "  %-8s %s", products[k].name, ending.line);
        else
            report_line(report, "  %-8s is (%zu, %zu)", products[k].name, z.rows,
                        z.cols);
        stopped += ending.stopped;
    }
    report_line(report, "  %zu{products.stopped} of %zu{.tried} ended with SIGABRT",
                stopped, count);
    matrix_free(&x);
    matrix_free(&w);
    matrix_free(&z);
}

/* --- what layers and networks refuse ------------------------------------------- */

/* A 2-2-1 network with room for four samples, and four samples. */
typedef struct Scene {
    Network network;
    Cache cache;
    Matrix x;
} Scene;

static Scene scene_new(void)
{
    Scene scene = {.network = xor_network(), .x = matrix_new(4, 2)};
    scene.cache = cache_new(scene.network, 4);
    matrix_fill(scene.x, 1);
    return scene;
}

static void layers_apart(void *argument)
{
    Scene *scene = argument;
    scene->network.layers[1].w = matrix_new(3, 1);
    network_forward(&scene->cache, scene->network, scene->x);
}

static void column_bias(void *argument)
{
    Scene *scene = argument;
    scene->network.layers[0].b = matrix_new(2, 1);
    network_forward(&scene->cache, scene->network, scene->x);
}

static void wide_input(void *argument)
{
    Scene *scene = argument;
    network_forward(&scene->cache, scene->network, matrix_new(4, 3));
}

static void empty_batch(void *argument)
{
    Scene *scene = argument;
    network_forward(&scene->cache, scene->network, matrix_view(scene->x.data, 0, 2));
}

static void large_batch(void *argument)
{
    Scene *scene = argument;
    network_forward(&scene->cache, scene->network, matrix_new(5, 2));
}

static void output_over_input(void *argument)
{
    Scene *scene = argument;
    Layer hidden = scene->network.layers[0];
    dense_forward(scene->x, scene->x, hidden.w, hidden.b);
}

static void output_as_input(void *argument)
{
    Scene *scene = argument;
    network_forward(&scene->cache, scene->network, scene->x);
    network_forward(&scene->cache, scene->network, cache_a(&scene->cache, 0));
}

void refused(Report *report)
{
    const struct {
        const char *what;
        void (*attempt)(void *scene);
    } cases[] = {{"layers that do not fit", layers_apart},
                 {"a bias that is a column", column_bias},
                 {"samples with an input too many", wide_input},
                 {"a batch of no samples", empty_batch},
                 {"more samples than the cache has room for", large_batch},
                 {"a layer that writes over its own input", output_over_input},
                 {"a network that is fed from its own cache", output_as_input}};
    Scene scene = scene_new();
    size_t count = sizeof cases / sizeof cases[0], stopped = 0;
    report_block(report, "refused", "seven mistakes, each made in a child process");
    for (size_t k = 0; k < count; k++) {
        Ending ending = child_run("chapter2", cases[k].attempt, &scene);
        report_line(report, "  %s: %s", cases[k].what, ending.how);
        report_line(report, "    %s", ending.line[0] ? ending.line : "no message");
        stopped += ending.stopped;
    }
    report_value(report, (real)stopped, "refused.stopped");
    network_free(&scene.network);
    cache_free(&scene.cache);
    matrix_free(&scene.x);
}
