/* Chapter 0, vectors, matrices and eigenvalues, and each wrong shape.
 * chapter0_calculus.c: slopes and descent; chapter0_chance.c: chance. */
#include "foundations.h"
#include "matmul.h"
#include "random.h"
#include "support.h"

TestSuite(foundations, .timeout = 20);

/* Numbers in a row, for the compound literals below. */
#define REALS(...) ((real[]){__VA_ARGS__})

/* --- vectors and matrices ----------------------------------------------------- */

/* eq:dot-product: 3 * 2 + 1 * 5 + 4 * 0.5, exact in binary */
Test(foundations, dot_product_by_hand)
{
    Matrix a = matrix_view(REALS(3, 1, 4), 1, 3),
           b = matrix_view(REALS(2, 5, 0.5), 1, 3);
    cr_assert(vector_dot(a, b) == 13);
    cr_assert(vector_dot(b, a) == 13);
    // a matrix counts as the vector of all its elements: 1 - 2 + 6 + 4 - 5 + 12
    Matrix c = matrix_view(REALS(1, -2, 3, 4, -5, 6), 2, 3);
    cr_assert(vector_dot(c, matrix_view(REALS(1, 1, 2, 1, 1, 2), 2, 3)) == 16);
}

/* eq:vector-length: two Pythagorean boxes */
Test(foundations, length_by_hand)
{
    cr_assert(vector_length(matrix_view(REALS(3, -4), 2, 1)) == 5);
    cr_assert(vector_length(matrix_view(REALS(2, -3, 6), 1, 3)) == 7);
    cr_assert(vector_length(ZEROS(3, 1)) == 0);
}

/* eq:dot-product, eq:vector-length: |a . b| <= |a| |b|, equal for parallel ones */
Test(foundations, dot_product_is_never_above_the_product_of_the_lengths)
{
    Random random = random_seed(1);
    for (int i = 0; i < 200; i++) {
        Matrix a = ZEROS(5, 1), b = ZEROS(5, 1);
        random_fill_normal(&random, a, 0, 1);
        random_fill_normal(&random, b, 0, 1);
        real dot = vector_dot(a, b), most = vector_length(a) * vector_length(b);
        cr_assert(dot < most && -dot < most);
        matrix_scale(b, a, -3);
        CLOSE(vector_dot(a, b), -vector_length(a) * vector_length(b), 8, 0);
    }
}

/* eq:matrix-product: the recipes of the text, each element by hand */
Test(foundations, product_entry_by_hand)
{
    Matrix a = matrix_view(REALS(2, 3, 1, 4, 0, 1), 2, 3);
    Matrix b = matrix_view(REALS(1, 5, 2, 1, 4, 2), 3, 2);
    const real want[] = {12, 15, 8, 22};
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < 2; j++)
            cr_assert(product_entry(a, i, b, j) == want[2 * i + j]);
}

/* eq:matrix-product: the bits of matrix_multiply, for which shapes may differ */
Test(foundations, product_entry_is_the_element_of_matrix_multiply)
{
    Random random = random_seed(2);
    Matrix a = matrix_new(4, 7), b = matrix_new(7, 3), product = matrix_new(4, 3);
    random_fill_normal(&random, a, 0, 1);
    random_fill_normal(&random, b, 0, 1);
    matrix_multiply(product, a, b);
    for (size_t i = 0; i < 4; i++)
        for (size_t j = 0; j < 3; j++)
            cr_assert(product_entry(a, i, b, j) == matrix_at(product, i, j));
    matrix_free(&a);
    matrix_free(&b);
    matrix_free(&product);
}

/* eq:map-backward: one order of cakes and loaves with the prices 1, 2, 4; the price of a
 * cake is 2 * 1 + 3 * 2 + 1 * 4 = 12, of a loaf 4 * 1 + 1 * 4 = 8 */
