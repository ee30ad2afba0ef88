/* Chapter 7, the tracer: the first operation that made an infinity or a NaN, by its
 * inputs and its place; and that watching changes nothing. */
#include "networks.h"
#include "stable.h"
#include "trace.h"

TestSuite(trace, .timeout = 20);

/* A 3-4-2 network with a tanh and an identity layer, five samples, two targets each. */
static Batch setup_new(const char *loss)
{
    Batch s = batch_of(network_stack(2, 3, 4, 2, "tanh"), 5, loss);
    batch_draw(&s, 7);
    return s;
}

static const char *described(TraceStep step)
{
    static char text[160];
    return trace_describe(text, sizeof text, step);
}

/* --- single operations -------------------------------------------------------- */

Test(trace, operations_give_what_the_machine_gives)
{
    Tracer t = tracer_new();
    cr_assert(traced(&t, "+", 2, 3) == 5 && traced(&t, "-", 2, 3) == -1);
    cr_assert(traced(&t, "*", 2, 3) == 6 && traced(&t, "/", 3, 2) == (real)1.5);
    cr_assert(traced(&t, "exp", 1, 9) == real_exp(1));
    cr_assert(traced(&t, "log", 2, 9) == real_log(2) && traced(&t, "sqrt", 9, 1) == 3);
    cr_assert_eq(t.operations, 7);
    cr_assert(t.nan.kind == TRACE_NOTHING && t.infinite.kind == TRACE_NOTHING);
    cr_assert_str_eq(described(t.nan), "none");
    MISTAKE_IN("trace.c", "traced: no operation is named 'pow'",
               traced(&t, "pow", 1, 1));
    MISTAKE_IN("trace.c", "traced: no operation is named '%'", traced(&t, "%", 1, 1));
}

/* Every way in which finite numbers and infinities make a NaN, with its line. */
Test(trace, each_source_of_a_nan_is_named)
{
    const real inf = INFINITY;
    const struct {
        const char *operation;
        real a, b;
        const char *line;
    } sources[] = {
        {"/", 0, 0, "0 / 0 = nan"},           {"-", inf, inf, "inf - inf = nan"},
        {"+", inf, -inf, "inf + -inf = nan"}, {"*", 0, inf, "0 * inf = nan"},
        {"/", inf, inf, "inf / inf = nan"},   {"log", -1, 0, "log(-1) = nan"},
        {"sqrt", -4, 0, "sqrt(-4) = nan"},
    };
    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++) {
        Tracer t = tracer_new();
        real result = traced(&t, sources[i].operation, sources[i].a, sources[i].b);
        cr_assert(isnan(result));
        cr_assert_str_eq(described(t.nan), sources[i].line);
        cr_assert(t.infinite.kind == TRACE_NOTHING);
    }
}

Test(trace, the_first_of_each_stays)
{
    Tracer t = tracer_new();
    tracer_at(&t, "z", 1, 2, 3);
    real inf = traced(&t, "exp", 1000, 0);
    tracer_at(&t, "a", 1, 2, 3);
    traced(&t, "*", inf, 2);
    real nan = traced(&t, "/", inf, inf);
    traced(&t, "+", nan, 1);
    traced(&t, "/", 0, 0);
    traced(&t, "log", 0, 0);
    cr_assert_str_eq(described(t.infinite), "layer 1, z (2, 3): exp(1000) = inf");
    cr_assert_str_eq(described(t.nan), "layer 1, a (2, 3): inf / inf = nan");
    cr_assert_eq(t.operations, 6);
}

Test(trace, descriptions_fit_their_room)
{
    Tracer t = tracer_new();
    tracer_at(&t, "loss", 3, 17, 0);
    trace_note(&t, TRACE_MANY, "my loss", -2, 5, NAN);
    cr_assert_str_eq(described(t.nan), "loss of sample 17: my loss of [-2, 5] = nan");
    char small[10] = "zzzzzzzzz";
    cr_assert(trace_describe(small, 8, t.nan) == small);
    cr_assert_str_eq(small, "loss of");
    cr_assert_eq(small[8], 'z');
}

/* --- a network ---------------------------------------------------------------- */

