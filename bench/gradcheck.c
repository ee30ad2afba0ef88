/* The check of every parameter of 784-128-10, 16 samples, by chapter 5's
 * network_check, in double. A line a round:
 *   gradient-check  784-128-10  ours  1  ROUND  SECONDS
 * usage: gradcheck ROUNDS */
#include "gradcheck.h"
#include "measure.h"
#include "random.h"

#include <stdlib.h>

int main(int argc, char **argv)
{
    size_t rounds = argc > 1 ? strtoul(argv[1], NULL, 10) : 3;
    enum { SAMPLES = 16 };
    Random random = random_seed(1);
    Matrix x = matrix_new(SAMPLES, 784), y = matrix_new(SAMPLES, 10);
    random_fill_uniform(&random, x, 0, 1);
    matrix_fill(y, 0);
    for (size_t i = 0; i < SAMPLES; i++) matrix_at(y, i, i % 10) = 1;
    Network network = network_stack(2, 784, 128, 10, "tanh");
    network_randomize(network, &random);
    Loss loss = loss_named("softmax cross-entropy");
    TrainingState state = training_state_new(network, loss, SAMPLES);
    for (size_t round = 1; round <= rounds; round++) {
        double start = seconds_now();
        forward_backward(&state, x, y);
        GradientReport report = network_check(&state.gradients, network, x, y, loss);
        double seconds = seconds_now() - start;
        if (gradient_verdict(report) != GRADIENT_RIGHT || report.checked != 101770) {
            char text[GRADIENT_TEXT];
            fprintf(stderr, "gradcheck: %s\n",
                    gradient_report_text(text, sizeof text, report));
            return 1;
        }
        printf("gradient-check\t784-128-10\tours\t1\t%zu\t%.4f\n", round, seconds);
    }
    training_state_free(&state);
    matrix_free(&x);
    matrix_free(&y);
    return 0;
}
