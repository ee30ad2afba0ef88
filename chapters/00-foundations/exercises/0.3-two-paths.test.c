/* The mended graph, against paper and nudges. */
#include "exercises/support.h"
#include "foundations.h"

void graph_slopes(Matrix slopes, Matrix inputs);

TestSuite(ex0_3, .timeout = 10);

/* The loss again, which the nudge trusts. */
static real loss_of(const void *arguments)
{
    const real *in = arguments; // w, x, b, y
    real u = in[0] * in[1] + in[2], p = u * u + in[0];
    return (p - in[3]) * (p - in[3]) / 2;
}

static void slopes_at(real *slopes, const real *in)
{
    real inputs[4];
    for (size_t k = 0; k < 4; k++) inputs[k] = in[k];
    for (size_t k = 0; k < 3; k++) slopes[k] = NAN;
    graph_slopes(matrix_view(slopes, 1, 3), matrix_view(inputs, 1, 4));
    require_finite("slopes", matrix_view(slopes, 1, 3));
}

/* u = 3, p = 10, dp = 2: du = 2 * 2 * 3 = 12, dw = 2 + 12 * 2, dx = 12 * 1, db = 12. */
Test(ex0_3, a_by_hand)
{
    real slopes[3];
    slopes_at(slopes, (real[]){1, 2, 1, 8});
    cr_assert(slopes[2] != 6, "db is 6, half of what it should be: u enters twice");
    cr_assert(slopes[0] != 24, "dw is 24: what came by way of p was overwritten");
    cr_assert(slopes[2] == 12, "db is %g, expected 12", (double)slopes[2]);
    cr_assert(slopes[1] == 12, "dx is %g, expected 12", (double)slopes[1]);
    cr_assert(slopes[0] == 26, "dw is %g, expected 26", (double)slopes[0]);
}

/* With x = 0 nothing of w passes through u: only p's share is left. */
Test(ex0_3, b_each_share_of_w_alone)
{
    real slopes[3];
    slopes_at(slopes, (real[]){3, 0, 2, 5}); // u = 2, p = 7, dp = 2, du = 8
    cr_assert(slopes[0] == 2, "with x = 0, dw is %g, expected 2: dp, by way of p alone",
              (double)slopes[0]);
    cr_assert(slopes[1] == 24 && slopes[2] == 8, "dx, db are %g, %g, expected 24, 8",
              (double)slopes[1], (double)slopes[2]);
    slopes_at(slopes, (real[]){1, 1, -1, 0}); // u = 0: only the other share
    cr_assert(slopes[0] == 1, "with u = 0, dw is %g, expected 1", (double)slopes[0]);
}

Test(ex0_3, c_is_what_nudges_say)
{
    static const char *const NAMES[] = {"dw", "dx", "db"};
    Random random = random_seed(exercise_seed());
    for (int i = 0; i < 100; i++) {
        real in[4], slopes[3];
        random_fill_uniform(&random, matrix_view(in, 1, 4), (real)-1.5, (real)1.5);
        slopes_at(slopes, in);
        for (size_t k = 0; k < 3; k++) {
            real want = nudge(loss_of, in, &in[k]);
            cr_assert(close_to(slopes[k], want, nudge_tolerance(), nudge_tolerance()),
                      "%s is %.9g, the nudge says %.9g", NAMES[k], (double)slopes[k],
                      (double)want);
        }
    }
}
