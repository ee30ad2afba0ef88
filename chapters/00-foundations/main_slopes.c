/* Slopes in every direction, nudges that fail, and the chain rule on a graph. */
#include "main.h"
#include "matmul.h"

/* A nudge that suits numbers near 1: the cube root of epsilon (chapter 5). */
static const real NUDGE = sizeof(real) == sizeof(float) ? (real)5e-3 : (real)6e-6;

/* --- gradients ------------------------------------------------------------------- */

typedef struct Bowl {
    Matrix a, c;
} Bowl;

static real bowl_height(Matrix v, const void *context)
{
    const Bowl *bowl = context;
    return bowl_value(bowl->a, bowl->c, v);
}

/* The bowl's slope along d from v, by a nudge of length NUDGE to both sides. */
static real nudge_along(const Bowl *bowl, Matrix v, Matrix d)
{
    real there_data[2], height[2];
    Matrix there = matrix_view(there_data, 2, 1);
    for (int side = 0; side < 2; side++) {
        matrix_copy(there, v);
        matrix_add_scaled(there, d, (side ? -NUDGE : NUDGE) / vector_length(d));
        height[side] = bowl_value(bowl->a, bowl->c, there);
    }
    return (height[0] - height[1]) / (2 * NUDGE);
}

void directions(Report *report)
{
    real a_data[] = {2, 1, 1, 2}, c_data[] = {0, 0}, v_data[] = {1, 2}, by_nudge[2];
    const real way[][2] = {{1, 0}, {0, 1}, {1, 1}, {4, 5}, {5, -4}, {-4, -5}};
    Bowl bowl = {matrix_view(a_data, 2, 2), matrix_view(c_data, 2, 1)};
    Matrix v = matrix_view(v_data, 2, 1), nudged = matrix_view(by_nudge, 2, 1);
    Matrix gradient = matrix_view((real[2]){0}, 2, 1);
    bowl_gradient(gradient, bowl.a, bowl.c, v);
    nudge_gradient(nudged, bowl_height, &bowl, v, NUDGE);
    report_block(report, "directions", "slopes of the bowl at (1, 2)");
    report_line(report, "  gradient by the formula  (%.6f, %.6f)", gradient.data[0],
                gradient.data[1]);
    report_line(report, "  gradient by nudges       (%.6f, %.6f)", by_nudge[0],
                by_nudge[1]);
    table_begin(report, "direction|gradient . d / length|by a nudge");
    for (size_t i = 0; i < sizeof way / sizeof way[0]; i++) {
        real d_data[] = {way[i][0], way[i][1]};
        Matrix d = matrix_view(d_data, 2, 1);
        real slope = slope_along(gradient, d);
        table_cells(report, "(%.0f, %.0f)|%.4f{directions.%zu}|%.4f", d_data[0],
                    d_data[1], slope, i, nudge_along(&bowl, v, d));
    }
    table_print(report);
}

void small_nudges(Report *report)
{
    real truth = real_exp(1), least = INFINITY;
    report_block(report, "small nudges", "the slope of e^x at 1 is e = %.15f", truth);
    table_begin(report, "h|slope by the nudge|error");
    for (int power = 1; power <= 17; power += 2) {
        real h = 1;
        for (int i = 0; i < power; i++) h /= 10;
        real slope = nudge_slope(real_exp, 1, h), error = slope - truth;
        if (error < 0) error = -error;
        if (error < least) least = error;
        table_cells(report, "1e-%d|%.15f|%.1e{nudges.%d.error}", power, slope, error,
                    power);
    }
    table_print(report);
    report_value(report, least, "nudges.least");
}

/* --- the chain rule --------------------------------------------------------------- */

static real graph_loss(real w)
{
    Graph g = {.x = 2, .w = w, .y = 5};
    graph_forward(&g);
    return g.loss;
}