Test(foundations, map_backward_by_hand)
{
    Matrix x = matrix_view(REALS(2, 5), 1, 2), dy = matrix_view(REALS(1, 2, 4), 1, 3);
    Matrix a = matrix_view(REALS(2, 3, 1, 4, 0, 1), 2, 3);
    Matrix dx = ZEROS(1, 2), da = ZEROS(2, 3);
    map_backward(dx, da, x, a, dy);
    cr_assert(matrix_equal(dx, matrix_view(REALS(12, 8), 1, 2)));
    cr_assert(matrix_equal(da, matrix_view(REALS(2, 4, 8, 5, 10, 20), 2, 3)));
}

/* eq:map-backward: the slopes of a batch's rows add, and nothing divides by m */
Test(foundations, map_backward_sums_over_the_rows)
{
    Random random = random_seed(3);
    Matrix x = ZEROS(3, 2), a = ZEROS(2, 4), dy = ZEROS(3, 4), dx = ZEROS(3, 2);
    Matrix da = ZEROS(2, 4), one = ZEROS(2, 4), sum = ZEROS(2, 4), row = ZEROS(1, 2);
    random_fill_normal(&random, x, 0, 1);
    random_fill_normal(&random, a, 0, 1);
    random_fill_normal(&random, dy, 0, 1);
    map_backward(dx, da, x, a, dy);
    for (size_t i = 0; i < 3; i++) {
        map_backward(row, one, matrix_rows(x, i, 1), a, matrix_rows(dy, i, 1));
        matrix_add(sum, sum, one);
        cr_assert(matrix_equal(row, matrix_rows(dx, i, 1)));
    }
    MATRIX_CLOSE(da, sum, 8, 8);
    cr_assert(matrix_max_abs(sum) > (real)0.1);
}

/* --- eigenvalues ----------------------------------------------------------------- */

/* eq:eigen-two: [[2, 1], [1, 2]] has 3 and 1; [[3, 4], [4, -3]] has 5 and -5 */
Test(foundations, eigenvalues_of_two_by_two)
{
    const real a[][4] = {{2, 1, 1, 2}, {3, 4, 4, -3}, {-1, 0, 0, 7}, {5, 2, 2, 8}};
    const real want[][2] = {{3, 1}, {5, -5}, {7, -1}, {9, 4}};
    for (size_t i = 0; i < 4; i++) {
        real larger = 0, smaller = 0, numbers[4];
        for (size_t k = 0; k < 4; k++) numbers[k] = a[i][k];
        eigenvalues_two(&larger, &smaller, matrix_view(numbers, 2, 2));
        cr_assert(larger == want[i][0] && smaller == want[i][1], "case %zu", i);
    }
}

/* eq:eigen-two: for any symmetric matrix the two sum to the diagonal's sum, and their
 * product is the determinant */
Test(foundations, eigenvalues_have_the_trace_and_the_determinant)
{
    Random random = random_seed(4);
    for (int i = 0; i < 100; i++) {
        real n[4], larger, smaller;
        random_fill_normal(&random, matrix_view(n, 2, 2), 0, 1);
        n[2] = n[1];
        eigenvalues_two(&larger, &smaller, matrix_view(n, 2, 2));
        cr_assert(larger >= smaller);
        CLOSE(larger + smaller, n[0] + n[3], 8, 8);
        CLOSE(larger * smaller, n[0] * n[3] - n[1] * n[2], 16, 32);
    }
}

/* eq:rayleigh-quotient: (1, 2) A = (4, 5), so (4 + 10) / 5; eigenvectors of any length
 * give their eigenvalue; an asymmetric matrix has row and column in their places */
Test(foundations, rayleigh_quotient_by_hand)
{
    Matrix a = matrix_view(REALS(2, 1, 1, 2), 2, 2);
    CLOSE(rayleigh_quotient(a, matrix_view(REALS(1, 2), 2, 1)), 14.0 / 5, 2, 0);
    cr_assert(rayleigh_quotient(a, matrix_view(REALS(-4, -4), 2, 1)) == 3);
    cr_assert(rayleigh_quotient(a, matrix_view(REALS(0.5, -0.5), 2, 1)) == 1);
}