/* To the bit: the tracer's passes and chapter 4's, for each loss. */
Test(trace, a_traced_pass_is_the_pass)
{
    const char *losses[] = {"squared", "huber", "sigmoid cross-entropy",
                            "softmax cross-entropy"};
    for (int k = 0; k < 4; k++) {
        Batch s = setup_new(losses[k]);
        Network network = s.state.network;
        Cache *plain = &s.state.cache, watched = cache_new(network, 6);
        Gradients *g = &s.state.gradients, h = gradients_new(network, 6);
        Tracer t = tracer_new();
        Matrix out = network_forward(plain, network, s.x);
        Matrix same = trace_forward(&t, &watched, network, s.x);
        cr_assert(matrix_equal(out, same));
        // 5 samples: 12 + 8 weights and 6 biases given, 15 inputs; of each z one
        // product and one sum an input, one bias; 30 activations
        cr_assert_eq(t.operations, 26 + 15 + 5 * (2 * 20 + 6) + 30);
        real loss = network_backward(g, network, plain, s.y, s.state.loss);
        cr_assert(trace_backward(&t, &h, network, &watched, s.y, s.state.loss) == loss);
        for (size_t l = 0; l < 2; l++) {
            cr_assert(matrix_equal(cache_z(plain, l), cache_z(&watched, l)));
            cr_assert(matrix_equal(g->dw[l], h.dw[l]) &&
                      matrix_equal(g->db[l], h.db[l]));
            cr_assert(
                matrix_equal(matrix_rows(g->dz[l], 0, 5), matrix_rows(h.dz[l], 0, 5)));
        }
        cr_assert(t.nan.kind == TRACE_NOTHING && t.infinite.kind == TRACE_NOTHING);
        cache_free(&watched);
        gradients_free(&h);
        batch_free(&s);
    }
}

static Tracer traced_batch(const Batch *s)
{
    return trace_network(s->state.network, s->x, s->y, s->state.loss);
}

/* Requires these two lines of a traced network. */
#define TRACES(setup, infinite_line, nan_line)                                         \
    do {                                                                               \
        Tracer t_ = traced_batch(&(setup));                                            \
        cr_assert_str_eq(described(t_.infinite), infinite_line);                       \
        cr_assert_str_eq(described(t_.nan), nan_line);                                 \
    } while (0)

Test(trace, what_came_in_is_named_first)
{
    Batch s = setup_new("squared");
    TRACES(s, "none", "none");
    matrix_at(s.x, 3, 1) = NAN;
    TRACES(s, "none", "layer 0, x (3, 1): was nan before");
    matrix_at(s.state.network.layers[1].b, 0, 1) = -INFINITY;
    TRACES(s, "layer 1, b (0, 1): was -inf before",
           "layer 0, x (3, 1): was nan before");
    matrix_at(s.state.network.layers[1].w, 2, 0) = NAN;
    TRACES(s, "layer 1, b (0, 1): was -inf before",
           "layer 1, w (2, 0): was nan before");
    batch_free(&s);
}

/* Products that overflow with both signs: the sum of the two is the NaN. */
Test(trace, an_overflow_in_a_layer_is_found_where_it_is)
{
    Batch s = setup_new("squared");
    real big = sizeof(real) == 8 ? (real)1e200 : (real)1e30;
    matrix_fill(s.state.network.layers[0].w, 1);
    matrix_fill(s.x, 1);
    matrix_at(s.state.network.layers[0].w, 0, 2) = big;
    matrix_at(s.state.network.layers[0].w, 1, 2) = -big;
    matrix_at(s.x, 4, 0) = big;
    matrix_at(s.x, 4, 1) = big;
    Tracer t = traced_batch(&s);
    char line[100];
    double b = (double)big;
    snprintf(line, sizeof line, "layer 0, z (4, 2): %g * %g = inf", b, b);
    cr_assert_str_eq(described(t.infinite), line);
    cr_assert_str_eq(described(t.nan), "layer 0, z (4, 2): inf + -inf = nan");
    batch_free(&s);
}

static void gradient_zero(Matrix dout, Matrix out, Matrix y)
{
    (void)out, (void)y;
    matrix_fill(dout, 0);
}

