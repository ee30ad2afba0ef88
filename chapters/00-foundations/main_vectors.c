/* Vectors and matrices by hand; eigenvalues, and what keeps an iteration from them. */
#include "main.h"
#include "matmul.h"

/* --- products ------------------------------------------------------------------ */

void dot_product(Report *report)
{
    Matrix amounts = matrix_view((real[]){3, 1, 4}, 1, 3);
    Matrix prices = matrix_view((real[]){2, 5, 0.5}, 1, 3);
    real total = vector_dot(amounts, prices);
    report_block(report, "dot product", "amounts (3, 1, 4) at prices (2, 5, 0.5)");
    report_line(report, "  the bill           %g{dot.bill}", total);
    report_line(report, "  length of amounts  %.4f", vector_length(amounts));
    report_line(report, "  length of prices   %.4f", vector_length(prices));
    report_line(report, "  their product      %.4f",
                vector_length(amounts) * vector_length(prices));
    report_line(report, "  the cosine         %.4f{dot.cosine}",
                total / vector_length(amounts) / vector_length(prices));
}

static void print_row(Report *report, const char *what, Matrix row)
{
    report_part(report, "  %-38s", what);
    for (size_t j = 0; j < row.cols; j++)
        report_part(report, "%5g", matrix_at(row, 0, j));
    report_part(report, "\n");
}

void recipes(Report *report)
{
    Matrix order = matrix_view((real[]){2, 1}, 1, 2);
    Matrix a = matrix_view((real[]){2, 3, 1, 4, 0, 1}, 2, 3);
    Matrix b = matrix_view((real[]){1, 5, 2, 1, 4, 2}, 3, 2);
    real stock_data[3], total_data[2], both_data[4], again_data[2];
    Matrix stock = matrix_view(stock_data, 1, 3), total = matrix_view(total_data, 1, 2);
    Matrix both = matrix_view(both_data, 2, 2), again = matrix_view(again_data, 1, 2);
    matrix_multiply(stock, order, a);
    matrix_multiply(total, stock, b);
    matrix_multiply(both, a, b);
    matrix_multiply(again, order, both);
    report_block(report, "recipes", "from an order to what it costs and weighs");
    print_row(report, "order: cakes, loaves", order);
    print_row(report, "order A: flour, eggs, butter", stock);
    print_row(report, "(order A) B: cost, weight", total);
    print_row(report, "row 1 of A B: one cake", matrix_rows(both, 0, 1));
    print_row(report, "row 2 of A B: one loaf", matrix_rows(both, 1, 1));
    print_row(report, "order (A B): cost, weight", again);
}

void order_matters(Report *report)
{
    Matrix stretch = matrix_view((real[]){2, 0, 0, 1}, 2, 2);
    Matrix turn = matrix_view((real[]){0, 1, -1, 0}, 2, 2);
    Matrix x = matrix_view((real[]){1, 1}, 1, 2);
    real between_data[2], end_data[2];
    Matrix between = matrix_view(between_data, 1, 2), end = matrix_view(end_data, 1, 2);
    report_block(report, "order matters", "the row (1, 1), stretched and turned");
    matrix_multiply(between, x, stretch);
    matrix_multiply(end, between, turn);
    print_row(report, "stretched, then turned", end);
    matrix_multiply(between, x, turn);
    matrix_multiply(end, between, stretch);
    print_row(report, "turned, then stretched", end);
}

/* --- eigenvalues ----------------------------------------------------------------- */

void circle(Report *report)
{
    enum { POINTS = 180 };
    real a_data[] = {2, 1, 1, 2}, larger, smaller;
    const real start[][2] = {{1, 0}, {0, 1}, {1, 1}, {1, -1}};
    Matrix a = matrix_view(a_data, 2, 2);
    eigenvalues_two(&larger, &smaller, a);
    report_block(report, "eigenvectors", "what [[2, 1], [1, 2]] makes of some vectors");
    table_begin(report, "v1|v2|first of A v|second|so it");
    for (size_t i = 0; i < 4; i++) {
        real v_data[] = {start[i][0], start[i][1]};
        Matrix v = matrix_view(v_data, 2, 1);
        for (size_t k = 0; k < 2; k++) table_cells(report, "%.0f", v_data[k]);
        for (size_t k = 0; k < 2; k++)
            table_cells(report, "%.0f", product_entry(a, k, v, 0));
        if (eigen_residual(a, v) > 0)
            table_cells(report, "turns");
        else
            table_cells(report, "stays on its line, times %.0f",
                        rayleigh_quotient(a, v));
    }
    table_print(report);
    report_line(report, "  by the formula: %.0f and %.0f", larger, smaller);

    Series series = series_open(report, "circle", "x|y|image x|image y");
    for (int i = 0; i <= POINTS; i++) {
        real angle = (real)(2 * REAL_PI * i / POINTS);
        real v_data[] = {real_cos(angle), real_sin(angle)};
        Matrix v = matrix_view(v_data, 2, 1);
        series_numbers(&series, v_data[0], v_data[1], product_entry(a, 0, v, 0),
                       product_entry(a, 1, v, 0));
    }
    series_close(&series);
}

