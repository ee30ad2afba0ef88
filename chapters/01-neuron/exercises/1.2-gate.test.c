/* A neuron that learns a gate: the weights come back, and what they do is measured. */
#include "exercises/support.h"
#include "neuron.h"

void learn_gate(Matrix w, Matrix b, Matrix y);

TestSuite(ex1_2, .timeout = 10);

typedef struct Gate {
    const char *name;
    real y[4];
} Gate;

static const Gate AND = {"AND", {0, 0, 0, 1}};
static const Gate SEPARABLE[] = {
    {"never", {0, 0, 0, 0}},       {"AND", {0, 0, 0, 1}},
    {"a and not b", {0, 0, 1, 0}}, {"a", {0, 0, 1, 1}},
    {"b and not a", {0, 1, 0, 0}}, {"b", {0, 1, 0, 1}},
    {"OR", {0, 1, 1, 1}},          {"NOR", {1, 0, 0, 0}},
    {"not b", {1, 0, 1, 0}},       {"a or not b", {1, 0, 1, 1}},
    {"not a", {1, 1, 0, 0}},       {"b or not a", {1, 1, 0, 1}},
    {"NAND", {1, 1, 1, 0}},        {"always", {1, 1, 1, 1}},
};
static const real INPUTS[8] = {0, 0, 0, 1, 1, 0, 1, 1};

/* What a neuron learned, and the four probabilities it gives. */
typedef struct Learned {
    real w[2], b[1], p[4];
} Learned;

static void answer(Learned *neuron)
{
    real inputs[8];
    for (int i = 0; i < 8; i++) inputs[i] = INPUTS[i];
    Matrix p = matrix_view(neuron->p, 4, 1);
    neuron_forward(p, p, matrix_view(inputs, 4, 2), matrix_view(neuron->w, 2, 1),
                   matrix_view(neuron->b, 1, 1), activation_named("sigmoid"));
}

static Learned learn(const char *name, const real *y)
{
    Learned neuron = {{NAN, NAN}, {NAN}, {NAN, NAN, NAN, NAN}};
    real table[4] = {y[0], y[1], y[2], y[3]};
    learn_gate(matrix_view(neuron.w, 2, 1), matrix_view(neuron.b, 1, 1),
               matrix_view(table, 4, 1));
    for (int i = 0; i < 4; i++)
        cr_assert(table[i] == y[i], "%s: y is the input, and was changed", name);
    require_finite("w", matrix_view(neuron.w, 2, 1));
    require_finite("b", matrix_view(neuron.b, 1, 1));
    answer(&neuron);
    return neuron;
}

/* A hint to the cause, when the four answers are wrong in a way that has a name. */
static const char *diagnose(const real *p, const real *y)
{
    bool swapped = y[1] != y[2], turned = true;
    for (int i = 0; i < 4; i++) {
        int other = i == 1 ? 2 : i == 2 ? 1 : i;
        swapped = swapped && fabs((double)(p[i] - y[other])) <= 0.1;
        turned = turned && fabs((double)(p[i] - (1 - y[i]))) <= 0.1;
    }
    if (swapped) return ": the inputs are swapped, the rows are 00, 01, 10, 11";
    if (turned) return ": all is upside down, did the steps go uphill?";
    return "";
}

static void require_gate(Gate gate)
{
    Learned neuron = learn(gate.name, gate.y);
    for (int i = 0; i < 4; i++)
        cr_assert(fabs((double)(neuron.p[i] - gate.y[i])) <= 0.1,
                  "%s of (%g, %g) is %g, your neuron says %.3f%s", gate.name,
                  (double)INPUTS[2 * i], (double)INPUTS[2 * i + 1], (double)gate.y[i],
                  (double)neuron.p[i], diagnose(neuron.p, gate.y));
}

Test(ex1_2, a_every_weight_of_and_is_written)
{
    Learned neuron = learn(AND.name, AND.y);
    cr_assert(neuron.w[0] > 0 && neuron.w[1] > 0 && neuron.b[0] < 0,
              "AND needs two positive weights and a negative bias; w (%g, %g), b %g",
              (double)neuron.w[0], (double)neuron.w[1], (double)neuron.b[0]);
}

Test(ex1_2, b_and)
{
    require_gate(AND);
}

Test(ex1_2, b_what_was_in_w_and_b_does_not_matter)
{
    Learned first = learn(AND.name, AND.y), again = {{300, -700}, {500}, {0}};
    real table[4] = {0, 0, 0, 1};
    learn_gate(matrix_view(again.w, 2, 1), matrix_view(again.b, 1, 1),
               matrix_view(table, 4, 1));
    answer(&again);
    for (int i = 0; i < 4; i++) {
        cr_assert(
            close_to(first.p[i], again.p[i], 0, 0.05 / (double)REAL_EPSILON),
            "AND from w (300, -700), b 500 says %.3f in row %d, and %.3f from a new "
            "matrix: start at zero",
            (double)again.p[i], i, (double)first.p[i]);
        cr_assert(fabs((double)(again.p[i] - table[i])) <= 0.1, "row %d of AND is %.3f",
                  i, (double)again.p[i]);
    }
}

Test(ex1_2, c_all_fourteen_gates)
{
    for (size_t i = 0; i < sizeof SEPARABLE / sizeof SEPARABLE[0]; i++)
        require_gate(SEPARABLE[i]);
}

Test(ex1_2, c_probabilities_that_a_neuron_gives)
{
    Random random = random_seed(exercise_seed());
    for (int repeat = 0; repeat < 10; repeat++) {
        Learned truth;
        random_fill_uniform(&random, matrix_view(truth.w, 2, 1), -1, 1);
        random_fill_uniform(&random, matrix_view(truth.b, 1, 1), -1, 1);
        answer(&truth);
        Learned neuron = learn("probabilities", truth.p);
        for (int i = 0; i < 4; i++)
            cr_assert(
                fabs((double)(neuron.p[i] - truth.p[i])) <= 0.01,
                "row %d should say %.4f, your neuron says %.4f: are the steps too few, "
                "too long, or is this not the log loss?",
                i, (double)truth.p[i], (double)neuron.p[i]);
    }
}

/* On XOR the loss is lowest where the neuron says 1/2 to everything: at zero weights
 * its slope is (1/4) x^T (1/2 - y) = 0, and the log loss has no other lowest point. */
Test(ex1_2, c_xor_comes_back_and_says_one_half)
{
    static const real tables[2][4] = {{0, 1, 1, 0}, {1, 0, 0, 1}};
    for (int t = 0; t < 2; t++) {
        Learned neuron = learn("XOR", tables[t]);
        for (int i = 0; i < 4; i++)
            cr_assert(fabs((double)neuron.p[i] - 0.5) <= 0.01,
                      "row %d of XOR: %.4f, but the best of one neuron is 0.5", i,
                      (double)neuron.p[i]);
    }
    require_gate(AND); // and the next table is learned as if XOR had not been
}
