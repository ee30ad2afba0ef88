/* Chapter 3, what is measured beside a loss: entropy, divergence, accuracy, confusion;
 * and what learns. */
#include "dataset.h"
#include "layer.h"
#include "losses.h"
#include "neuron.h"
#include "support.h"

TestSuite(measures, .timeout = 20);

static const real INF = INFINITY, NOT_A_NUMBER = NAN;
#define ROW(array) matrix_view(array, 1, sizeof(array) / sizeof(real))

/* --- entropy and divergence ------------------------------------------------------- */

/* eq:entropy: nothing to learn from a certain answer; a fair coin is ln 2, a fair die
 * ln 6; half a bit-tree (1/2, 1/4, 1/4) is 3/2 ln 2 */
Test(measures, entropy_of_coins_and_dice)
{
    real certain[] = {0, 1, 0}, sure[] = {1, 0}, coin[] = {0.5, 0.5},
         tree[] = {0.25, 0.5, 0.25}, die[6];
    for (size_t k = 0; k < 6; k++) die[k] = 1 / (real)6;
    cr_assert(entropy(ROW(certain)) == 0 && entropy(ROW(sure)) == 0);
    CLOSE(entropy(ROW(coin)), log(2), 4, 0);
    CLOSE(entropy(ROW(tree)), 1.5 * log(2), 4, 0);
    CLOSE(entropy(ROW(die)), log(6), 8, 0);
}

/* eq:kl-divergence, by hand: 3/4 ln(3/2) + 1/4 ln(1/2), and not the same backwards */
Test(measures, divergence_by_hand)
{
    real p[] = {0.75, 0.25}, q[] = {0.5, 0.5}, certain[] = {1, 0};
    CLOSE(kl_divergence(ROW(p), ROW(q)), 0.75 * log(1.5) - 0.25 * log(2), 4, 2);
    CLOSE(kl_divergence(ROW(q), ROW(p)), 0.5 * log(2) - 0.5 * log(1.5), 4, 2);
    cr_assert(kl_divergence(ROW(p), ROW(p)) == 0);
    CLOSE(kl_divergence(ROW(certain), ROW(q)), log(2), 4, 0);
    cr_assert(kl_divergence(ROW(q), ROW(certain)) == INF);
    cr_assert(kl_divergence(ROW(certain), ROW(certain)) == 0); // 0 ln (0 / 0) is 0
}

/* eq:kl-divergence, eq:entropy, eq:cross-entropy: the price of believing q is what p
 * costs anyway and the divergence, which is never negative */
Test(measures, cross_entropy_is_entropy_and_divergence)
{
    Random random = random_seed(5);
    real p[5], q[5];
    for (int repeat = 0; repeat < 500; repeat++) {
        random_fill_normal(&random, ROW(p), 0, 1);
        random_fill_normal(&random, ROW(q), 0, 1);
        softmax(ROW(p), ROW(p));
        softmax(ROW(q), ROW(q));
        real divergence = kl_divergence(ROW(p), ROW(q));
        cr_assert(divergence > 0);
        CLOSE(cross_entropy(ROW(q), ROW(p)),
              (double)entropy(ROW(p)) + (double)divergence, 16, 0);
    }
}

/* --- counting ----------------------------------------------------------------------- */

/* Six samples of three classes: 0 0 1 1 2 2, taken for 0 2 1 1 0 0; row 4 is a tie. */
static const real SAID[] = {3, 1, 2, -1, -2, 0, 0, 1, 0, 5, 6, -7, 2, 1, 2, 9, 8, 7};
static const real TRUE_CLASS[] = {0, 0, 1, 1, 2, 2};

typedef struct Votes {
    real said[18], classes[6], hot[18], counts[9];
} Votes;

static Votes votes(void)
{
    Votes v;
    for (size_t k = 0; k < 18; k++) v.said[k] = SAID[k];
    for (size_t k = 0; k < 6; k++) v.classes[k] = TRUE_CLASS[k];
    dataset_one_hot(matrix_view(v.hot, 6, 3), matrix_view(v.classes, 6, 1));
    return v;
}
#define SIX(array) matrix_view(array, 6, 3)

Test(measures, the_largest_wins_and_of_equals_the_first)
{
    Votes v = votes();
    const size_t want[] = {0, 2, 1, 1, 0, 0};
    for (size_t i = 0; i < 6; i++) cr_assert_eq(row_argmax(SIX(v.said), i), want[i]);
    MISTAKE_IN("measures.c", "matrix_rows: 1 rows from row 6, of m (6, 3)",
               row_argmax(SIX(v.said), 6));
}

