/* Slopes by hand: one chain of numbers, a fan-out, a network of six weights. */
#include "main.h"
#include "matmul.h"

/* --- one chain ---------------------------------------------------------------- */

/* Input x, weight w, tanh, weight v, target y, half the squared error. */
static real chain_loss(real x, real w, real v, real y)
{
    real p = tanh_value(x * w) * v;
    return (p - y) * (p - y) / 2;
}

void one_chain(Report *report)
{
    const real x = 2, w = (real)0.25, v = 2, y = 2, nudge = (real)0.001;
    real z = x * w, a = tanh_value(z), p = a * v, loss = (p - y) * (p - y) / 2;

    // backward: each line has the slope of L from the line above it
    real dp = p - y;
    real dv = dp * a, da = dp * v;
    real dz = da * tanh_slope(z);
    real dw = dz * x, dx = dz * w;

    const char *name[] = {"x", "w",       "z = x w",          "a = tanh z",
                          "v", "p = a v", "L = (p - y)^2 / 2"};
    const char *key[] = {"x", "w", "z", "a", "v", "p", "loss"};
    const real value[] = {x, w, z, a, v, p, loss};
    const real slope[] = {dx, dw, dz, da, dv, dp, 1};
    const char *how[] = {"dz w", "dz x", "da (1 - a^2)", "dp v", "dp a", "p - y", ""};
    report_block(report, "one chain", "down the page forward, up the page backward");
    table_begin(report, "number|forward|slope of L|which is");
    for (size_t i = 0; i < 7; i++) {
        table_cells(report, "%s|%.6f{chain.%s}|%.6f{.d%s}|%s", name[i], value[i],
                    key[i], slope[i], key[i], how[i]);
    }
    table_print(report);
    real by_w = (chain_loss(x, w + nudge, v, y) - chain_loss(x, w, v, y)) / nudge;
    real by_v = (chain_loss(x, w, v + nudge, y) - chain_loss(x, w, v, y)) / nudge;
    report_line(report, "  a nudge of 0.001 says  dw %.6f{chain.nudge.w}  dv %.6f{.v}",
                by_w, by_v);
}

/* --- fan-out ------------------------------------------------------------------ */

void fan_out(Report *report)
{
    const real x = 2, w = (real)0.25, v[] = {2, -1}, y[] = {2, 1}, h = (real)0.001;
    real total[2] = {0, 0}; // the loss at w and at w + h
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < 2; i++)
            total[k] += chain_loss(x, w + (real)k * h, v[i], y[i]);

    real z = x * w, a = tanh_value(z), da[2];
    report_block(report, "fan-out", "one activation that two outputs hear");
    report_line(report, "  a                        %9.6f", a);
    for (size_t i = 0; i < 2; i++) {
        da[i] = (a * v[i] - y[i]) * v[i];
        report_line(report,
                    "  by way of output %zu: p %9.6f{fan.p%zu}, dp %9.6f{.dp%zu}, dp v "
                    "%9.6f{.da%zu}",
                    i + 1, a * v[i], i + 1, a * v[i] - y[i], i + 1, da[i], i + 1);
    }
    real sum = da[0] + da[1], dw = sum * tanh_slope(z) * x;
    real by_nudge = (total[1] - total[0]) / h;
    report_line(report, "  da, the sum of both ways %9.6f{fan.da}", sum);
    report_line(report, "  dw = da (1 - a^2) x      %9.6f{fan.dw}", dw);
    report_line(report, "  a nudge of w says        %9.6f{fan.nudge}", by_nudge);
}

/* --- 2-2-1 by hand ------------------------------------------------------------ */

/* The rows of a matrix side by side on one line, and each number under a name. */
static void show(Report *report, const char *name, Matrix m)
{
    report_part(report, "  %-4s(%zu, %zu) ", name, m.rows, m.cols);
    for (size_t i = 0; i < m.rows; i++)
        for (size_t j = 0; j < m.cols; j++)
            report_part(report, "%s %9.6f{hand.%s.%zu.%zu}",
                        i > 0 && j == 0 ? "  |" : "", matrix_at(m, i, j), name, i, j);
    report_part(report, "\n");
}

static void fill(Matrix m, const real *numbers)
{
    for (size_t i = 0; i < m.rows * m.cols; i++) m.data[i] = numbers[i];
}

/* The pass has left dZ1 in the place of dA1; here both, and the slope between them. */
static void show_hidden(Report *report, const TrainingState *state)
{
    Matrix da1 = matrix_new(2, 2), slope = matrix_new(2, 2);
    matrix_multiply_a_bt(da1, state->gradients.dz[1], state->network.layers[1].w);
    matrix_map(slope, state->cache.z[0], tanh_slope);
    show(report, "dA1", da1);
    show(report, "f'", slope);
    show(report, "dZ1", state->gradients.dz[0]);
    matrix_free(&da1);
    matrix_free(&slope);
}

void by_hand(Report *report)
{
    Matrix x = matrix_view((real[]){1, 2, -1, 1}, 2, 2);
    Matrix y = matrix_view((real[]){1, -2}, 2, 1);
    Network network = network_new(2, (const size_t[]){2, 2, 1},
                                  (const char *const[]){"tanh", "identity"});
    fill(network.layers[0].w, (const real[]){0.5, -0.5, 0.25, 0.5});
    fill(network.layers[0].b, (const real[]){0.5, 0});
    fill(network.layers[1].w, (const real[]){1, -2});
    fill(network.layers[1].b, (const real[]){0.25});
    TrainingState state = training_state_new(network, loss_named("squared"), 2);

    report_block(report, "by hand", "2 inputs, 2 tanh, 1 output; two samples");
    show(report, "X", x);
    show(report, "W1", network.layers[0].w);
    show(report, "b1", network.layers[0].b);
    show(report, "W2", network.layers[1].w);
    show(report, "b2", network.layers[1].b);
    show(report, "Y", y);

    real loss = forward_backward(&state, x, y);
    report_line(report, "forward");
    show(report, "Z1", state.cache.z[0]);
    show(report, "A1", state.cache.a[0]);
    show(report, "P", state.cache.a[1]);
    show(report, "L", matrix_view(&loss, 1, 1));

    report_line(report, "backward");
    show(report, "dP", state.gradients.dz[1]);
    show(report, "dW2", state.gradients.dw[1]);
    show(report, "db2", state.gradients.db[1]);
    show_hidden(report, &state);
    show(report, "dW1", state.gradients.dw[0]);
    show(report, "db1", state.gradients.db[0]);

    network_step(network, &state.gradients, (real)0.1);
    real after = network_loss(&state.cache, network, x, y, state.loss);
    report_line(report,
                "a step at rate 0.1: the loss goes from %.6f to %.6f{hand.after}", loss,
                after);
    training_state_free(&state);
}