/* eq:eigen-residual: A (1, 0) = (2, 1) and r = 2, so |(0, 1)| = 1, whatever the length;
 * zero at eigenvectors; [[3, 4], [4, -3]] leaves 4 at (1, 0) and at (0.6, 0.8) */
Test(foundations, residual_by_hand)
{
    Matrix a = matrix_view(REALS(2, 1, 1, 2), 2, 2);
    Matrix b = matrix_view(REALS(3, 4, 4, -3), 2, 2);
    cr_assert(eigen_residual(a, matrix_view(REALS(1, 0), 2, 1)) == 1);
    cr_assert(eigen_residual(a, matrix_view(REALS(8, 0), 2, 1)) == 1);
    cr_assert(eigen_residual(a, matrix_view(REALS(3, 3), 2, 1)) == 0);
    cr_assert(eigen_residual(b, matrix_view(REALS(1, 0), 2, 1)) == 4);
    CLOSE(eigen_residual(b, matrix_view(REALS(0.75, 1), 2, 1)), 4, 8, 0);
}

/* eq:eigen-residual: an eigenvalue is never further from the quotient than this */
Test(foundations, residual_bounds_the_distance_to_an_eigenvalue)
{
    Random random = random_seed(5);
    for (int i = 0; i < 200; i++) {
        real n[4], v[2], larger, smaller;
        random_fill_normal(&random, matrix_view(n, 2, 2), 0, 1);
        n[2] = n[1];
        random_fill_normal(&random, matrix_view(v, 2, 1), 0, 1);
        Matrix a = matrix_view(n, 2, 2), start = matrix_view(v, 2, 1);
        eigenvalues_two(&larger, &smaller, a);
        double r = (double)rayleigh_quotient(a, start);
        double nearest = fmin(fabs(r - (double)larger), fabs(r - (double)smaller));
        cr_assert(nearest <=
                  (double)eigen_residual(a, start) + 16 * (double)REAL_EPSILON);
    }
}

/* eq:power-step: A (1, 0) = (2, 1), of length root 5; asymmetric: rows, not columns */
Test(foundations, power_step_by_hand)
{
    Matrix a = matrix_view(REALS(2, 1, 1, 2), 2, 2), next = ZEROS(2, 1);
    real root = real_sqrt(5);
    CLOSE(power_step(next, a, matrix_view(REALS(1, 0), 2, 1)), root, 2, 0);
    MATRIX_CLOSE(next, matrix_view(REALS(2 / root, 1 / root), 2, 1), 4, 0);
    Matrix b = matrix_view(REALS(0, 3, 4, 0), 2, 2);
    cr_assert(power_step(next, b, matrix_view(REALS(1, 0), 2, 1)) == 4);
    cr_assert(next.data[0] == 0 && next.data[1] == 1);
}

/* eq:power-rate: the quotient's error falls by (1 / 3)^2 a step, ever more exactly. After
 * k steps the tangent is 3^-k, so the error is 2 t^2 / (1 + t^2) with t^2 = 9^-k. */
Test(foundations, power_iteration_error_falls_by_a_ninth_a_step)
{
    Matrix a = matrix_view(REALS(2, 1, 1, 2), 2, 2), v = matrix_view(REALS(1, 0), 2, 1);
    Matrix next = ZEROS(2, 1);
    double before = 1, t2 = 1;
    for (int step = 1; step <= 5; step++) {
        power_step(next, a, v);
        matrix_copy(v, next);
        t2 /= 9;
        double error = 3 - (double)rayleigh_quotient(a, v);
        // the error is a difference of numbers near 3, which keep a few epsilons each
        CLOSE(error, 2 * t2 / (1 + t2), 0, 32);
        if (step >= 3) WITHIN(error / before, 1.0 / 9, 0.01);
        before = error;
    }
}

