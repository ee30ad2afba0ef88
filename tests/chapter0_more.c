/* Chapter 0, slopes, the chain rule, and descent on a bowl. */
#include "foundations.h"
#include "matmul.h"
#include "random.h"
#include "support.h"

TestSuite(slopes, .timeout = 20);

#define REALS(...) ((real[]){__VA_ARGS__})

/* --- nudges ------------------------------------------------------------------------ */

static real square(real x)
{
    return x * x;
}

static real cube(real x)
{
    return x * x * x;
}

/* eq:nudge: exact for x^2, whatever h; for x^3 it is off by h^2. Binary fractions. */
Test(slopes, nudge_of_powers_by_hand)
{
    cr_assert(nudge_slope(square, 3, (real)0.5) == 6);
    cr_assert(nudge_slope(square, -3, (real)0.125) == -6);
    cr_assert(nudge_slope(cube, 2, (real)0.5) == (real)12.25);
}

/* eq:nudge: half the step, a quarter of the error; and a step too small gives nothing */
Test(slopes, nudge_error_is_the_square_of_the_step_until_rounding_takes_over)
{
    double e = exp(1);
    double wide = (double)nudge_slope(real_exp, 1, (real)0.25) - e;
    double half = (double)nudge_slope(real_exp, 1, (real)0.125) - e;
    WITHIN(wide / half, 4, 0.1); // the next term is h^4 / 120: a hundredth of h^2 / 6
    WITHIN(half, 0.125 * 0.125 / 6 * e, 0.0005);
    WITHIN(nudge_slope(real_exp, 1, difference_step()), e, difference_error(20));
    cr_assert(nudge_slope(real_exp, 1, REAL_EPSILON / 8) == 0);
}

/* 3 v1 v2 + v3^2, scaled by what context points to */
static real example(Matrix v, const void *context)
{
    const real *scale = context;
    return *scale * (3 * v.data[0] * v.data[1] + v.data[2] * v.data[2]);
}

/* eq:nudge-gradient: (3 v2, 3 v1, 2 v3) times the scale; v comes back bit for bit */
Test(slopes, nudge_gradient_by_hand)
{
    real v[] = {(real)0.3, (real)-0.7, (real)1.1}, scale = 2, slopes[3];
    nudge_gradient(matrix_view(slopes, 1, 3), example, &scale, matrix_view(v, 1, 3),
                   difference_step());
    Matrix want = matrix_view(REALS(-4.2f, 1.8f, 4.4f), 1, 3);
    for (size_t k = 0; k < 3; k++)
        WITHIN(slopes[k], want.data[k], difference_error(20) + 1e-6);
    cr_assert(v[0] == (real)0.3 && v[1] == (real)-0.7 && v[2] == (real)1.1);
}

/* v comes back bit for bit, also where adding and taking away h would round. */
Test(slopes, nudge_gradient_leaves_v_as_it_was)
{
    Random random = random_seed(8);
    real scale = 1;
    for (int i = 0; i < 100; i++) {
        Matrix v = ZEROS(3, 1), before = ZEROS(3, 1);
        random_fill_normal(&random, v, 0, 1);
        matrix_copy(before, v);
        nudge_gradient(ZEROS(3, 1), example, &scale, v, (real)0.1);
        cr_assert(matrix_equal(v, before));
    }
}

/* eq:directional: at (1, 2) the bowl's gradient is (4, 5): 4.5 along (3, 3) by 9 / root 2,
 * 0 across, the gradient's length along itself, and never more */
Test(slopes, slope_along_by_hand)
{
    Matrix g = matrix_view(REALS(4, 5), 2, 1);
    cr_assert(slope_along(g, matrix_view(REALS(7, 0), 2, 1)) == 4);
    CLOSE(slope_along(g, matrix_view(REALS(3, 3), 2, 1)), 9 / sqrt(2), 4, 0);
    cr_assert(slope_along(g, matrix_view(REALS(5, -4), 2, 1)) == 0);
    CLOSE(slope_along(g, g), sqrt(41), 4, 0);
    for (int i = 0; i < 100; i++) {
        real d[] = {real_cos((real)i / 10), real_sin((real)i / 10)};
        cr_assert(slope_along(g, matrix_view(d, 2, 1)) < (real)6.40313);
    }
}

