/* Networks held against nudges: nine parameters, a thousand, a hundred thousand. */
#include "main.h"

#include <stdlib.h>

Subject subject_new(size_t depth, const size_t *sizes, const char *const *names,
                    Matrix x, Matrix y, Random *random)
{
    Network network = network_new(depth, sizes, names);
    network_randomize(network, random);
    for (size_t l = 0; l < depth; l++)
        random_fill_normal(random, network.layers[l].b, 0, (real)0.1);
    Loss loss = loss_named("softmax cross-entropy");
    return (Subject){.state = training_state_new(network, loss, x.rows),
                     .x = x,
                     .y = y,
                     .measured = gradients_new(network, 1)};
}

void subject_free(Subject *s)
{
    training_state_free(&s->state);
    matrix_free(&s->x);
    matrix_free(&s->y);
    gradients_free(&s->measured);
}

void subject_derive(Subject *s)
{
    s->value = forward_backward(&s->state, s->x, s->y);
    s->floor = error_floor(s->value, check_step());
}

void subject_visit(Subject *s, Bug bug, Matrix before)
{
    TrainingState *t = &s->state;
    Museum museum = museum_new(bug, t->network, s->x.rows);
    if (before.data) {
        network_forward(&t->cache, t->network, before);
        museum_backward(&museum, &t->gradients, t->network, &t->cache, s->y, t->loss);
    }
    network_forward(&t->cache, t->network, s->x);
    museum_backward(&museum, &t->gradients, t->network, &t->cache, s->y, t->loss);
    museum_free(&museum);
}

void subject_measure(Subject *s, real step)
{
    gradients_measure(&s->measured, s->state.network, s->x, s->y, s->state.loss, step);
}

GradientReport subject_compare(const Subject *s)
{
    return gradients_compare(&s->state.gradients, &s->measured, s->floor);
}

void gather(Matrix x, Matrix y, Dataset data, const size_t *order)
{
    matrix_fill(y, 0);
    for (size_t i = 0; i < x.rows; i++) {
        matrix_copy(matrix_rows(x, i, 1), matrix_rows(data.x, order[i], 1));
        matrix_at(y, i, (size_t)matrix_at(data.y, order[i], 0)) = 1;
    }
}

Subject digits_subject(Dataset digits, Random *random)
{
    size_t *order = check_allocate(digits.x.rows, sizeof *order, "samples");
    for (size_t i = 0; i < digits.x.rows; i++) order[i] = i;
    random_shuffle(random, order, digits.x.rows);
    Matrix x = matrix_new(BATCH, digits.x.cols), y = matrix_new(BATCH, digits.classes);
    gather(x, y, digits, order);
    free(order);
    return subject_new(3, (size_t[]){64, WIDE, WIDE, 10},
                       (const char *[]){"tanh", "relu", "identity"}, x, y, random);
}

/* 2-2-1, three samples, every number set by hand; the squared loss. */
static Subject small_subject(void)
{
    Matrix x = matrix_new(3, 2), y = matrix_new(3, 1);
    matrix_copy(x, matrix_view((real[]){1, 0, 0, 1, 1, -1}, 3, 2));
    matrix_copy(y, matrix_view((real[]){1, 0, (real)0.5}, 3, 1));
    Random random = random_seed(1);
    Subject s = subject_new(2, (size_t[]){2, 2, 1},
                            (const char *[]){"tanh", "identity"}, x, y, &random);
    real w[] = {(real)0.5, -1, (real)0.25, (real)0.75}, v[] = {1, (real)-0.5};
    real b[] = {(real)0.1, 0, (real)0.2};
    matrix_copy(s.state.network.layers[0].w, matrix_view(w, 2, 2));
    matrix_copy(s.state.network.layers[0].b, matrix_view(b, 1, 2));
    matrix_copy(s.state.network.layers[1].w, matrix_view(v, 2, 1));
    matrix_copy(s.state.network.layers[1].b, matrix_view(b + 2, 1, 1));
    s.state.loss = loss_named("squared");
    return s;
}

static void slopes_rows(Report *report, const Subject *s, size_t l, bool bias)
{
    Matrix d = bias ? s->state.gradients.db[l] : s->state.gradients.dw[l];
    Matrix n = bias ? s->measured.db[l] : s->measured.dw[l];
    for (size_t k = 0; k < d.rows * d.cols; k++) {
        table_cells(report, "%zu", l);
        if (bias)
            table_cells(report, "b[%zu]", k);
        else
            table_cells(report, "W[%zu][%zu]", k / d.cols, k % d.cols);
        real error = gradient_error(d.data[k], n.data[k], s->floor);
        table_cells(report, "%.12f|%.12f|%.0e", d.data[k], n.data[k], error);
    }
}

void nine_parameters(Report *report)
{
    Subject s = small_subject();
    subject_derive(&s);
    gradients_measure_slowly(&s.measured, s.state.network, s.x, s.y, s.state.loss,
                             check_step());
    report_block(report, "nine parameters",
                 "a 2-2-1 network, three samples, each slope twice");
    table_begin(report, "layer|parameter|derived|measured|error");
    for (size_t l = 0; l < 2; l++) {
        slopes_rows(report, &s, l, false);
        slopes_rows(report, &s, l, true);
    }
    table_print(report);
    GradientReport all = subject_compare(&s);
    report_line(
        report,
        "  step %.1e{nine.step}, floor %.1e{.floor}, worst error %.0e{.error}: %s",
        check_step(), s.floor, all.error, verdict_name(gradient_verdict(all)));
    report_value(report, s.state.gradients.dw[0].data[0], "nine.first");
    subject_free(&s);
}