/* A three by three with known answers: the second difference matrix has 2 + root 2, and
 * the vector (1, -root 2, 1) / 2. */
Test(foundations, power_iteration_finds_the_largest_of_three)
{
    Matrix a = matrix_view(REALS(2, -1, 0, -1, 2, -1, 0, -1, 2), 3, 3);
    Matrix v = matrix_view(REALS(1, 0.25, 0.5), 3, 1), room = ZEROS(3, 1);
    size_t steps = power_iteration(v, room, a, 8 * REAL_EPSILON, 1000);
    cr_assert(steps > 5 && steps < 200, "%zu steps", steps);
    double root = sqrt(2), sign = v.data[0] < 0 ? -1 : 1;
    CLOSE(rayleigh_quotient(a, v), 2 + root, 16, 0);
    CLOSE(vector_length(v), 1, 8, 0);
    CLOSE(sign * (double)v.data[0], 0.5, 64, 0);
    CLOSE(sign * (double)v.data[1], -root / 2, 64, 0);
    CLOSE(sign * (double)v.data[2], 0.5, 64, 0);
}

/* A negative eigenvalue may be the largest in size; an eigenvector is done at once. */
Test(foundations, power_iteration_takes_the_largest_size)
{
    Matrix a = matrix_view(REALS(-5, 0, 0, 2), 2, 2),
           v = matrix_view(REALS(1, 1), 2, 1);
    Matrix room = ZEROS(2, 1);
    cr_assert(power_iteration(v, room, a, (real)1e-5, 100) < 30);
    WITHIN(rayleigh_quotient(a, v), -5, 1e-6);
    matrix_copy(v, matrix_view(REALS(7, 0), 2, 1));
    cr_assert_eq(power_iteration(v, room, a, (real)1e-5, 100), 0);
    cr_assert(v.data[0] == 1 && v.data[1] == 0);
}

/* The tolerance is relative: a thousand times the matrix takes the same steps. */
Test(foundations, power_iteration_does_not_mind_the_scale)
{
    size_t steps[3];
    for (size_t k = 0; k < 3; k++) {
        Matrix a = matrix_view(REALS(2, 1, 1, 2), 2, 2), v = ZEROS(2, 1);
        v.data[0] = 1;
        matrix_scale(a, a, k ? 1024 : 1); // a power of two: no rounding differs
        real tolerance = k < 2 ? (real)1e-4 : (real)3.5e-5;
        steps[k] = power_iteration(v, ZEROS(2, 1), a, tolerance, 100);
    }
    cr_assert_eq(steps[0], steps[1]);
    cr_assert_eq(steps[0], 9); // residual 2 / 3^k: 3.05e-4 at 8, above 3e-4; at 9 below
    cr_assert_eq(steps[2],
                 9); // 1.02e-4 at 9, not above 1.05e-4: no step more than needed
}

/* Equal sizes never settle: all steps are used, and the residual says so. */
Test(foundations, power_iteration_gives_up_on_equal_sizes)
{
    Matrix a = matrix_view(REALS(3, 4, 4, -3), 2, 2),
           v = matrix_view(REALS(1, 0), 2, 1);
    cr_assert_eq(power_iteration(v, ZEROS(2, 1), a, (real)1e-3, 500), 500);
    WITHIN(eigen_residual(a, v), 4, 1e-3);
    WITHIN(rayleigh_quotient(a, v), 3, 1e-3);
}

/* --- wrong arguments --------------------------------------------------------------- */

#define VECTORS(line, ...) MISTAKE_IN("vectors.c", line, __VA_ARGS__)
#define EIGEN(line, ...) MISTAKE_IN("eigen.c", line, __VA_ARGS__)

