/* The same networks, inputs and targets in PyTorch: every number that it computed, and
 * ours beside it (tests/parity/vectors.py wrote the file, `make parity` compares live). */
#include "backprop.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TestSuite(parity, .timeout = 20);

enum { MOST_LAYERS = 4, WORD = 40 };

/* 1e-10 of the larger of the two, or of 1e-6: the two sum in different orders, so the last
 * few of sixteen digits differ. In float some seven digits are there at all, and ten
 * steps of descent spread their errors. */
#ifdef REAL_IS_FLOAT
static const double RELATIVE = 2e-4, FLOOR = 2e-5;
#else
static const double RELATIVE = 1e-10, FLOOR = 1e-16;
#endif

typedef struct Case {
    FILE *file;
    char name[WORD];
    Network network;
    Loss loss;
    Matrix x, y;
    real rate;
} Case;

static void word(FILE *file, char *out)
{
    cr_assert_eq(fscanf(file, "%39s", out), 1, "vectors.txt ends early");
}

static size_t count(FILE *file)
{
    char text[WORD];
    word(file, text);
    return strtoul(text, NULL, 10);
}

static void expect_word(FILE *file, const char *wanted)
{
    char text[WORD];
    word(file, text);
    cr_assert_str_eq(text, wanted, "vectors.txt: found '%s', wanted '%s'", text,
                     wanted);
}

/* The next matrix of the file, which must have this name. */
static Matrix read_matrix(FILE *file, const char *name)
{
    char text[WORD];
    expect_word(file, name);
    size_t rows = count(file), cols = count(file);
    Matrix m = matrix_new(rows, cols);
    for (size_t i = 0; i < rows * cols; i++) {
        word(file, text);
        m.data[i] = (real)strtod(text, NULL);
    }
    return m;
}

static char *numbered(const char *name, size_t l)
{
    static char text[WORD];
    snprintf(text, sizeof text, "%s%zu", name, l);
    return text;
}

/* Compares the next matrix of the file, `name`, with ours. */
static void compare(const Case *c, const char *name, Matrix ours)
{
    Matrix theirs = read_matrix(c->file, name);
    cr_assert(ours.rows == theirs.rows && ours.cols == theirs.cols,
              "%s: %s is (%zu, %zu), PyTorch's is (%zu, %zu)", c->name, name, ours.rows,
              ours.cols, theirs.rows, theirs.cols);
    for (size_t i = 0; i < ours.rows * ours.cols; i++) {
        double a = (double)ours.data[i], b = (double)theirs.data[i];
        double size = fabs(a) > fabs(b) ? fabs(a) : fabs(b);
        cr_assert(fabs(a - b) <= RELATIVE * size + FLOOR,
                  "%s: %s[%zu] is %.17g, PyTorch has %.17g", c->name, name, i, a, b);
    }
    matrix_free(&theirs);
}

/* Reads a case up to its parameters; false at the end of the file. */
static bool read_case(Case *c)
{
    char names[MOST_LAYERS][WORD], loss[2 * WORD];
    const char *pointers[MOST_LAYERS];
    size_t sizes[MOST_LAYERS + 1];
    if (fscanf(c->file, " case %39s", c->name) != 1) return false;

    expect_word(c->file, "layers");
    size_t depth = count(c->file);
    cr_assert(depth >= 1 && depth <= MOST_LAYERS);
    expect_word(c->file, "sizes");
    for (size_t l = 0; l <= depth; l++) sizes[l] = count(c->file);
    expect_word(c->file, "activations");
    for (size_t l = 0; l < depth; l++) {
        word(c->file, names[l]);
        pointers[l] = names[l];
    }
    cr_assert_eq(fscanf(c->file, " loss %79[^\n]", loss), 1);
    c->loss = loss_named(loss);
    cr_assert_not_null(c->loss.value, "no loss is named '%s'", loss);
    expect_word(c->file, "rate");
    word(c->file, loss);
    c->rate = (real)strtod(loss, NULL);
    c->x = read_matrix(c->file, "x");
    c->y = read_matrix(c->file, "y");

    c->network = network_new(depth, sizes, pointers);
    for (size_t l = 0; l < depth; l++) {
        Matrix w = read_matrix(c->file, numbered("w", l));
        Matrix b = read_matrix(c->file, numbered("b", l));
        matrix_copy(c->network.layers[l].w, w);
        matrix_copy(c->network.layers[l].b, b);
        matrix_free(&w);
        matrix_free(&b);
    }
    return true;
}

/* Forward, loss, every gradient; then ten steps, and where the parameters are. */
static void run_case(Case *c)
{
    TrainingState state = training_state_new(c->network, c->loss, c->x.rows);
    Gradients g = state.gradients;
    for (size_t step = 0; step < 10; step++) {
        real loss = forward_backward(&state, c->x, c->y);
        for (size_t l = 0; step == 0 && l < c->network.depth; l++) {
            compare(c, numbered("z", l), cache_z(&state.cache, l));
            compare(c, numbered("a", l), cache_a(&state.cache, l));
        }
        if (step == 0) compare(c, "value", matrix_view(&loss, 1, 1));
        for (size_t l = 0; step == 0 && l < c->network.depth; l++) {
            compare(c, numbered("dw", l), g.dw[l]);
            compare(c, numbered("db", l), g.db[l]);
        }
        network_step(c->network, &g, c->rate);
    }
    for (size_t l = 0; l < c->network.depth; l++) {
        compare(c, numbered("w", l), c->network.layers[l].w);
        compare(c, numbered("b", l), c->network.layers[l].b);
    }
    training_state_free(&state);
}

Test(parity, forward_loss_gradients_and_ten_steps_are_pytorchs)
{
    const char *path = getenv("PARITY");
    Case c = {.file = fopen(path ? path : "tests/parity/vectors.txt", "r")};
    cr_assert_not_null(c.file);
    char line[200];
    cr_assert_not_null(fgets(line, sizeof line, c.file)); // which PyTorch

    size_t cases = 0;
    for (; read_case(&c); cases++) {
        run_case(&c);
        expect_word(c.file, "end");
        matrix_free(&c.x);
        matrix_free(&c.y);
    }
    cr_assert(feof(c.file) && cases >= 12, "%zu cases compared, expected all of 12",
              cases);
    fclose(c.file);
}
