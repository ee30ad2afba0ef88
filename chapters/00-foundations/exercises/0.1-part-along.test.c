/* The part of a vector along a direction. */
#include "exercises/support.h"
#include "foundations.h"

void part_along(Matrix out, Matrix v, Matrix d);

TestSuite(ex0_1, .timeout = 10);

enum { MOST = 6 };

static void part(Matrix out, Matrix v, Matrix d)
{
    matrix_fill(out, NAN);
    part_along(out, v, d);
    require_finite("out", out);
}

#define COLUMN(array) matrix_view(array, sizeof(array) / sizeof(real), 1)

/* Along an axis the part is the element: all in whole numbers. */
Test(ex0_1, a_along_an_axis)
{
    real v[] = {3, -4, 5}, d[] = {0, 1, 0}, out[3];
    part(COLUMN(out), COLUMN(v), COLUMN(d));
    require_close("out", COLUMN(out), matrix_view((real[]){0, -4, 0}, 3, 1), 4, 0,
                  (Diagnosis[]){{-1, "the sign is turned"}, {0, NULL}});
}

/* v . d = 10 and d . d = 5, so twice d. */
Test(ex0_1, b_by_hand)
{
    real v[] = {4, 3}, d[] = {1, 2}, out[2];
    part(COLUMN(out), COLUMN(v), COLUMN(d));
    require_close(
        "out", COLUMN(out), matrix_view((real[]){2, 4}, 2, 1), 8, 0,
        (Diagnosis[]){{5, "5 times that: nothing was divided by d . d"},
                      {(real)2.2360679774997896964,
                       "root 5 times that: divided by the length of d once, not twice"},
                      {(real)0.2, "a fifth of that: divided by d . d twice"},
                      {0, NULL}});
}

Test(ex0_1, b_the_length_and_the_sign_of_d_do_not_matter)
{
    real v[] = {1, -2, (real)0.5}, d[] = {2, 1, -2}, out[3], first[3];
    part(COLUMN(first), COLUMN(v), COLUMN(d)); // v . d = -1, d . d = 9
    const real ninth = (real)1 / 9;
    require_close("out", COLUMN(first),
                  matrix_view((real[]){-2 * ninth, -ninth, 2 * ninth}, 3, 1), 8, 0,
                  NULL);
    const real factor[] = {4, (real)-0.125, -1};
    for (size_t k = 0; k < 3; k++) {
        real other[] = {factor[k] * d[0], factor[k] * d[1], factor[k] * d[2]};
        part(COLUMN(out), COLUMN(v), COLUMN(other));
        require_close("out with d made longer, shorter or turned", COLUMN(out),
                      COLUMN(first), 8, 8, NULL);
    }
}

/* Draws both, and requires the two properties that define the part. A sum of six
 * products near 1 keeps a few epsilons: 64. */
Test(ex0_1, c_what_is_left_stands_at_a_right_angle)
{
    Random random = random_seed(exercise_seed());
    for (size_t n = 1; n <= MOST; n++) {
        real v[MOST], d[MOST], out[MOST], rest[MOST];
        Matrix vm = matrix_view(v, n, 1), dm = matrix_view(d, n, 1);
        Matrix om = matrix_view(out, n, 1), rm = matrix_view(rest, n, 1);
        random_fill_normal(&random, vm, 0, 1);
        random_fill_normal(&random, dm, 0, 1);
        part(om, vm, dm);
        matrix_subtract(rm, vm, om);
        real off = vector_dot(rm, dm);
        cr_assert(close_to(off, 0, 0, 64), "n = %zu: (v - out) . d is %.3g, expected 0",
                  n, (double)off);
        real along = vector_dot(om, dm), size = vector_length(om) * vector_length(dm);
        cr_assert(close_to(along < 0 ? -along : along, size, 64, 64),
                  "n = %zu: out does not lie along d", n);
    }
}

Test(ex0_1, c_v_and_d_stay_as_they_are)
{
    real v[] = {4, 3, -1}, d[] = {1, 2, 5}, out[3];
    part(COLUMN(out), COLUMN(v), COLUMN(d));
    const real sixth = (real)1 / 6; // v . d = 5, d . d = 30
    require_close("out", COLUMN(out),
                  matrix_view((real[]){sixth, 2 * sixth, 5 * sixth}, 3, 1), 8, 0, NULL);
    cr_assert(v[0] == 4 && v[1] == 3 && v[2] == -1, "v is an input, and was changed");
    cr_assert(d[0] == 1 && d[1] == 2 && d[2] == 5, "d is an input, and was changed");
}
