/* Softplus and its slope. */
#include "exercises/support.h"
#include "neuron.h"

real softplus(real z);
real softplus_slope(real z);

TestSuite(ex1_1, .timeout = 10);

/* A few roundings, each of them within one unit: 8 epsilons. */
enum { DIGITS = 8 };

static real draw(Random *random, real size)
{
    return size * (2 * random_uniform(random) - 1);
}

/* The trusted loss: with target 0, the log loss of one sample is softplus(z). */
static real loss_of_target_zero(const void *z)
{
    real number = *(const real *)z, zero = 0;
    return neuron_log_loss(matrix_view(&number, 1, 1), matrix_view(&zero, 1, 1));
}

Test(ex1_1, a_softplus_is_finite_and_above_relu)
{
    for (int i = -1000; i <= 1000; i += 5) {
        real z = (real)i, s = softplus(z);
        cr_assert(isfinite(s), "softplus(%d) is %g, which is no number%s", i, (double)s,
                  isinf(s) ? ": which exponent is above 0?" : "");
        cr_assert(s >= relu_value(z), "softplus(%d) is %g: it lies above max(0, z)", i,
                  (double)s);
        cr_assert(s <= relu_value(z) + (real)0.7,
                  "softplus(%d) is %g: never more than ln 2 above max(0, z)", i,
                  (double)s);
    }
    cr_assert(softplus(0) > 0, "softplus(0) is ln 2, which is not 0");
}

Test(ex1_1, b_softplus_at_known_points)
{
    static const struct {
        double z, s;
    } known[] = {
        {0, 0.693147180559945309},   {1, 1.31326168751822283},
        {-1, 0.313261687518222834},  {2.5, 2.57888973429254963},
        {-3, 0.0485873515737420588},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        real s = softplus((real)known[i].z);
        cr_assert(close_to(s, (real)known[i].s, DIGITS, 0),
                  "softplus(%g) is %.17g, expected %.17g", known[i].z, (double)s,
                  known[i].s);
    }
}

Test(ex1_1, b_softplus_keeps_the_digits_of_a_small_answer)
{
    static const struct {
        double z, s;
    } known[] = {
        {-30, 9.35762296883973677e-14},
        {-40, 4.24835425529158899e-18},
        {-60, 8.75651076269652034e-27},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        real s = softplus((real)known[i].z);
        cr_assert(
            close_to(s, (real)known[i].s, DIGITS, 0),
            "softplus(%g) is %.9g, expected %.9g%s", known[i].z, (double)s, known[i].s,
            isfinite(s) ? ": was 1 + e^z rounded before the logarithm saw it?" : "");
    }
}

Test(ex1_1, b_softplus_far_out_is_relu)
{
    cr_assert(close_to(softplus(50), 50, DIGITS, 0), "softplus(50) is %g, expected 50",
              (double)softplus(50));
    cr_assert(close_to(softplus(1000), 1000, DIGITS, 0),
              "softplus(1000) is %g, expected 1000%s", (double)softplus(1000),
              isinf(softplus(1000)) ? ": e^1000 does not fit into a real" : "");
    real low = softplus(-1000);
    cr_assert(low >= 0 && low <= REAL_MIN, "softplus(-1000) is %g, expected 0",
              (double)low);
}

Test(ex1_1, b_softplus_is_the_log_loss_of_target_zero)
{
    Random random = random_seed(exercise_seed());
    for (int i = 0; i < 200; i++) {
        real z = draw(&random, 40), want = loss_of_target_zero(&z), s = softplus(z);
        cr_assert(close_to(s, want, DIGITS, 0),
                  "softplus(%.9g) is %.17g, expected %.17g", (double)z, (double)s,
                  (double)want);
    }
}

Test(ex1_1, b_softplus_and_its_mirror_differ_by_z)
{
    Random random = random_seed(exercise_seed() + 1);
    for (int i = 0; i < 200; i++) {
        real z = draw(&random, 100), gap = softplus(z) - softplus(-z);
        cr_assert(close_to(gap, z, DIGITS, DIGITS),
                  "softplus(z) - softplus(-z) is %.9g at z = %.9g; it is z, whatever z",
                  (double)gap, (double)z);
    }
}

Test(ex1_1, c_slope_is_what_a_nudge_says)
{
    Random random = random_seed(exercise_seed() + 2);
    for (int i = 0; i < 100; i++) {
        real z = draw(&random, 4), want = nudge(loss_of_target_zero, &z, &z);
        real slope = softplus_slope(z);
        bool turned = close_to(softplus_slope(-z), want, 0, nudge_tolerance());
        cr_assert(close_to(slope, want, 0, nudge_tolerance()),
                  "the slope at %.9g is %.9g, the nudge says %.9g%s", (double)z,
                  (double)slope, (double)want,
                  turned ? ": this is the one at -z, look at the signs" : "");
    }
}

Test(ex1_1, c_slope_keeps_its_digits)
{
    static const struct {
        double z, slope;
    } known[] = {
        {0, 0.5},
        {1, 0.731058578630004879},
        {-3, 0.0474258731775667808},
        {-30, 9.3576229688392990e-14},
        {-40, 4.24835425529158898e-18},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        real slope = softplus_slope((real)known[i].z);
        cr_assert(close_to(slope, (real)known[i].slope, DIGITS, 0),
                  "the slope at %g is %.17g, expected %.17g", known[i].z, (double)slope,
                  known[i].slope);
    }
}

Test(ex1_1, c_slope_far_out_is_that_of_relu)
{
    real high = softplus_slope(1000), low = softplus_slope(-1000);
    cr_assert(close_to(high, 1, DIGITS, 0),
              "the slope at 1000 is %g, expected 1: infinity over infinity is NaN",
              (double)high);
    cr_assert(low >= 0 && low <= REAL_MIN, "the slope at -1000 is %g, expected 0",
              (double)low);
}
