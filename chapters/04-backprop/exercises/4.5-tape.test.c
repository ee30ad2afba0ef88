/* A tape: values and slopes of formulas that were never seen before. */
#include "activation.h"
#include "exercises/support.h"

typedef enum Operation { INPUT, ADD, MULTIPLY, TANH } Operation;

typedef struct Node {
    Operation operation;
    size_t a, b;
    real value, slope;
} Node;

typedef struct Tape {
    Node *nodes;
    size_t count;
} Tape;

size_t tape_input(Tape *tape, real value);
size_t tape_add(Tape *tape, size_t a, size_t b);
size_t tape_multiply(Tape *tape, size_t a, size_t b);
size_t tape_tanh(Tape *tape, size_t a);
void tape_backward(Tape *tape, size_t result);

TestSuite(ex4_5, .timeout = 10);

enum { ROOM = 256 };

/* An empty tape on nodes that hold rubbish. */
static Tape tape_begin(Node nodes[ROOM])
{
    for (size_t i = 0; i < ROOM; i++) nodes[i] = (Node){TANH, 3, 3, NAN, NAN};
    return (Tape){nodes, 0};
}

static void require_slope(const Tape *tape, const char *what, size_t node, real want)
{
    real slope = tape->nodes[node].slope;
    cr_assert(close_to(slope, want, 32, 4), "the slope at %s is %g, expected %g", what,
              (double)slope, (double)want);
}

/* 3 * 4 + 3 = 15; at x it is y + 1, at y x. */
Test(ex4_5, a_values_and_slopes_by_hand)
{
    Node nodes[ROOM];
    Tape tape = tape_begin(nodes);
    size_t x = tape_input(&tape, 3), y = tape_input(&tape, 4);
    size_t xy = tape_multiply(&tape, x, y), sum = tape_add(&tape, xy, x);
    cr_assert_eq(tape.count, 4, "4 nodes were made, the tape counts %zu", tape.count);
    cr_assert(x == 0 && y == 1 && xy == 2 && sum == 3, "a node is known by its place");
    cr_assert(nodes[sum].value == 15, "3 * 4 + 3 is %g", (double)nodes[sum].value);
    tape_backward(&tape, sum);
    require_slope(&tape, "the result", sum, 1);
    require_slope(&tape, "the product", xy, 1);
    require_slope(&tape, "x", x, 5);
    require_slope(&tape, "y", y, 3);
}

/* x x x by two products: 3 x^2, through the same parent twice. */
Test(ex4_5, b_a_cube)
{
    Node nodes[ROOM];
    Tape tape = tape_begin(nodes);
    size_t x = tape_input(&tape, -2);
    size_t cube = tape_multiply(&tape, tape_multiply(&tape, x, x), x);
    cr_assert(nodes[cube].value == -8, "(-2)^3 is %g", (double)nodes[cube].value);
    tape_backward(&tape, cube);
    require_slope(&tape, "x", x, 12);
}

/* The chain of the text: dw -3.384134, dv -0.497130; (p - y)^2 has twice the slopes of
 * its half. */
Test(ex4_5, b_the_chain_of_the_text)
{
    Node nodes[ROOM];
    Tape tape = tape_begin(nodes);
    size_t x = tape_input(&tape, 2), w = tape_input(&tape, (real)0.25);
    size_t v = tape_input(&tape, 2), minus_y = tape_input(&tape, -2);
    size_t a = tape_tanh(&tape, tape_multiply(&tape, x, w));
    size_t error = tape_add(&tape, tape_multiply(&tape, a, v), minus_y);
    size_t square = tape_multiply(&tape, error, error);
    tape_backward(&tape, square);
    double dw = (double)nodes[w].slope / 2, dv = (double)nodes[v].slope / 2;
    cr_assert(fabs(dw + 3.384134) < 2e-6, "dw is %.6f, expected -3.384134", dw);
    cr_assert(fabs(dv + 0.497130) < 2e-6, "dv is %.6f, expected -0.497130", dv);
}

/* Each call starts anew; a node behind the result, or beside it, has no slope. */
Test(ex4_5, b_a_second_walk_forgets_the_first)
{
    Node nodes[ROOM];
    Tape tape = tape_begin(nodes);
    size_t x = tape_input(&tape, 3), y = tape_input(&tape, 5);
    size_t square = tape_multiply(&tape, x, x), all = tape_multiply(&tape, square, y);
    for (int round = 0; round < 2; round++) {
        tape_backward(&tape, all);
        require_slope(&tape, "x", x, 30);
        require_slope(&tape, "y", y, 9);
    }
    tape_backward(&tape, square);
    require_slope(&tape, "x, of the square alone", x, 6);
    require_slope(&tape, "y, which the square does not know", y, 0);
    require_slope(&tape, "a node behind the result", all, 0);
}

/* 60 doublings: 2^60 ways lead back to x, and 61 nodes. */
Test(ex4_5, c_many_ways_few_nodes)
{
    Node nodes[ROOM];
    Tape tape = tape_begin(nodes);
    size_t x = tape_input(&tape, 1), at = x;
    for (int k = 0; k < 60; k++) at = tape_add(&tape, at, at);
    tape_backward(&tape, at);
    double ways = (double)((uint64_t)1 << 60);
    cr_assert((double)nodes[at].value == ways, "the value is %g, expected 2^60",
              (double)nodes[at].value);
    cr_assert((double)nodes[x].slope == ways, "the slope is %g, expected 2^60",
              (double)nodes[x].slope);
}

/* A formula drawn at random, 8 inputs and 40 operations, against nudges of each input.
 * Every value goes through tanh, so that none grows. */
static real formula(const real *inputs, Tape *tape, uint64_t seed)
{
    Random random = random_seed(seed);
    for (size_t i = 0; i < 8; i++) tape_input(tape, inputs[i]);
    size_t last = 7;
    for (size_t k = 0; k < 40; k++) {
        size_t a = random_below(&random, last + 1), b = k % 3 ? last : a;
        last = k % 2 ? tape_add(tape, a, b) : tape_multiply(tape, a, b);
        last = tape_tanh(tape, last);
    }
    size_t sum = last; // every input takes part
    for (size_t i = 0; i < 8; i++)
        sum = tape_add(tape, sum, tape_multiply(tape, i, last));
    return tape->nodes[sum].value;
}

Test(ex4_5, c_a_formula_drawn_at_random)
{
    for (uint64_t seed = exercise_seed(); seed < exercise_seed() + 5; seed++) {
        Node nodes[ROOM];
        real inputs[8], h = (real)cbrt((double)REAL_EPSILON);
        Random random = random_seed(seed + 100);
        random_fill_uniform(&random, matrix_view(inputs, 1, 8), -1, 1);
        Tape tape = tape_begin(nodes);
        formula(inputs, &tape, seed);
        cr_assert(tape.count == 8 + 80 + 16, "104 nodes were made, the tape counts %zu",
                  tape.count);
        tape_backward(&tape, tape.count - 1);
        for (size_t i = 0; i < 8; i++) {
            Node other[ROOM];
            real at = inputs[i], high = at + h, low = at - h;
            inputs[i] = high;
            Tape again = tape_begin(other);
            real above = formula(inputs, &again, seed);
            inputs[i] = low;
            again = tape_begin(other);
            real below = formula(inputs, &again, seed);
            inputs[i] = at;
            real want = (above - below) / (high - low);
            cr_assert(close_to(nodes[i].slope, want, 10 * nudge_tolerance(),
                               10 * nudge_tolerance()),
                      "input %zu: the slope is %g, the nudge says %g", i,
                      (double)nodes[i].slope, (double)want);
        }
    }
}