/* 1 / (p - y)^2 summed: 0 / 0 is not reached, 1 / 0 is, at the sample that is right */
static real inverse_loss(Matrix out, Matrix y)
{
    real sum = 0;
    for (size_t i = 0; i < out.rows * out.cols; i++)
        sum += (out.data[i] - y.data[i]) / (out.data[i] - y.data[i]);
    return sum / (real)out.rows;
}

Test(trace, a_loss_is_blamed_by_its_sample)
{
    Batch s = setup_new("squared");
    s.state.loss = (Loss){"inverse", inverse_loss, gradient_zero};
    matrix_fill(s.state.network.layers[1].w, 0);
    matrix_fill(s.state.network.layers[1].b, (real)0.5);
    matrix_at(s.state.network.layers[1].b, 0, 1) = -2;
    matrix_at(s.y, 2, 1) = -2; // the output, exactly
    TRACES(s, "none", "loss of sample 2: inverse of [-2, 0.5] = nan");
    batch_free(&s);
}

static void gradient_of_one(Matrix dout, Matrix out, Matrix y)
{
    (void)out, (void)y;
    matrix_fill(dout, 0);
    matrix_at(dout, 3, 0) = 4;
}

/* Outputs whose squares fit, one sample at a time, and whose sum over five does not. */
Test(trace, an_overflow_in_the_sum_over_samples_is_the_batchs)
{
    Batch s = setup_new("squared");
    real big = real_sqrt(REAL_MAX / 2);
    matrix_fill(s.state.network.layers[1].w, 0);
    matrix_fill(s.state.network.layers[1].b, big);
    matrix_at(s.state.network.layers[1].b, 0, 1) = 0;
    char line[100];
    snprintf(line, sizeof line, "loss of the batch: squared of [0, %.4g] = inf",
             (double)big);
    TRACES(s, line, "none");
    batch_free(&s);
}

static void gradient_bad(Matrix dout, Matrix out, Matrix y)
{
    (void)out, (void)y;
    matrix_fill(dout, REAL_MAX);
    matrix_at(dout, 1, 0) = -REAL_MAX;
}

static real loss_zero(Matrix out, Matrix y)
{
    (void)out, (void)y;
    return 0;
}

/* One sample's slope times one weight is too large: as slope of that sample's input of
 * that weight, in the layer below. */
Test(trace, an_overflow_between_two_layers_is_found)
{
    Batch s = setup_new("squared");
    s.state.loss = (Loss){"one", loss_zero, gradient_of_one};
    matrix_at(s.state.network.layers[1].w, 2, 0) = REAL_MAX / 2;
    Tracer t = traced_batch(&s);
    char line[100];
    snprintf(line, sizeof line, "layer 0, da (3, 2): 4 * %g = inf",
             (double)(REAL_MAX / 2));
    cr_assert_str_eq(described(t.infinite), line);
    batch_free(&s);
}

/* Of one layer: sample times slope, at the first weight. */
Test(trace, an_overflow_in_the_slope_of_a_weight_is_found)
{
    Network n = network_new(1, (size_t[]){2, 2}, (const char *[]){"identity"});
    Matrix x = matrix_new(4, 2), y = matrix_new(4, 2);
    matrix_fill(n.layers[0].w, 0), matrix_fill(n.layers[0].b, 0);
    matrix_fill(x, 0), matrix_fill(y, 0);
    matrix_at(x, 3, 0) = REAL_MAX / 2;
    Tracer t = trace_network(n, x, y, (Loss){"one", loss_zero, gradient_of_one});
    char line[100];
    snprintf(line, sizeof line, "layer 0, dw (0, 0): %g * 4 = inf",
             (double)(REAL_MAX / 2));
    cr_assert_str_eq(described(t.infinite), line);
    matrix_free(&x), matrix_free(&y);
    network_free(&n);
}

/* Slopes of the largest size: the first sum over samples is that for dw (0, 0), whose
 * products are finite where |a| < 1, and whose sum is not. */
