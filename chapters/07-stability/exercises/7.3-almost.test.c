/* The mended cross-entropy, against chapter 3's and known digits. */
#include "exercises/support.h"
#include "losses.h"

real sturdy_cross_entropy(Matrix dz, Matrix z, Matrix labels);

TestSuite(ex7_3, .timeout = 10);

enum { MOST = 12, WIDEST = 7 };

/* Each sample alone is right in both versions; a pair, sure or far apart, is not. */
static real slopes(real *dz, const real *z, const real *labels, size_t m,
                   size_t classes)
{
    real z_data[MOST * WIDEST], label_data[MOST];
    Matrix out = matrix_view(dz, m, classes);
    for (size_t i = 0; i < m * classes; i++) z_data[i] = z[i];
    for (size_t i = 0; i < m; i++) label_data[i] = labels[i];
    matrix_fill(out, NAN);
    real loss = sturdy_cross_entropy(out, matrix_view(z_data, m, classes),
                                     matrix_view(label_data, m, 1));
    require_finite("dz", out);
    return loss;
}

Test(ex7_3, a_a_row_does_not_care_for_the_one_before)
{
    const real z[] = {1000, 1001, 0, 1}, labels[] = {0, 0};
    real dz[4], loss = slopes(dz, z, labels, 2, 2);
    cr_assert(close_to(loss, (real)1.31326168751822283, 8, 0),
              "logits (1000, 1001) and (0, 1), label 0 in both: the loss is %.9g, "
              "expected 1.313261688: both rows have the same softmax",
              (double)loss);
    cr_assert(close_to(dz[2], (real)-0.365529289315002439, 8, 0) &&
                  close_to(dz[3], (real)0.365529289315002439, 8, 0),
              "the slopes of the second row are %.9g and %.9g, expected -+0.365529289",
              (double)dz[2], (double)dz[3]);
}

Test(ex7_3, a_the_slope_of_a_sure_sample)
{
    const real z[] = {0, 40}, labels[] = {1};
    real dz[2], loss = slopes(dz, z, labels, 1, 2);
    cr_assert(loss >= 0 && loss < (real)1e-15, "sure and right costs %g", (double)loss);
    cr_assert(close_to(dz[1], (real)-4.24835425529158898e-18, 8, 0),
              "40 ahead, the slope at the label is %.6g, expected -4.24835e-18: it "
              "cancelled",
              (double)dz[1]);
}

/* The slopes of a row sum to 0, to the roundings of the row itself, however small. */
Test(ex7_3, b_slopes_of_a_row_balance)
{
    Random random = random_seed(exercise_seed());
    for (int ahead = 0; ahead <= 60; ahead += 5) {
        real z[WIDEST], label = 3, dz[WIDEST], others = 0;
        for (size_t k = 0; k < WIDEST; k++) z[k] = random_uniform(&random);
        z[3] += (real)ahead;
        slopes(dz, z, &label, 1, WIDEST);
        for (size_t k = 0; k < WIDEST; k++)
            if (k != 3) others += dz[k];
        cr_assert(others > 0 && close_to(dz[3], -others, 32, 0),
                  "%d ahead: the label's slope is %.9g, the others sum to %.9g", ahead,
                  (double)dz[3], (double)others);
    }
}

/* Rows of very different heights, in any order: each as if it were alone. */
Test(ex7_3, b_each_row_as_if_alone)
{
    Random random = random_seed(exercise_seed() + 1);
    real z[MOST * WIDEST], labels[MOST], dz[MOST * WIDEST], alone[WIDEST], sum = 0;
    for (size_t i = 0; i < MOST; i++) {
        real height = (i == 0 ? 3000 : 2000 * (2 * random_uniform(&random) - 1));
        labels[i] = (real)random_below(&random, WIDEST);
        for (size_t k = 0; k < WIDEST; k++)
            z[i * WIDEST + k] = height + 4 * random_normal(&random);
    }
    real loss = slopes(dz, z, labels, MOST, WIDEST);
    cr_assert(loss > (real)0.1, "labels by chance, and the loss is %g", (double)loss);
    for (size_t i = 0; i < MOST; i++) {
        sum += slopes(alone, z + i * WIDEST, labels + i, 1, WIDEST);
        matrix_scale(matrix_view(alone, 1, WIDEST), matrix_view(alone, 1, WIDEST),
                     (real)1 / MOST);
        require_close("dz of one row", matrix_view(dz + i * WIDEST, 1, WIDEST),
                      matrix_view(alone, 1, WIDEST), 32, 0, NULL);
    }
    cr_assert(close_to(loss, sum / MOST, 64, 0),
              "the loss is %.9g, the mean of the rows "
              "alone %.9g",
              (double)loss, (double)(sum / MOST));
}

Test(ex7_3, c_loss_and_slopes_are_chapter_threes)
{
    Random random = random_seed(exercise_seed() + 2);
    real z[MOST * WIDEST], y[MOST * WIDEST], labels[MOST], dz[MOST * WIDEST];
    real want[MOST * WIDEST];
    Matrix logits = matrix_view(z, MOST, WIDEST), wanted = matrix_view(y, MOST, WIDEST);
    random_fill_normal(&random, logits, 0, 3);
    z[0] = 60; // and one row that is sure, with a row of lower logits behind it
    matrix_fill(wanted, 0);
    for (size_t i = 0; i < MOST; i++) {
        size_t label = i == 0 ? 0 : random_below(&random, WIDEST);
        labels[i] = (real)label;
        matrix_at(wanted, i, label) = 1;
    }
    real loss = slopes(dz, z, labels, MOST, WIDEST);
    cr_assert(close_to(loss, softmax_cross_entropy(logits, wanted), 64, 0),
              "the loss is %.12g, expected %.12g", (double)loss,
              (double)softmax_cross_entropy(logits, wanted));
    softmax_cross_entropy_gradient(matrix_view(want, MOST, WIDEST), logits, wanted);
    const Diagnosis sizes[] = {
        {MOST, "times m: the mean is missing"}, {-1, "the sign is turned"}, {0, NULL}};
    require_close("dz", matrix_view(dz, MOST, WIDEST), matrix_view(want, MOST, WIDEST),
                  32, 16, sizes);
    cr_assert(dz[0] < 0, "the sure row has the slope %g at its label, which is not 0",
              (double)dz[0]);
}
