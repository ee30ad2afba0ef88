/* Chapter 5, the bug museum: every exhibit is wrong, and wrong in the way it says; the
 * empty frame is chapter 4's own gradient. */
#include "gradcheck.h"
#include "museum.h"
#include "networks.h"

TestSuite(museum, .timeout = 60);

enum { M = 6, IN = 7, WIDE = 5, OUT = 4, DEPTH = 3 };

/* Two batches for one network with a square layer: tanh below, sigmoid above it, no
 * ReLU, whose slope is the same at z and at a. */
typedef struct Hall {
    Batch batch; // with its right gradient, and the measured one
    Matrix x_before;
    Gradients got;
    real floor;
} Hall;

static Hall hall_new(void)
{
    Random random = random_seed(31);
    Hall h = {.batch = batch_new(DEPTH, (size_t[]){IN, WIDE, WIDE, OUT},
                                 (const char *[]){"tanh", "sigmoid", "identity"}, M,
                                 "softmax cross-entropy"),
              .x_before = matrix_new(M, IN)};
    Batch *b = &h.batch;
    h.got = gradients_new(b->state.network, M);
    batch_draw(b, 31);
    random_fill_normal(&random, h.x_before, 0, 1);
    h.floor = error_floor(batch_slopes(b), check_step());
    gradients_measure(&b->measured, b->state.network, b->x, b->y, b->state.loss,
                      check_step());
    return h;
}

static void hall_free(Hall *h)
{
    batch_free(&h->batch);
    matrix_free(&h->x_before);
    gradients_free(&h->got);
}

/* Leaves the exhibit's gradient of the batch in h->got, after `before` other batches;
 * returns the loss it said. */
static real visit(Hall *h, Bug bug, int before)
{
    TrainingState *t = &h->batch.state;
    Matrix y = h->batch.y;
    Museum museum = museum_new(bug, t->network, M);
    for (int k = 0; k < before; k++) {
        network_forward(&t->cache, t->network, h->x_before);
        museum_backward(&museum, &h->got, t->network, &t->cache, y, t->loss);
    }
    network_forward(&t->cache, t->network, h->batch.x);
    real said = museum_backward(&museum, &h->got, t->network, &t->cache, y, t->loss);
    museum_free(&museum);
    return said;
}

static bool same(const Gradients *a, const Gradients *b, size_t l)
{
    return matrix_equal(a->dw[l], b->dw[l]) && matrix_equal(a->db[l], b->db[l]);
}

Test(museum, the_empty_frame_is_the_right_gradient_bit_for_bit)
{
    Hall h = hall_new();
    for (int before = 0; before < 3; before++) {
        real said = visit(&h, BUG_NONE, before);
        for (size_t l = 0; l < DEPTH; l++)
            cr_assert(same(&h.got, &h.batch.state.gradients, l));
        network_forward(&h.batch.state.cache, h.batch.state.network, h.batch.x);
        cr_assert(said ==
                  softmax_cross_entropy(cache_a(&h.batch.state.cache, 2), h.batch.y));
    }
    hall_free(&h);
}

/* What a reader of the chapter is told: a right gradient passes, every bug fails, in
 * double at 1e-5. And the checker's first batch alone would miss two of them. */
Test(museum, the_check_refuses_every_bug)
{
    Hall h = hall_new();
    for (int bug = 0; bug < BUGS; bug++) {
        visit(&h, (Bug)bug, 1);
        GradientReport report = gradients_compare(&h.got, &h.batch.measured, h.floor);
        cr_assert_eq(gradient_verdict(report), bug ? GRADIENT_WRONG : GRADIENT_RIGHT,
                     "%s: error %g", museum_exhibit((Bug)bug).name,
                     (double)report.error);
        visit(&h, (Bug)bug, 0);
        report = gradients_compare(&h.got, &h.batch.measured, h.floor);
        bool hides = bug == BUG_STALE || bug == BUG_NOT_ZEROED || bug == BUG_NONE;
        cr_assert_eq(gradient_verdict(report) == GRADIENT_RIGHT, hides, "%s, fresh",
                     museum_exhibit((Bug)bug).name);
    }
    hall_free(&h);
}

