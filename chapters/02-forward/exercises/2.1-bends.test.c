/* Two layers with other bends, against formulas and the layer before them. */
#include "exercises/support.h"
#include "layer.h"

void leaky_layer(Matrix a, Matrix x, Matrix w, Matrix b);
void gelu_layer(Matrix a, Matrix x, Matrix w, Matrix b);

TestSuite(ex2_1, .timeout = 10);

enum { M = 5, IN = 3, OUT = 4 };

typedef void LayerFunction(Matrix a, Matrix x, Matrix w, Matrix b);

/* One sample, one input, one neuron with the weight 1: what the bend makes of z. */
static real bend(LayerFunction *layer, real z)
{
    real one = 1, zero = 0, a = NAN;
    layer(matrix_view(&a, 1, 1), matrix_view(&z, 1, 1), matrix_view(&one, 1, 1),
          matrix_view(&zero, 1, 1));
    cr_assert(!isnan(a),
              "z = %g gives nan: a new matrix holds NaN until you write to it",
              (double)z);
    return a;
}

/* The bend of a dense layer with drawn weights, m, n_in and n_out all different. */
static void require_layer(LayerFunction *layer, double (*f)(double), uint64_t seed,
                          double digits)
{
    real x_data[M * IN], w_data[IN * OUT], b_data[OUT], a_data[M * OUT],
        z_data[M * OUT];
    Matrix x = matrix_view(x_data, M, IN), w = matrix_view(w_data, IN, OUT);
    Matrix b = matrix_view(b_data, 1, OUT), a = matrix_view(a_data, M, OUT);
    Matrix z = matrix_view(z_data, M, OUT);
    Random random = random_seed(seed);
    random_fill_normal(&random, x, 0, 1);
    random_fill_normal(&random, w, 0, 1);
    random_fill_uniform(&random, b, (real)0.5, 2);
    matrix_fill(a, NAN);
    real before[M * IN];
    for (size_t i = 0; i < M * IN; i++) before[i] = x_data[i];
    layer(a, x, w, b);
    require_finite("a", a);
    dense_forward(z, x, w, b);
    bool late = true; // all of it as if the bias came behind the bend
    for (size_t i = 0; i < M * OUT; i++) {
        real behind = (real)f((double)(z_data[i] - b_data[i % OUT])) + b_data[i % OUT];
        late = late && close_to(a_data[i], behind, digits, digits);
        z_data[i] = (real)f((double)z_data[i]);
    }
    cr_assert(!late, "the bias was added behind the bend; it belongs inside of it");
    require_close("a", a, z, digits, digits, NULL);
    for (size_t i = 0; i < M * IN; i++)
        cr_assert(before[i] == x_data[i], "x has changed");
}

static double leaky(double z)
{
    return z > 0 ? z : 0.01 * z;
}

static double gelu(double z)
{
    return z / 2 * (1 + tanh(sqrt(2 / REAL_PI) * (z + 0.044715 * z * z * z)));
}

Test(ex2_1, a_leaky_of_single_numbers)
{
    static const real known[][2] = {
        {3, 3}, {0, 0}, {-1, (real)-0.01}, {-250, (real)-2.5}, {(real)0.5, (real)0.5}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        real a = bend(leaky_layer, known[i][0]);
        cr_assert(close_to(a, known[i][1], 8, 0), "leaky(%g) is %g, expected %g",
                  (double)known[i][0], (double)a, (double)known[i][1]);
    }
}

/* From the formula; GELU proper, with the normal distribution, is 0.841345 at 1, and
 * this form of it 0.841192. */
Test(ex2_1, a_gelu_of_single_numbers)
{
    static const double known[][2] = {{0, 0},
                                      {1, 0.84119199060827682},
                                      {-1, -0.15880800939172324},
                                      {2, 1.9545976940877751},
                                      {-0.5, -0.15428599017485606},
                                      {100, 100}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        real a = bend(gelu_layer, (real)known[i][0]);
        cr_assert(close_to(a, (real)known[i][1], 32, 0),
                  "gelu(%g) is %.9g, expected %.9g%s", known[i][0], (double)a,
                  known[i][1],
                  fabs((double)a - known[i][1]) < 0.03
                      ? ": near, but is this another form of GELU?"
                      : "");
    }
    real far = bend(gelu_layer, -100);
    cr_assert(far <= 0 && far > (real)-1e-6, "gelu(-100) is %g, expected 0",
              (double)far);
}

Test(ex2_1, b_leaky_layer_of_a_batch)
{
    for (uint64_t k = 0; k < 20; k++)
        require_layer(leaky_layer, leaky, exercise_seed() + k, 8);
}

/* A difference 1 + tanh near 0 loses digits: a floor of 64 epsilons. */
Test(ex2_1, b_gelu_layer_of_a_batch)
{
    for (uint64_t k = 0; k < 20; k++)
        require_layer(gelu_layer, gelu, exercise_seed() + 100 + k, 64);
}

/* A NaN in sample 1 spoils the row of sample 1 and no other. */
Test(ex2_1, b_nan_stays_nan)
{
    LayerFunction *layers[] = {leaky_layer, gelu_layer};
    for (size_t k = 0; k < 2; k++) {
        real x[] = {1, 2, NAN, 3, -1, 1}, w[] = {1, -1, 2, 0, 1, 1}, b[] = {1, 2, 3};
        real a[9] = {9, 9, 9, 9, 9, 9, 9, 9, 9};
        layers[k](matrix_view(a, 3, 3), matrix_view(x, 3, 2), matrix_view(w, 2, 3),
                  matrix_view(b, 1, 3));
        for (size_t i = 0; i < 9; i++) {
            cr_assert(i / 3 != 1 || isnan(a[i]),
                      "a NaN went in and %g came out: which "
                      "way does the comparison go?",
                      (double)a[i]);
            cr_assert(i / 3 == 1 || (isfinite(a[i]) && a[i] != 9),
                      "sample %zu, which has no NaN, gives %g", i / 3, (double)a[i]);
        }
    }
}