Test(trace, an_overflow_on_the_way_back_is_found)
{
    Batch s = setup_new("squared");
    s.state.loss = (Loss){"bad", loss_zero, gradient_bad};
    Tracer t = traced_batch(&s);
    cr_assert_eq(t.infinite.layer, 1);
    cr_assert(strcmp(t.infinite.part, "dw") == 0 || strcmp(t.infinite.part, "db") == 0);
    cr_assert(t.infinite.kind == TRACE_TWO && strcmp(t.infinite.operation, "+") == 0);
    cr_assert(isfinite(t.infinite.a) && isfinite(t.infinite.b));
    batch_free(&s);
}

/* A slope of the loss that is NaN itself. */
static void gradient_nan(Matrix dout, Matrix out, Matrix y)
{
    gradient_zero(dout, out, y);
    matrix_at(dout, 3, 1) = NAN;
}

Test(trace, a_slope_of_the_loss_is_named)
{
    Batch s = setup_new("squared");
    s.state.loss = (Loss){"bad", loss_zero, gradient_nan};
    Tracer t = traced_batch(&s);
    const char *line = described(t.nan),
               *start = "layer 1, da (3, 1): slope of the loss(";
    cr_assert_eq(strncmp(line, start, strlen(start)), 0, "%s", line);
    batch_free(&s);
}

/* What an operation of one number had: the output for the loss's slope, z for an
 * activation and for its slope. */
static real nan_far_out(real z)
{
    return z > (real)0.5 ? (real)NAN : z;
}

static real nan_deep_down(real z)
{
    return z < (real)-0.5 ? (real)NAN : 1;
}

Test(trace, the_number_that_made_a_nan_is_told)
{
    Batch s = setup_new("squared");
    Loss squared = s.state.loss;
    Cache *cache = &s.state.cache;
    batch_loss(&s);
    s.state.loss = (Loss){"bad", loss_zero, gradient_nan};
    Tracer t = traced_batch(&s);
    cr_assert(t.nan.kind == TRACE_ONE && t.nan.b == 0);
    cr_assert(t.nan.a == matrix_at(cache_a(cache, 1), 3, 1) && t.nan.a != 0);

    // the first z of layer 0 above a half, the last layer's first below minus a half
    s.state.loss = squared;
    Activation tanh = s.state.network.layers[0].f;
    s.state.network.layers[0].f = (Activation){"far", nan_far_out, identity_slope};
    t = traced_batch(&s);
    Matrix z = cache_z(cache, 0);
    size_t k = 0;
    while (!(z.data[k] > (real)0.5)) k++;
    cr_assert(t.nan.kind == TRACE_ONE && t.nan.a == z.data[k] && t.nan.b == 0);
    cr_assert(t.nan.row == k / 4 && t.nan.col == k % 4 && t.nan.layer == 0);
    cr_assert_str_eq(t.nan.part, "a");
    cr_assert_str_eq(t.nan.operation, "far");

    s.state.network.layers[0].f = tanh;
    s.state.network.layers[1].f = (Activation){"deep", identity_value, nan_deep_down};
    t = traced_batch(&s);
    z = cache_z(cache, 1);
    for (k = 0; !(z.data[k] < (real)-0.5);) k++;
    cr_assert(t.nan.kind == TRACE_ONE && t.nan.a == z.data[k] && t.nan.b == 0);
    cr_assert(t.nan.row == k / 2 && t.nan.col == k % 2 && t.nan.layer == 1);
    cr_assert_str_eq(t.nan.part, "dz");
    cr_assert_str_eq(t.nan.operation, "slope");
    batch_free(&s);
}

/* The slopes at a layer's inputs are looked at too: 0 weights times an infinite dz. */
static void gradient_infinite(Matrix dout, Matrix out, Matrix y)
{
    gradient_zero(dout, out, y);
    matrix_at(dout, 0, 0) = INFINITY;
}

Test(trace, infinity_times_zero_on_the_way_down)
{
    Batch s = setup_new("squared");
    s.state.loss = (Loss){"bad", loss_zero, gradient_infinite};
    matrix_fill(s.state.network.layers[1].w, 0);
    matrix_fill(s.state.network.layers[0].b, 1); // activations that are not 0
    Tracer t = traced_batch(&s);
    cr_assert_str_eq(described(t.nan), "layer 0, da (0, 0): inf * 0 = nan");
    cr_assert_eq(t.infinite.row, 0);
    cr_assert_str_eq(t.infinite.part, "da");
    batch_free(&s);
}