/* --- the chain rule ------------------------------------------------------------------ */

/* eq:graph-forward, eq:graph-backward: worked out with a pencil */
Test(slopes, graph_by_hand)
{
    Graph g = {.x = 2, .w = 1, .y = 5, .dx = 9, .dw = 9, .ds = 9, .dp = 9};
    graph_forward(&g);
    cr_assert(g.s == 3 && g.p == 3 && g.loss == 2);
    graph_backward(&g);
    cr_assert(g.dp == -2 && g.ds == -2 && g.dw == -8 && g.dx == -2);
    graph_backward(&g);
    cr_assert(g.dw == -8 && g.dx == -2, "a second time starts from zero");
}

static real graph_of_w(Matrix v, const void *context)
{
    Graph g = *(const Graph *)context;
    g.w = v.data[0], g.x = v.data[1];
    graph_forward(&g);
    return g.loss;
}

/* eq:graph-backward: against nudges, where no two of the numbers are alike */
Test(slopes, graph_backward_is_what_nudges_say)
{
    Graph g = {.x = (real)-0.5, .w = (real)1.25, .y = (real)0.75};
    real v[] = {(real)1.25, (real)-0.5}, slopes[2];
    graph_forward(&g);
    graph_backward(&g);
    nudge_gradient(matrix_view(slopes, 2, 1), graph_of_w, &g, matrix_view(v, 2, 1),
                   difference_step());
    WITHIN(g.dw, slopes[0], difference_error(20));
    WITHIN(g.dx, slopes[1], difference_error(20));
    cr_assert(fabs((double)g.dw) > 0.1 && fabs((double)g.dx) > 0.1);
}

/* A map and the slopes at its output; the scalar is their dot product. */
typedef struct Map {
    Matrix x, a, dy;
} Map;

static real of_x(Matrix x, const void *context)
{
    const Map *map = context;
    Matrix y = ZEROS(3, 4);
    matrix_multiply(y, x, map->a);
    return vector_dot(y, map->dy);
}

static real of_a(Matrix a, const void *context)
{
    const Map *map = context;
    Matrix y = ZEROS(3, 4);
    matrix_multiply(y, map->x, a);
    return vector_dot(y, map->dy);
}

/* eq:map-backward: both against nudges, on (3, 2) times (2, 4) */
Test(slopes, map_backward_is_what_nudges_say)
{
    Random random = random_seed(6);
    Map map = {ZEROS(3, 2), ZEROS(2, 4), ZEROS(3, 4)};
    Matrix dx = ZEROS(3, 2), da = ZEROS(2, 4), by_x = ZEROS(3, 2), by_a = ZEROS(2, 4);
    random_fill_normal(&random, map.x, 0, 1);
    random_fill_normal(&random, map.a, 0, 1);
    random_fill_normal(&random, map.dy, 0, 1);
    map_backward(dx, da, map.x, map.a, map.dy);
    nudge_gradient(by_x, of_x, &map, map.x, difference_step());
    nudge_gradient(by_a, of_a, &map, map.a, difference_step());
    for (size_t i = 0; i < 6; i++)
        WITHIN(dx.data[i], by_x.data[i], difference_error(20));
    for (size_t i = 0; i < 8; i++)
        WITHIN(da.data[i], by_a.data[i], difference_error(20));
    cr_assert(matrix_max_abs(dx) > (real)0.1 && matrix_max_abs(da) > (real)0.1);
}

/* --- descent on a bowl ----------------------------------------------------------------- */