/* The layers that a bug leaves right tell where it is: all above it. */
Test(museum, layers_that_stay_right)
{
    static const char *const right[BUGS] = {
        [BUG_NONE] = "012",     [BUG_NO_TRANSPOSE] = "12", [BUG_SLOPE_AT_A] = "2",
        [BUG_SLOPE_OF_Z] = "2", [BUG_NO_SLOPE] = "2",      [BUG_WRONG_MASK] = "2",
        [BUG_OVERWRITE] = "0",  [BUG_LAST_LAYER] = "01",   [BUG_STALE] = "12"};
    Hall h = hall_new();
    for (int bug = 0; bug < BUGS; bug++) {
        visit(&h, (Bug)bug, 1);
        for (size_t l = 0; l < DEPTH; l++) {
            bool want = right[bug] && strchr(right[bug], (int)('0' + l));
            cr_assert_eq(same(&h.got, &h.batch.state.gradients, l), want,
                         "%s, layer %zu", museum_exhibit((Bug)bug).name, l);
        }
    }
    hall_free(&h);
}

/* The exhibits whose every slope is off by one factor, and the factor. */
Test(museum, factors)
{
    const struct {
        Bug bug;
        double factor;
    } known[] = {{BUG_SIGN, -1}, {BUG_MEAN_MISSING, M}, {BUG_MEAN_TWICE, 1.0 / M}};
    Hall h = hall_new();
    for (int k = 0; k < 3; k++) {
        real ratio;
        visit(&h, known[k].bug, 1);
        cr_assert(gradients_same_ratio(&ratio, &h.got, &h.batch.measured, h.floor));
        WITHIN(ratio, known[k].factor, M * (double)ERROR_RIGHT);
    }
    visit(&h, BUG_NO_OFF_DIAGONAL, 1);
    real ratio;
    cr_assert_not(gradients_same_ratio(&ratio, &h.got, &h.batch.measured, h.floor));
    hall_free(&h);
}

/* Bugs by their own description: what is added up, and what is left at 0. */
Test(museum, some_bugs_by_hand)
{
    Hall h = hall_new();
    Gradients before = gradients_new(h.batch.state.network, M);
    network_forward(&h.batch.state.cache, h.batch.state.network, h.x_before);
    network_backward(&before, h.batch.state.network, &h.batch.state.cache, h.batch.y,
                     loss_named("softmax cross-entropy"));
    visit(&h, BUG_NOT_ZEROED, 2);
    for (size_t l = 0; l < DEPTH; l++) {
        Matrix sum = matrix_new(h.batch.state.gradients.dw[l].rows,
                                h.batch.state.gradients.dw[l].cols);
        matrix_scale(sum, before.dw[l], 2);
        matrix_add(sum, sum, h.batch.state.gradients.dw[l]);
        MATRIX_CLOSE(h.got.dw[l], sum, 8, 8);
        matrix_free(&sum);
        for (size_t j = 0; j < h.batch.state.gradients.db[l].cols; j++)
            CLOSE(h.got.db[l].data[j],
                  2 * (double)before.db[l].data[j] +
                      (double)h.batch.state.gradients.db[l].data[j],
                  8, 8);
    }
    visit(&h, BUG_NO_BIAS, 0);
    for (size_t l = 0; l < DEPTH; l++) {
        cr_assert(matrix_max_abs(h.got.db[l]) == 0);
        cr_assert(matrix_equal(h.got.dw[l], h.batch.state.gradients.dw[l]));
    }
    visit(&h, BUG_LAST_LAYER, 0);
    cr_assert(matrix_max_abs(h.got.dw[2]) == 0 && matrix_max_abs(h.got.db[2]) == 0);

    // the row of the output's bias: -y (1 - p) / m, summed
    network_forward(&h.batch.state.cache, h.batch.state.network, h.batch.x);
    Matrix p = matrix_new(M, OUT);
    softmax(p, cache_a(&h.batch.state.cache, 2));
    visit(&h, BUG_NO_OFF_DIAGONAL, 0);
    for (size_t k = 0; k < OUT; k++) {
        double sum = 0;
        for (size_t i = 0; i < M; i++)
            sum -= (double)(matrix_at(h.batch.y, i, k) * (1 - matrix_at(p, i, k))) / M;
        CLOSE(h.got.db[2].data[k], sum, 16, 4);
    }
    matrix_free(&p);
    gradients_free(&before);
    hall_free(&h);
}

