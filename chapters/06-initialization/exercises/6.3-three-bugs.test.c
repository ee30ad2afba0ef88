/* He's draw and its forecast, mended. */
#include "exercises/support.h"
#include "init.h"
#include "monitor.h"

void draw_he(Matrix w, uint64_t seed);
real forecast(real square, Matrix sizes);

TestSuite(ex6_3, .timeout = 20);

enum { MOST = 6000 };

static real data[MOST];

/* Five standard errors of the mean square of n normal numbers. */
static void require_variance(size_t rows, size_t cols)
{
    Matrix w = matrix_view(data, rows, cols);
    matrix_fill(w, NAN);
    draw_he(w, exercise_seed() + rows);
    require_finite("w", w);
    double want = 2.0 / (double)rows, got = (double)mean_square(w);
    double allowed = 5 * sqrt(2.0 / (double)(rows * cols)),
           swapped = 2.0 / (double)cols;
    cr_assert(fabs(got - want) <= allowed * want,
              "w (%zu, %zu): the mean square is %.5f, expected %.5f%s", rows, cols, got,
              want,
              fabs(got - swapped) <= allowed * swapped
                  ? ": that is 2 / n_out, and n_in is the count of rows"
              : fabs(got - want * want) <= allowed * want * want
                  ? ": that is the square of the variance; which of the two does "
                    "random_fill_normal take?"
              : fabs(got - swapped * swapped) <= allowed * swapped * swapped
                  ? ": that is the square of 2 / n_out; two things are wrong"
                  : "");
}

Test(ex6_3, a_a_tall_layer)
{
    require_variance(120, 50);
}

Test(ex6_3, b_a_wide_layer)
{
    require_variance(50, 120);
}

/* Here n_in = n_out, and only the standard deviation can be wrong. */
Test(ex6_3, b_a_square_layer)
{
    require_variance(70, 70);
}

static real forecast_of(real square, size_t layers, const real *widths)
{
    real copy[32];
    for (size_t i = 0; i <= layers; i++) copy[i] = widths[i];
    real got = forecast(square, matrix_view(copy, 1, layers + 1));
    for (size_t i = 0; i <= layers; i++)
        cr_assert(copy[i] == widths[i], "sizes is an input, and was changed");
    return got;
}

/* The factors are 2 and then 1: 8 epsilons for the roundings. */
Test(ex6_3, b_one_layer_doubles)
{
    real got = forecast_of(3, 1, (const real[]){8, 5});
    cr_assert(close_to(got, 6, 8, 0),
              "one layer makes %g of 3, expected 6: no ReLU stands before it",
              (double)got);
}

Test(ex6_3, b_more_layers_change_nothing)
{
    const real widths[] = {64, 7, 30, 2, 11, 10};
    for (size_t layers = 2; layers <= 5; layers++) {
        real got = forecast_of((real)0.75, layers, widths);
        cr_assert(close_to(got, (real)1.5, 30, 0),
                  "%zu layers make %g of 0.75, expected 1.5%s", layers, (double)got,
                  close_to(got, (real)0.75, 30, 0)
                      ? ": the first layer has no ReLU before it"
                      : "");
    }
}

/* The forecast against draws: a stack of three, 400 times. In each the relative variance
 * is (1 + 2/40)(1 + 5/40)^2 - 1 = 0.33 at most, so the mean of 400 is off by 0.03: five
 * of these are 0.15. */
Test(ex6_3, c_the_forecast_comes_true)
{
    const size_t sizes[] = {60, 40, 40, 40};
    const char *names[] = {"relu", "relu", "relu"};
    real widths[] = {60, 40, 40, 40}, x_data[60];
    Network network = network_new(3, sizes, names);
    Cache cache = cache_new(network, 1);
    Matrix x = matrix_view(x_data, 1, 60);
    Random random = random_seed(exercise_seed() + 1);
    random_fill_uniform(&random, x, -1, 3);
    double mean = 0;
    for (uint64_t draw = 0; draw < 400; draw++) {
        for (size_t l = 0; l < 3; l++) {
            draw_he(network.layers[l].w, 1000 * exercise_seed() + 3 * draw + l);
            matrix_fill(network.layers[l].b, 0);
        }
        network_forward(&cache, network, x);
        mean += (double)mean_square(cache_z(&cache, 2)) / 400;
    }
    double want = (double)forecast_of(mean_square(x), 3, widths);
    cr_assert(want > 0, "the forecast is %g, and x is not 0", want);
    cr_assert(fabs(mean - want) <= 0.15 * want,
              "400 stacks of draw_he have %.3f in the mean, forecast says %.3f", mean,
              want);
    cache_free(&cache);
    network_free(&network);
}
