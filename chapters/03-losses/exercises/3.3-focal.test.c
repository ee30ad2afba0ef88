/* The focal loss and its slope, from logits. */
#include "activation.h"
#include "exercises/support.h"
#include "losses.h"

real focal_loss(Matrix z, Matrix y, real gamma);
void focal_gradient(Matrix dz, Matrix z, Matrix y, real gamma);

TestSuite(ex3_3, .timeout = 10);

enum { M = 5, N = 3, DIGITS = 64 };

typedef struct Batch {
    real z_data[M * N], y_data[M * N], dz_data[M * N], gamma;
    Matrix z, y, dz;
} Batch;

static void batch_draw(Batch *batch, Random *random, real gamma)
{
    batch->gamma = gamma;
    batch->z = matrix_view(batch->z_data, M, N);
    batch->y = matrix_view(batch->y_data, M, N);
    batch->dz = matrix_view(batch->dz_data, M, N);
    random_fill_normal(random, batch->z, 0, 2);
    for (size_t k = 0; k < M * N; k++) batch->y_data[k] = (real)random_below(random, 2);
    matrix_fill(batch->dz, NAN);
}

/* The formula as it stands, in double: logits are small here. */
static real loss_of(const void *arguments)
{
    const Batch *batch = arguments;
    double sum = 0;
    for (size_t k = 0; k < M * N; k++) {
        double p = 1 / (1 + exp(-(double)batch->z_data[k]));
        double pt = batch->y_data[k] > 0 ? p : 1 - p;
        sum -= pow(1 - pt, (double)batch->gamma) * log(pt);
    }
    return (real)(sum / M);
}

/* p is 3/4 at ln 3. With gamma 2 the right one costs (1/4)^2 ln 4/3, the wrong one
 * (3/4)^2 ln 4. */
Test(ex3_3, a_odds_of_three_to_one)
{
    real z = (real)1.09861228866810969, yes = 1, no = 0;
    Matrix one = matrix_view(&z, 1, 1);
    real right = focal_loss(one, matrix_view(&yes, 1, 1), 2);
    real wrong = focal_loss(one, matrix_view(&no, 1, 1), 2);
    cr_assert(close_to(right, (real)0.01798012952823626, DIGITS, 0),
              "target 1: %.9g, expected 0.0179801295", (double)right);
    cr_assert(close_to(wrong, (real)0.7797905781299385, DIGITS, 0),
              "target 0: %.9g, expected 0.779790578", (double)wrong);
}

Test(ex3_3, b_the_loss_is_the_formula)
{
    Random random = random_seed(exercise_seed());
    const real gammas[] = {(real)0.5, 1, 2, 5};
    for (int g = 0; g < 4; g++) {
        Batch batch;
        batch_draw(&batch, &random, gammas[g]);
        real got = focal_loss(batch.z, batch.y, gammas[g]), want = loss_of(&batch);
        const char *why = close_to(got, M * want, DIGITS, 0)   ? ": the mean is missing"
                          : close_to(got, want / N, DIGITS, 0) ? ": divided by the "
                                                                 "outputs too"
                                                               : "";
        cr_assert(close_to(got, want, DIGITS, 0), "gamma %g: %.9g, expected %.9g%s",
                  (double)gammas[g], (double)got, (double)want, why);
    }
}

Test(ex3_3, b_gamma_zero_is_cross_entropy)
{
    Random random = random_seed(exercise_seed() + 1);
    Batch batch;
    batch_draw(&batch, &random, 0);
    real loss = focal_loss(batch.z, batch.y, 0);
    real want_data[M * N];
    Matrix want = matrix_view(want_data, M, N);
    cr_assert(close_to(loss, sigmoid_cross_entropy(batch.z, batch.y), DIGITS, 0),
              "%.9g, the cross-entropy is %.9g", (double)loss,
              (double)sigmoid_cross_entropy(batch.z, batch.y));
    focal_gradient(batch.dz, batch.z, batch.y, 0);
    sigmoid_cross_entropy_gradient(want, batch.z, batch.y);
    // the trusted slope is p - y: where p is near y, what p was rounded by is left of it
    require_close("dz at gamma 0", batch.dz, want, DIGITS, 1, NULL);
}

/* Sure and wrong costs |z| and pulls with all it has; sure and right is left alone. */
Test(ex3_3, b_finite_from_minus_1000_to_1000)
{
    for (int z = -1000; z <= 1000; z += 50) {
        for (int target = 0; target <= 1; target++) {
            for (int gamma = 0; gamma <= 2; gamma++) {
                real logit = (real)z, y = (real)target, dz = NAN;
                Matrix one = matrix_view(&logit, 1, 1), t = matrix_view(&y, 1, 1);
                real loss = focal_loss(one, t, (real)gamma);
                focal_gradient(matrix_view(&dz, 1, 1), one, t, (real)gamma);
                cr_assert(isfinite(loss) && isfinite(dz),
                          "z %d, target %d, gamma %d: loss %g, slope %g", z, target,
                          gamma, (double)loss, (double)dz);
                bool sure = z <= -50 || z >= 50, wrong = (z > 0) != target;
                if (!sure) continue;
                real want = wrong ? (real)abs(z) : 0;
                cr_assert(close_to(loss, want, DIGITS, DIGITS),
                          "z %d, target %d, gamma %d: loss %g, expected %g", z, target,
                          gamma, (double)loss, (double)want);
            }
        }
    }
}

/* What is right already pulls less than in the cross-entropy, p_t 0.99: by (0.01)^2 and
 * the little that the derivative of the weight adds. */
Test(ex3_3, c_easy_samples_hardly_pull)
{
    real z = (real)4.59511985013458993, y = 1, dz = NAN, plain;
    Matrix one = matrix_view(&z, 1, 1), t = matrix_view(&y, 1, 1);
    focal_gradient(matrix_view(&dz, 1, 1), one, t, 2);
    sigmoid_cross_entropy_gradient(matrix_view(&plain, 1, 1), one, t);
    double ratio = (double)dz / (double)plain; // 1e-4 (1 + 2 * 0.99 * 1.00503)
    cr_assert(fabs(ratio - 2.98997e-4) < 1e-7,
              "the pull is %.6g of the cross-entropy's, expected 0.000298997%s", ratio,
              fabs(ratio - 1e-4) < 1e-6 ? ": the weight depends on z too: product rule"
                                        : "");
}

Test(ex3_3, c_gradient_is_what_a_nudge_says)
{
    Random random = random_seed(exercise_seed() + 2);
    const real gammas[] = {(real)0.5, 1, 2, 3};
    for (int g = 0; g < 4; g++) {
        Batch batch;
        real want_data[M * N];
        Matrix want = matrix_view(want_data, M, N);
        batch_draw(&batch, &random, gammas[g]);
        for (size_t k = 0; k < M * N; k++)
            want_data[k] = nudge(loss_of, &batch, &batch.z_data[k]);
        focal_gradient(batch.dz, batch.z, batch.y, gammas[g]);
        const Diagnosis sizes[] = {{M, "the right slopes times m: the mean is missing"},
                                   {-1, "the sign is turned"},
                                   {0, NULL}};
        double allowed = nudge_tolerance();
        require_close("dz against the nudge", batch.dz, want, allowed, allowed, sizes);
        focal_gradient(batch.z, batch.z, batch.y, gammas[g]);
        require_close("dz in the place of z", batch.z, batch.dz, 0, 0, NULL);
    }
}