/* One unit with z = 3: 1 - 3^2 = -8 for tanh, 3 (1 - 3) = -6 for the sigmoid. */
Test(museum, slope_of_z_by_hand)
{
    const char *names[] = {"tanh", "sigmoid"};
    const real slope[] = {-8, -6};
    for (int k = 0; k < 2; k++) {
        Network n = network_new(1, (size_t[]){1, 1}, (const char *[]){names[k]});
        n.layers[0].w.data[0] = 1, n.layers[0].b.data[0] = (real)0.5;
        real x = (real)2.5, y = (real)0.25;
        Cache cache = cache_new(n, 1);
        Gradients g = gradients_new(n, 1);
        Museum museum = museum_new(BUG_SLOPE_OF_Z, n, 1);
        Matrix p = network_forward(&cache, n, matrix_view(&x, 1, 1));
        museum_backward(&museum, &g, n, &cache, matrix_view(&y, 1, 1),
                        loss_named("squared"));
        CLOSE(g.db[0].data[0], (p.data[0] - y) * slope[k], 4, 0);
        CLOSE(g.dw[0].data[0], (p.data[0] - y) * slope[k] * x, 4, 0);
        museum_free(&museum);
        gradients_free(&g);
        cache_free(&cache);
        network_free(&n);
    }
}

/* A second batch that is larger than the first: the samples that were not there before
 * count as zeros. And room for more samples than a sample has numbers. */
Test(museum, a_stale_batch_that_was_smaller)
{
    enum { ROOM = 12, FEW = 2 };
    Network n = network_new(1, (size_t[]){1, 1}, (const char *[]){"identity"});
    n.layers[0].w.data[0] = 1, n.layers[0].b.data[0] = 0;
    Matrix x = matrix_new(ROOM, 1), y = matrix_new(ROOM, 1);
    matrix_fill(x, 3), matrix_fill(y, 1);
    Cache cache = cache_new(n, ROOM);
    Gradients g = gradients_new(n, ROOM);
    Museum museum = museum_new(BUG_STALE, n, ROOM);
    for (size_t rows = FEW; rows <= ROOM; rows += ROOM - FEW) {
        network_forward(&cache, n, matrix_rows(x, 0, rows));
        museum_backward(&museum, &g, n, &cache, matrix_rows(y, 0, rows),
                        loss_named("squared"));
    }
    // each slope is (3 - 1) / 12, and two of the twelve samples were 3
    CLOSE(g.dw[0].data[0], FEW * 3 * 2.0 / ROOM, 8, 0);
    CLOSE(g.db[0].data[0], 2, 8, 0);
    museum_free(&museum);
    gradients_free(&g);
    cache_free(&cache);
    matrix_free(&x), matrix_free(&y);
    network_free(&n);
}

/* With ReLU alone, two of the bugs are none: its slope at z is the one at a. */
Test(museum, relu_forgives_z_for_a)
{
    Hall h = hall_new();
    for (size_t l = 0; l < 2; l++)
        h.batch.state.network.layers[l].f = activation_named("relu");
    batch_slopes(&h.batch);
    Bug forgiven[] = {BUG_SLOPE_AT_A, BUG_SLOPE_OF_Z};
    for (int k = 0; k < 2; k++) {
        visit(&h, forgiven[k], 0);
        for (size_t l = 0; l < DEPTH; l++)
            cr_assert(same(&h.got, &h.batch.state.gradients, l));
    }
    hall_free(&h);
}

Test(museum, every_exhibit_has_a_label)
{
    for (int bug = 1; bug < BUGS; bug++) {
        Exhibit e = museum_exhibit((Bug)bug);
        cr_assert(strlen(e.name) > 0 && strlen(e.right) > 0 && strlen(e.wrong) > 0);
        cr_assert(strcmp(e.right, e.wrong) != 0);
        for (int other = 0; other < bug; other++)
            cr_assert(strcmp(e.name, museum_exhibit((Bug)other).name) != 0);
    }
    MISTAKE_IN("museum.c", "museum_exhibit: no bug has the number 15",
               museum_exhibit(BUGS));
    MISTAKE_IN("museum.c", "museum_exhibit: no bug has the number -1",
               museum_exhibit((Bug)-1));
}