Test(measures, accuracy_and_confusion_by_hand)
{
    Votes v = votes();
    CLOSE(accuracy(SIX(v.said), SIX(v.hot)), 3 / 6.0, 1, 0);
    cr_assert(accuracy(SIX(v.hot), SIX(v.hot)) == 1);
    real heads[] = {0.75, 0.25}, tails[] = {0, 1};
    cr_assert(accuracy(ROW(heads), ROW(tails)) == 0, "two classes are enough");
    confusion_matrix(matrix_view(v.counts, 3, 3), SIX(v.said), SIX(v.hot));
    const real want[] = {1, 0, 1, 0, 2, 0, 2, 0, 0};
    for (size_t k = 0; k < 9; k++) cr_assert(v.counts[k] == want[k], "%zu", k);
}

/* A row of NaN has column 0 as its largest; it must not be right about class 0. */
Test(measures, a_nan_is_never_right)
{
    for (size_t k = 0; k < 3; k++) {
        Votes v = votes();
        v.said[k] = NOT_A_NUMBER;
        CLOSE(accuracy(SIX(v.said), SIX(v.hot)), 2 / 6.0, 1, 0);
        char line[80];
        snprintf(line, sizeof line,
                 "confusion_matrix: row 0, column %zu of the output is nan", k);
        MISTAKE_IN(
            "measures.c", line,
            confusion_matrix(matrix_view(v.counts, 3, 3), SIX(v.said), SIX(v.hot)));
    }
}

/* --- what learns -------------------------------------------------------------------- */

/* One sample again and again: each loss falls with every step, to nearly nothing. The
 * rates are below 2 over the curvature 1 (x is of length 1 with the bias' 1: 2). */
Test(measures, a_loss_falls_on_one_sample_repeated)
{
    const char *const names[] = {"squared", "huber", "sigmoid cross-entropy",
                                 "softmax cross-entropy"};
    for (size_t n = 0; n < 4; n++) {
        Loss loss = loss_named(names[n]);
        real x[] = {(real)0.6, (real)-0.8}, y[] = {0, 1, 0}, numbers[24] = {0};
        Matrix w = matrix_view(numbers, 2, 3), b = matrix_view(numbers + 6, 1, 3);
        Matrix dw = matrix_view(numbers + 9, 2, 3),
               db = matrix_view(numbers + 15, 1, 3);
        Matrix z = matrix_view(numbers + 18, 1, 3),
               dz = matrix_view(numbers + 21, 1, 3);
        real before = INF, first = 0;
        for (int step = 0; step < 200; step++) {
            dense_forward(z, ROW(x), w, b);
            real now = loss.value(z, ROW(y));
            if (step == 0) first = now;
            bool at_rest = now < first * (real)1e-5; // roundings may lift what is 0
            cr_assert(now < before || at_rest, "%s, step %d", names[n], step);
            loss.gradient(dz, z, ROW(y));
            neuron_gradient(dw, db, ROW(x), dz);
            neuron_step(w, b, dw, db, (real)0.5);
            before = now;
        }
        cr_assert(before < first / 50, "%s fell from %g to %g only", names[n],
                  (double)first, (double)before);
    }
}

/* eq:softmax-cross-entropy: a straight line between two sets of logits lies above it: the
 * loss is a bowl, and so is that of any linear model. Roundings of three losses. */
Test(measures, softmax_cross_entropy_is_convex)
{
    Random random = random_seed(6);
    real numbers[64];
    Matrix a = matrix_view(numbers, 4, 4), b = matrix_view(numbers + 16, 4, 4);
    Matrix y = matrix_view(numbers + 32, 4, 4), mid = matrix_view(numbers + 48, 4, 4);
    for (int repeat = 0; repeat < 500; repeat++) {
        random_fill_normal(&random, a, 0, 3);
        random_fill_normal(&random, b, 0, 3);
        random_fill_normal(&random, y, 0, 1);
        softmax(y, y);
        matrix_add(mid, a, b);
        matrix_scale(mid, mid, (real)0.5);
        double chord = ((double)softmax_cross_entropy(a, y) +
                        (double)softmax_cross_entropy(b, y)) /
                       2;
        cr_assert((double)softmax_cross_entropy(mid, y) <=
                  chord + 32 * (double)REAL_EPSILON);
    }
}