/* Every weight's error, layer after layer, for gnuplot. */
static void map_of(Series *series, const Subject *s)
{
    for (size_t l = 0; l < s->state.network.depth; l++) {
        Matrix d = s->state.gradients.dw[l], n = s->measured.dw[l];
        for (size_t i = 0; i < d.rows; i++)
            for (size_t j = 0; j < d.cols; j++)
                series_numbers(
                    series, (double)l, (double)i, (double)j,
                    gradient_error(matrix_at(d, i, j), matrix_at(n, i, j), s->floor));
        series_break(series);
        series_break(series);
    }
}

void error_map(Report *report, Dataset digits, const Options *options)
{
    Random random = random_seed(options->seed);
    Subject s = digits_subject(digits, &random);
    Series series = series_open(report, "map", "layer|row|column|error");
    char text[GRADIENT_TEXT];
    subject_measure(&s, check_step());
    report_block(report, "report", "a 64-12-12-10 network on %d digits, twice", BATCH);
    for (int wrong = 0; wrong < 2; wrong++) {
        subject_derive(&s);
        if (wrong) subject_visit(&s, BUG_NO_TRANSPOSE, (Matrix){0});
        map_of(&series, &s);
        GradientReport all = subject_compare(&s);
        report_line(report, "  %s", gradient_report_text(text, sizeof text, all));
        for (size_t l = 0; l < 3; l++) {
            GradientReport one = layer_compare(&s.state.gradients, &s.measured, l,
                                               s.floor);
            report_line(
                report,
                "    layer %zu: worst error %.0e{map.%d.layer%zu}, %zu of %zu wrong", l,
                one.error, wrong, l, one.wrong, one.checked);
        }
        report_value(report, all.error, "map.%d.error", wrong);
        report_value(report, (real)all.wrong, "map.%d.wrong", wrong);
        report_value(report, (real)all.checked, "map.%d.checked", wrong);
    }
    series_close(&series);
    subject_free(&s);
}

void directions(Report *report, Dataset digits, const Options *options)
{
    const char *what[] = {"right", "sign turned", "no transpose", "one entry doubled",
                          "one entry off by 1e-4"};
    Random random = random_seed(options->seed);
    Subject s = digits_subject(digits, &random);
    report_block(report, "directions", "one random direction, two forward passes");
    table_begin(report, "gradient|derived|measured|error|verdict");
    for (int k = 0; k < 5; k++) {
        subject_derive(&s);
        real *entry = &matrix_at(s.state.gradients.dw[1], 3, 5);
        if (k == 1) subject_visit(&s, BUG_SIGN, (Matrix){0});
        if (k == 2) subject_visit(&s, BUG_NO_TRANSPOSE, (Matrix){0});
        if (k == 3) *entry *= 2;
        if (k == 4) *entry *= 1 + (real)1e-4;
        Random same = random_seed(options->seed + 1);
        DirectionReport along = direction_check(&s.state.gradients, s.state.network,
                                                s.x, s.y, s.state.loss, &same);
        table_cells(report, "%s|%.12f|%.12f|%.0e{directions.%d}", what[k],
                    along.derived, along.measured, along.error, k);
        GradientReport one = {.checked = 1, .error = along.error};
        table_cells(report, "%s", verdict_name(gradient_verdict(one)));
    }
    table_print(report);
    subject_free(&s);
}

void every_parameter(Report *report, const Options *options)
{
    enum { M = 16 };
    Random random = random_seed(options->seed);
    Matrix x = matrix_new(M, 784), y = matrix_new(M, 10);
    random_fill_uniform(&random, x, 0, 1);
    matrix_fill(y, 0);
    for (size_t i = 0; i < M; i++) matrix_at(y, i, i % 10) = 1;
    Subject s = subject_new(2, (size_t[]){784, 128, 10},
                            (const char *[]){"tanh", "identity"}, x, y, &random);
    subject_derive(&s);
    GradientReport all = network_check(&s.state.gradients, s.state.network, s.x, s.y,
                                       s.state.loss);
    double slowly = measure_slowly_multiplications(s.state.network, M);
    double quickly = measure_multiplications(s.state.network, M);
    report_block(report, "every parameter", "784-128-10, %d samples", M);
    report_line(report, "  parameters                         %12zu{every.checked}",
                all.checked);
    report_line(report,
                "  multiplications, everything anew   %12.0f{every.slowly} million",
                slowly / 1e6);
    report_line(report,
                "  multiplications, what moves        %12.0f{every.quickly} million",
                quickly / 1e6);
    report_line(report, "  times less                         %12.0f{every.ratio}",
                slowly / quickly);
    report_line(report, "  worst error                        %12.0e{every.error}: %s",
                all.error, verdict_name(gradient_verdict(all)));
    report_value(report, (real)(2 * all.checked), "every.passes");
    subject_free(&s);
}