Test(foundations, products_refuse_wrong_shapes)
{
    VECTORS("vector_dot: b is (2, 1), expected (3, 1)",
            vector_dot(ZEROS(3, 1), ZEROS(2, 1)));
    VECTORS("vector_dot: b is (1, 3), expected (3, 1)",
            vector_dot(ZEROS(3, 1), ZEROS(1, 3)));
    VECTORS("vector_dot: a (2, 1) holds no numbers",
            vector_length(matrix_view(NULL, 2, 1)));
    VECTORS("product_entry: b is (2, 2), expected (3, 2)",
            product_entry(ZEROS(2, 3), 0, ZEROS(2, 2), 0));
    VECTORS("product_entry: a (2, 3) holds no numbers",
            product_entry(matrix_view(NULL, 2, 3), 0, ZEROS(3, 2), 0));
    VECTORS("product_entry: element (2, 0) of a product (2, 4)",
            product_entry(ZEROS(2, 3), 2, ZEROS(3, 4), 0));
    VECTORS("product_entry: element (1, 4) of a product (2, 4)",
            product_entry(ZEROS(2, 3), 1, ZEROS(3, 4), 4));
    VECTORS(
        "matrix_multiply_a_bt: a (2, 3) x b^T (4, 2): inner sizes 3 and 4 differ",
        map_backward(ZEROS(2, 2), ZEROS(2, 4), ZEROS(2, 2), ZEROS(2, 4), ZEROS(2, 3)));
    VECTORS(
        "matrix_multiply_at_b: a^T (2, 3) x b (4, 1): inner sizes 3 and 4 differ",
        map_backward(ZEROS(4, 2), ZEROS(2, 1), ZEROS(3, 2), ZEROS(2, 1), ZEROS(4, 1)));
}

Test(foundations, eigenvalues_refuse_wrong_shapes_and_zero)
{
    real one, other;
    EIGEN("eigenvalues_two: a is (3, 3), expected (2, 2)",
          eigenvalues_two(&one, &other, ZEROS(3, 3)));
    EIGEN("eigenvalues_two: a is not symmetric: 1 and 4",
          eigenvalues_two(&one, &other, matrix_view(REALS(2, 1, 4, 2), 2, 2)));
    EIGEN("rayleigh_quotient: a is (3, 2), expected (2, 2)",
          rayleigh_quotient(ZEROS(3, 2), ZEROS(2, 1)));
    EIGEN("rayleigh_quotient: v is (2, 2), expected (2, 1)",
          rayleigh_quotient(ZEROS(2, 2), ZEROS(2, 2)));
    EIGEN("rayleigh_quotient: v is zero", rayleigh_quotient(ZEROS(2, 2), ZEROS(2, 1)));
    EIGEN("rayleigh_quotient: v is zero", eigen_residual(ZEROS(2, 2), ZEROS(2, 1)));
    EIGEN("power_step: a is (2, 2), expected (3, 3)",
          power_step(ZEROS(3, 1), ZEROS(2, 2), ZEROS(3, 1)));
    EIGEN("power_step: next is (2, 1), expected (3, 1)",
          power_step(ZEROS(2, 1), ZEROS(3, 3), ZEROS(3, 1)));
    EIGEN("power_step: a v is zero",
          power_step(ZEROS(2, 1), ZEROS(2, 2), matrix_view(REALS(1, 2), 2, 1)));
    EIGEN("power_iteration: a is (2, 3), expected (2, 2)",
          power_iteration(ZEROS(2, 1), ZEROS(2, 1), ZEROS(2, 3), 0, 1));
    EIGEN("power_iteration: v is zero",
          power_iteration(ZEROS(2, 1), ZEROS(2, 1), ZEROS(2, 2), 0, 1));
    Matrix v = matrix_view(REALS(1, 2), 2, 1);
    EIGEN("power_step: next (2, 1) and v (2, 1) share memory (aliasing)",
          power_step(v, matrix_view(REALS(1, 2, 3, 4), 2, 2), v));
}
