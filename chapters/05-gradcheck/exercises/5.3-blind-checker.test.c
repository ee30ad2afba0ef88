/* The mended checker, attacked. */
#include "exercises/support.h"

real worst_error(size_t *place, Matrix derived, Matrix measured, real floor);

TestSuite(ex5_3, .timeout = 10);

enum { ROWS = 3, COLS = 5, COUNT = ROWS * COLS };

typedef struct Pair {
    real d[COUNT], n[COUNT];
    Matrix derived, measured;
} Pair;

/* Two equal gradients, every slope between 1/2 and 3/2 in size, of either sign. */
static void pair_begin(Pair *p, Random *random)
{
    p->derived = matrix_view(p->d, ROWS, COLS);
    p->measured = matrix_view(p->n, ROWS, COLS);
    random_fill_uniform(random, p->measured, (real)0.5, (real)1.5);
    for (size_t k = 0; k < COUNT; k++)
        if (random_below(random, 2)) p->n[k] = -p->n[k];
    matrix_copy(p->derived, p->measured);
}

static void require_worst(const Pair *p, real floor, real error, size_t place,
                          const char *attack)
{
    size_t got_place = COUNT;
    real got = worst_error(&got_place, p->derived, p->measured, floor);
    bool same = isinf(error) ? isinf(got) && got > 0 : close_to(got, error, 4, 0);
    cr_assert(same, "%s at %zu: the error is %g, expected %g", attack, place,
              (double)got, (double)error);
    cr_assert(got_place == place, "%s at %zu: it names %zu", attack, place, got_place);
}

/* One slope of four has its sign turned. */
Test(ex5_3, a_a_turned_sign_by_hand)
{
    real d[] = {1, 2, -3, 4}, n[] = {1, -2, -3, 4};
    size_t place = 9;
    real error = worst_error(&place, matrix_view(d, 2, 2), matrix_view(n, 2, 2),
                             (real)0.001);
    cr_assert(error == 2 && place == 1, "error %g at %zu, expected 2 at 1",
              (double)error, place);
}

Test(ex5_3, b_a_turned_sign_in_every_place)
{
    Random random = random_seed(exercise_seed());
    Pair p;
    for (size_t k = 0; k < COUNT; k++) {
        pair_begin(&p, &random);
        p.d[k] = -p.d[k];
        require_worst(&p, (real)0.001, 2, k, "a turned sign");
    }
}

Test(ex5_3, b_a_missing_slope_in_every_place)
{
    Random random = random_seed(exercise_seed() + 1);
    Pair p;
    for (size_t k = 0; k < COUNT; k++) {
        pair_begin(&p, &random);
        p.d[k] = 0;
        require_worst(&p, (real)0.001, 1, k, "a missing slope");
    }
}

Test(ex5_3, b_what_is_no_number_in_every_place)
{
    const real bad[] = {NAN, INFINITY, -INFINITY};
    Random random = random_seed(exercise_seed() + 2);
    Pair p;
    for (size_t k = 0; k < COUNT; k++)
        for (int kind = 0; kind < 3; kind++)
            for (int side = 0; side < 3; side++) {
                pair_begin(&p, &random);
                if (side != 1) p.d[k] = bad[kind];
                if (side != 0) p.n[k] = bad[kind];
                require_worst(&p, (real)0.001, INFINITY, k, "NaN or infinity");
            }
}

/* Small numbers count by the floor, and one large mistake is worse than all of them. */
Test(ex5_3, c_the_floor_and_the_worst_of_several)
{
    Random random = random_seed(exercise_seed() + 3);
    Pair p;
    for (size_t k = 1; k < COUNT; k++) {
        pair_begin(&p, &random);
        p.n[0] = (real)-0.0625, p.d[0] = (real)0.0625; // 0.125 over the floor of 1/2
        p.d[k] = p.n[k] * (real)1.25;                  // a fifth of the larger one
        require_worst(&p, (real)0.5, (real)0.25, 0, "below the floor");
        p.d[0] = p.n[0];
        require_worst(&p, (real)0.5, (real)0.2, k, "a quarter too much");
    }
}

/* Taller than wide, and wider than tall: no element is left out. */
Test(ex5_3, c_every_shape_to_its_last_element)
{
    real zero[12] = {0}, one[12] = {0};
    const size_t shapes[][2] = {{1, 12}, {2, 6}, {3, 4}, {4, 3}, {6, 2}, {12, 1}};
    for (size_t s = 0; s < 6; s++)
        for (size_t k = 0; k < 12; k++) {
            size_t place = 99;
            one[k] = (real)1e-4;
            real error = worst_error(
                &place, matrix_view(zero, shapes[s][0], shapes[s][1]),
                matrix_view(one, shapes[s][0], shapes[s][1]), (real)1e-3);
            one[k] = 0;
            cr_assert(place == k && close_to(error, (real)0.1, 8, 0),
                      "shape (%zu, %zu), element %zu: error %g at %zu, expected 0.1",
                      shapes[s][0], shapes[s][1], k, (double)error, place);
        }
}
