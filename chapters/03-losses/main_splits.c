/* Training on one part of the data, judging on the other, several times. */
#include "main.h"

void train(Model *model, Matrix x, Matrix y, size_t epochs, real rate)
{
    Loss loss = loss_named("softmax cross-entropy");
    matrix_fill(model->w, 0);
    matrix_fill(model->b, 0);
    for (size_t epoch = 0; epoch < epochs; epoch++) {
        model_slopes(model, x, y, loss);
        model_step(model, rate);
    }
}

void spread_add(Spread *spread, real number)
{
    if (spread->count == 0 || number < spread->lowest) spread->lowest = number;
    if (spread->count == 0 || number > spread->highest) spread->highest = number;
    spread->sum += number;
    spread->count++;
}

void spread_print(Report *report, Spread spread, const char *name)
{
    real mean = spread.sum / (real)spread.count;
    report_line(report,
                "  %zu splits: mean %.2f %%{%s.mean}, lowest %.2f %%{.lowest}, highest "
                "%.2f %%{.highest}",
                spread.count, mean, name, spread.lowest, spread.highest);
}