/* eq:bowl, eq:bowl-gradient: 1/2 (2 + 4 + 8) = 7 and (4, 5); c takes 3 * 1 - 2 and c */
Test(slopes, bowl_by_hand)
{
    Matrix a = matrix_view(REALS(2, 1, 1, 2), 2, 2), v = matrix_view(REALS(1, 2), 2, 1);
    Matrix none = ZEROS(2, 1), c = matrix_view(REALS(3, -1), 2, 1),
           slopes = ZEROS(2, 1);
    cr_assert(bowl_value(a, none, v) == 7 && bowl_value(a, c, v) == 6);
    bowl_gradient(slopes, a, c, v);
    cr_assert(slopes.data[0] == 1 && slopes.data[1] == 6);
}

static real height(Matrix v, const void *context)
{
    const Matrix *bowl = context;
    return bowl_value(bowl[0], bowl[1], v);
}

/* eq:bowl-gradient: against nudges, in three dimensions */
Test(slopes, bowl_gradient_is_what_nudges_say)
{
    Matrix bowl[] = {matrix_view(REALS(2, -1, 0.5, -1, 3, 0.25, 0.5, 0.25, 1), 3, 3),
                     matrix_view(REALS(1, -2, 0.5), 3, 1)};
    Matrix v = matrix_view(REALS(0.5, -1, 2), 3, 1), slopes = ZEROS(3, 1);
    Matrix nudged = ZEROS(3, 1);
    bowl_gradient(slopes, bowl[0], bowl[1], v);
    nudge_gradient(nudged, height, bowl, v, difference_step());
    for (size_t k = 0; k < 3; k++)
        WITHIN(slopes.data[k], nudged.data[k], difference_error(20));
}

/* eq:descent-step, eq:descent-factor: along an eigenvector a step multiplies by
 * 1 - rate curvature, and nothing turns. Binary fractions. */
Test(slopes, a_step_multiplies_an_eigenvector_by_its_factor)
{
    Matrix a = matrix_view(REALS(2, 1, 1, 2), 2, 2), c = ZEROS(2, 1);
    const real curvature[] = {3, 1}, other[] = {1, -1};
    for (size_t k = 0; k < 2; k++) {
        Matrix v = matrix_view(REALS(1, other[k]), 2, 1), slopes = ZEROS(2, 1);
        real factor = descent_factor((real)0.25, curvature[k]);
        cr_assert(factor == (real)(k ? 0.75 : 0.25));
        bowl_gradient(slopes, a, c, v);
        descent_step(v, slopes, (real)0.25);
        cr_assert(v.data[0] == factor && v.data[1] == factor * other[k]);
    }
}

/* The largest element of v after so many steps from (3, -1, 2). */
static double after(Matrix a, Matrix c, real rate, size_t steps)
{
    Matrix v = matrix_view(REALS(3, -1, 2), a.rows, 1), slopes = ZEROS(a.rows, 1);
    for (size_t step = 0; step < steps; step++) {
        bowl_gradient(slopes, a, c, v);
        descent_step(v, slopes, rate);
    }
    return (double)matrix_max_abs(v);
}

/* eq:descent-limit: 1.99 over the largest eigenvalue arrives, 2.01 flies off. 0.99^2000
 * is 2e-9, and 1.01^2000 is 4e8; the eigenvalues are 3 and 2 + root 2. */
Test(slopes, descent_arrives_below_the_limit_and_flies_off_above)
{
    Matrix two = matrix_view(REALS(2, 1, 1, 2), 2, 2);
    Matrix three = matrix_view(REALS(2, -1, 0, -1, 2, -1, 0, -1, 2), 3, 3);
    const real largest[] = {3, 2 + real_sqrt(2)};
    for (size_t k = 0; k < 2; k++) {
        Matrix a = k ? three : two, c = ZEROS(a.rows, 1);
        real limit = descent_limit(largest[k]);
        CLOSE(limit * largest[k], 2, 2, 0);
        cr_assert(after(a, c, (real)0.995 * limit, 2000) < 1e-6);
        cr_assert(after(a, c, (real)1.005 * limit, 2000) > 1e6);
        WITHIN(after(a, c, limit, 50), after(a, c, limit, 52), 0.001); // it swings
    }
}