void fan_out(Report *report)
{
    Graph g = {.x = 2, .w = 1, .y = 5};
    graph_forward(&g);
    graph_backward(&g);
    const real node[][2] = {{g.x, g.dx}, {g.w, g.dw}, {g.y, -g.dp},
                            {g.s, g.ds}, {g.p, g.dp}, {g.loss, 1}};
    report_block(report, "fan-out", "w goes into s = w + x and into p = w s");
    report_line(report, "  forward   x %g  w %g  s %g  p %g  loss %g", g.x, g.w, g.s,
                g.p, g.loss);
    report_line(report, "  backward  dp %g  ds %g  dx %g", g.dp, g.ds, g.dx);
    report_line(report,
                "  dw        %g by way of p, %g by way of s, together %g{graph.dw}",
                g.dp * g.s, g.ds, g.dw);
    report_line(report, "  dw by a nudge  %.6f", nudge_slope(graph_loss, g.w, NUDGE));

    Series series = series_open(report, "graph", "value|slope");
    for (size_t i = 0; i < 6; i++) series_numbers(&series, node[i][0], node[i][1]);
    series_close(&series);
}

/* Steps at this rate until the graph's loss is under 1e-6, with dw as it should be or
 * as it is when the second of its two parts overwrites the first. */
static size_t steps_down(bool overwrite, real rate)
{
    Graph g = {.x = 2, .w = 1, .y = 5};
    size_t steps = 0;
    for (graph_forward(&g); g.loss > (real)1e-6 && steps < 10000; steps++) {
        graph_backward(&g);
        g.w -= rate * (overwrite ? g.ds : g.dw);
        graph_forward(&g);
    }
    return steps;
}

void overwritten(Report *report)
{
    Graph g = {.x = 2, .w = 1, .y = 5};
    real rate = (real)0.02;
    size_t right = steps_down(false, rate), wrong = steps_down(true, rate);
    graph_forward(&g);
    graph_backward(&g);
    report_block(report, "overwritten", "dw with = where += should stand");
    report_line(report, "  dw by a nudge      %9.6f",
                nudge_slope(graph_loss, g.w, NUDGE));
    report_line(report, "  dw, parts added    %9.6f", g.dw);
    report_line(report, "  dw, overwritten    %9.6f", g.ds);
    report_line(report, "  steps at rate 0.02 until the loss is under 1e-6:");
    report_line(report, "  with the right dw  %2zu{overwritten.right}", right);
    report_line(report, "  with the wrong dw  %2zu{overwritten.wrong}", wrong);
}

/* --- through a matrix ---------------------------------------------------- */

/* What a map's output is worth: y = x a, weighed by the slopes that stand in dy. */
typedef struct Map {
    Matrix x, a, y, dy;
} Map;

static real worth_of_a(Matrix a, const void *context)
{
    const Map *map = context;
    matrix_multiply(map->y, map->x, a);
    return vector_dot(map->y, map->dy);
}

static real worth_of_x(Matrix x, const void *context)
{
    const Map *map = context;
    matrix_multiply(map->y, x, map->a);
    return vector_dot(map->y, map->dy);
}

static void print_matrix(Report *report, const char *what, Matrix m)
{
    for (size_t i = 0; i < m.rows; i++) {
        report_part(report, "  %-24s", i == 0 ? what : "");
        for (size_t j = 0; j < m.cols; j++)
            report_part(report, "%8.4f", matrix_at(m, i, j));
        report_part(report, "\n");
    }
}

void prices_back(Report *report)
{
    real x_data[] = {2, 1, 0, 3}, a_data[] = {2, 3, 1, 4, 0, 1}, y_data[6];
    real dy_data[] = {1, 2, 4, 1, 2, 3}, dx_data[4], da_data[6], nx_data[4], na_data[6];
    Map map = {matrix_view(x_data, 2, 2), matrix_view(a_data, 2, 3),
               matrix_view(y_data, 2, 3), matrix_view(dy_data, 2, 3)};
    Matrix dx = matrix_view(dx_data, 2, 2), da = matrix_view(da_data, 2, 3);
    Matrix by_x = matrix_view(nx_data, 2, 2), by_a = matrix_view(na_data, 2, 3);
    map_backward(dx, da, map.x, map.a, map.dy);
    nudge_gradient(by_x, worth_of_x, &map, map.x, NUDGE);
    nudge_gradient(by_a, worth_of_a, &map, map.a, NUDGE);
    report_block(report, "prices go back", "two orders, and the slopes of the cost");
    print_matrix(report, "dx = dy A^T", dx);
    print_matrix(report, "dx by nudges", by_x);
    print_matrix(report, "dA = x^T dy", da);
    print_matrix(report, "dA by nudges", by_a);
}