void power(Report *report)
{
    enum { STEPS = 12 };
    real a_data[] = {2, 1, 1, 2}, v_data[] = {1, 0}, next_data[2], before = 0;
    Matrix a = matrix_view(a_data, 2, 2), v = matrix_view(v_data, 2, 1);
    Matrix next = matrix_view(next_data, 2, 1);
    report_block(report, "power iteration", "[[2, 1], [1, 2]] applied again and again");
    table_begin(report, "step|v1|v2|Rayleigh quotient|its error|times|residual");
    for (int step = 0; step <= STEPS; step++) {
        real r = rayleigh_quotient(a, v), error = 3 - r;
        if (step <= 6 || step == STEPS) {
            table_cells(report, "%d|%.6f|%.6f|%.9f|%.3e", step, v_data[0], v_data[1], r,
                        error);
            if (step > 0)
                table_cells(report, "%.4f", error / before);
            else
                table_cells(report, " ");
            table_cells(report, "%.3e", eigen_residual(a, v));
        }
        report_value(report, error, "power.%d.error", step);
        if (step > 0) report_value(report, error / before, "power.%d.ratio", step);
        before = error;
        power_step(next, a, v);
        matrix_copy(v, next);
    }
    table_print(report);
}

void equal_sizes(Report *report)
{
    real a_data[] = {3, 4, 4, -3}, v_data[] = {1, 0}, room_data[2], larger, smaller;
    Matrix a = matrix_view(a_data, 2, 2), v = matrix_view(v_data, 2, 1);
    Matrix room = matrix_view(room_data, 2, 1);
    report_block(report, "equal sizes", "power iteration on [[3, 4], [4, -3]]");
    table_begin(report, "step|v1|v2|Rayleigh quotient|residual");
    for (int step = 0; step <= 4; step++) {
        table_cells(report, "%d|%.1f|%.1f|%.1f|%.1f", step, v_data[0], v_data[1],
                    rayleigh_quotient(a, v), eigen_residual(a, v));
        power_step(room, a, v);
        matrix_copy(v, room);
    }
    table_print(report);
    eigenvalues_two(&larger, &smaller, a);
    report_line(report, "  the eigenvalues are %g and %g", larger, smaller);
    matrix_at(a, 0, 0) += 1;
    matrix_at(a, 1, 1) += 1;
    size_t steps = power_iteration(v, room, a, (real)1e-6, 1000);
    report_line(report,
                "  with 1 added to the diagonal: %.6f after %zu{equal.steps} steps",
                rayleigh_quotient(a, v), steps);
}

/* Power steps from v; a row of the table at every twentieth. */
static void watch(Report *report, const char *what, Matrix a, Matrix v, real *last)
{
    real room_data[2];
    Matrix room = matrix_view(room_data, 2, 1);
    table_cells(report, "%s", what);
    for (int step = 0; step <= 80; step++) {
        *last = rayleigh_quotient(a, v);
        if (step % 20 == 0) table_cells(report, "%.6f", *last);
        power_step(room, a, v);
        matrix_copy(v, room);
    }
}

void wrong_start(Report *report)
{
    real first[] = {2, 1, 1, 2}, second[] = {2, 1, 1, 3}, larger, smaller, last;
    Matrix a = matrix_view(first, 2, 2), b = matrix_view(second, 2, 2);
    real v_data[] = {1, -1};
    Matrix v = matrix_view(v_data, 2, 1);
    report_block(report, "wrong start", "from the eigenvector of the smaller one");
    table_begin(report, "Rayleigh quotient at step|0|20|40|60|80");
    watch(report, "[[2, 1], [1, 2]]", a, v, &last);
    report_value(report, last, "start.stuck");
    eigenvalues_two(&larger, &smaller, b);
    v_data[0] = 1, v_data[1] = smaller - 2; // row 1 of (b - smaller) v = 0
    watch(report, "[[2, 1], [1, 3]]", b, v, &last);
    table_print(report);
    report_line(report, "  the second has the eigenvalues %.6f and %.6f{start.smaller}",
                larger, smaller);
    report_value(report, last, "start.freed");
}