/* eq:bowl-gradient: descent ends where a v = c, here at (1, 2): a (1, 2) = (4, 5) */
Test(slopes, descent_ends_at_the_lowest_point)
{
    Matrix a = matrix_view(REALS(2, 1, 1, 2), 2, 2), c = matrix_view(REALS(4, 5), 2, 1);
    Matrix v = ZEROS(2, 1), slopes = ZEROS(2, 1);
    for (int step = 0; step < 200; step++) {
        bowl_gradient(slopes, a, c, v);
        descent_step(v, slopes, (real)0.5);
    }
    MATRIX_CLOSE(v, matrix_view(REALS(1, 2), 2, 1), 8, 8);
}

/* --- wrong arguments ---------------------------------------------------------------------- */

Test(slopes, refuse_wrong_shapes_and_steps)
{
    real scale = 1;
    Matrix v = ZEROS(3, 1);
#define CALCULUS(line, ...) MISTAKE_IN("calculus.c", line, __VA_ARGS__)
    CALCULUS("nudge_slope: the step is 0, expected above 0", nudge_slope(square, 1, 0));
    CALCULUS("nudge_slope: the step is -1, expected above 0",
             nudge_slope(square, 1, -1));
    CALCULUS("nudge_gradient: slopes is (1, 3), expected (3, 1)",
             nudge_gradient(ZEROS(1, 3), example, &scale, v, 1));
    CALCULUS("nudge_gradient: v (3, 1) holds no numbers",
             nudge_gradient(ZEROS(3, 1), example, &scale, matrix_view(NULL, 3, 1), 1));
    CALCULUS("nudge_gradient: slopes (3, 1) and v (3, 1) share memory (aliasing)",
             nudge_gradient(v, example, &scale, v, 1));
    CALCULUS("nudge_gradient: the step is 0, expected above 0",
             nudge_gradient(ZEROS(3, 1), example, &scale, v, 0));
    CALCULUS("slope_along: d is zero: no direction", slope_along(ZEROS(3, 1), v));
    MISTAKE_IN("vectors.c", "vector_dot: b is (2, 1), expected (3, 1)",
               slope_along(ZEROS(3, 1), matrix_view(REALS(1, 2), 2, 1)));
}

Test(slopes, bowls_refuse_wrong_shapes)
{
    Matrix c = ZEROS(2, 1);
#define DESCENT(line, ...) MISTAKE_IN("descent.c", line, __VA_ARGS__)
    DESCENT("bowl_value: a is (2, 3), expected (2, 2)",
            bowl_value(ZEROS(2, 3), c, ZEROS(2, 1)));
    DESCENT("bowl_value: v is (2, 2), expected (2, 1)",
            bowl_value(ZEROS(2, 2), c, ZEROS(2, 2)));
    MISTAKE_IN("vectors.c", "vector_dot: b is (3, 1), expected (2, 1)",
               bowl_value(ZEROS(2, 2), ZEROS(3, 1), ZEROS(2, 1)));
    DESCENT("matrix_multiply: a (2, 2) x b (3, 1): inner sizes 2 and 3 differ",
            bowl_gradient(ZEROS(2, 1), ZEROS(2, 2), c, ZEROS(3, 1)));
    DESCENT("matrix_subtract: a (2, 1) and b (3, 1): shapes differ",
            bowl_gradient(ZEROS(2, 1), ZEROS(2, 2), ZEROS(3, 1), ZEROS(2, 1)));
    DESCENT("bowl_gradient: slopes (2, 1) and c (2, 1) share memory (aliasing)",
            bowl_gradient(c, ZEROS(2, 2), c, ZEROS(2, 1)));
    DESCENT("matrix_add_scaled: out (2, 1) and a (1, 2): shapes differ",
            descent_step(ZEROS(2, 1), ZEROS(1, 2), 1));
    cr_assert(descent_limit((real)0.5) == 4);
    DESCENT("descent_limit: the largest eigenvalue is 0, expected above 0",
            descent_limit(0));
    DESCENT("descent_limit: the largest eigenvalue is -2, expected above 0",
            descent_limit(-2));
}
