/* Label smoothing, and the lowest loss that it leaves. */
#include "exercises/support.h"
#include "losses.h"

void smooth_labels(Matrix out, Matrix y, real amount);
real smoothed_floor(size_t classes, real amount);

TestSuite(ex3_1, .timeout = 10);

enum { DIGITS = 16 };

/* Four classes and a fifth of doubt: 0.2 / 4 everywhere, and 0.8 more where y was 1. */
Test(ex3_1, a_smooths_by_hand)
{
    real y[] = {0, 1, 0, 0, 0, 0, 0, 1}, out[8];
    static const double want[] = {0.05, 0.85, 0.05, 0.05, 0.05, 0.05, 0.05, 0.85};
    for (int k = 0; k < 8; k++) out[k] = NAN;
    smooth_labels(matrix_view(out, 2, 4), matrix_view(y, 2, 4), (real)0.2);
    require_finite("out", matrix_view(out, 2, 4));
    for (int k = 0; k < 8; k++) {
        bool all_away = k == 1 && close_to(out[k], (real)0.8, DIGITS, 0);
        cr_assert(close_to(out[k], (real)want[k], DIGITS, 0),
                  "element (%d, %d) is %.9g, expected %.9g%s", k / 4, k % 4,
                  (double)out[k], want[k],
                  all_away ? ": the right class gets its share of the doubt too" : "");
    }
}

Test(ex3_1, a_floor_of_two_classes_in_full_doubt_is_ln_2)
{
    real floor = smoothed_floor(2, 1);
    cr_assert(close_to(floor, (real)0.693147180559945309, DIGITS, 0),
              "both classes get 1/2: the floor is ln 2, not %.9g", (double)floor);
}

Test(ex3_1, b_smooths_in_place_and_keeps_the_sum)
{
    Random random = random_seed(exercise_seed());
    for (int repeat = 0; repeat < 20; repeat++) {
        real y_data[15], out_data[15], amount = random_uniform(&random);
        Matrix y = matrix_view(y_data, 3, 5), out = matrix_view(out_data, 3, 5);
        random_fill_normal(&random, y, 0, 1);
        softmax(y, y);
        matrix_fill(out, NAN);
        smooth_labels(out, y, amount);
        for (size_t i = 0; i < 3; i++)
            cr_assert(close_to(matrix_sum(matrix_rows(out, i, 1)), 1, DIGITS, 0),
                      "row %zu sums to %.9g, expected 1", i,
                      (double)matrix_sum(matrix_rows(out, i, 1)));
        // a probability p becomes (1 - e) p + e / K, whatever p was
        real want[15];
        for (size_t k = 0; k < 15; k++) want[k] = (1 - amount) * y_data[k] + amount / 5;
        require_close("out", out, matrix_view(want, 3, 5), DIGITS, DIGITS, NULL);
        smooth_labels(y, y, amount);
        cr_assert(matrix_equal(y, out), "in place it gives other numbers");
    }
}

Test(ex3_1, b_no_doubt_changes_nothing_and_costs_nothing)
{
    real y[] = {0, 0, 1}, out[] = {NAN, NAN, NAN};
    smooth_labels(matrix_view(out, 1, 3), matrix_view(y, 1, 3), 0);
    cr_assert(out[0] == 0 && out[1] == 0 && out[2] == 1,
              "(0, 0, 1) became (%g, %g, %g)", (double)out[0], (double)out[1],
              (double)out[2]);
    real floor = smoothed_floor(3, 0);
    cr_assert(floor == 0, "without doubt the floor is 0, not %g%s", (double)floor,
              isnan(floor) ? ": 0 ln 0 counts as 0" : "");
}

/* At the logits ln y~ softmax says y~ itself, and the loss there is the floor; a nudge
 * of any logit away from them costs more. */
Test(ex3_1, c_the_floor_is_what_the_best_logits_cost)
{
    Random random = random_seed(exercise_seed() + 1);
    for (size_t classes = 2; classes <= 12; classes++) {
        real z_data[12], y_data[12] = {0};
        real amount = (real)0.05 + (real)0.9 * random_uniform(&random);
        Matrix z = matrix_view(z_data, 1, classes), y = matrix_view(y_data, 1, classes);
        y_data[random_below(&random, classes)] = 1;
        for (size_t k = 0; k < classes; k++) {
            y_data[k] = (1 - amount) * y_data[k] + amount / (real)classes;
            z_data[k] = real_log(y_data[k]);
        }
        real least = softmax_cross_entropy(z, y),
             floor = smoothed_floor(classes, amount);
        cr_assert(
            close_to(floor, least, 64, 64),
            "%zu classes, amount %.9g: the floor is %.9g, the best logits cost %.9g",
            classes, (double)amount, (double)floor, (double)least);
        z_data[0] += (real)0.5;
        cr_assert(floor < softmax_cross_entropy(z, y), "it is not the lowest");
    }
}
