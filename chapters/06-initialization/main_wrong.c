/* What goes wrong: units that are flat, units that are dead. */
#include "main.h"

enum { WIDTH = 32, BATCH = 10, LAYERS = 10, FEW = 4 };

/* --- saturated ---------------------------------------------------------------- */

/* For each start, layer by layer: the part of saturated z, and the root mean square of
 * dz; and in losses (seeds, epochs) the training that follows. */
static void run_tanh(Matrix flat, Matrix rms, Matrix losses, Init init, Digits digits,
                     const Choice *choice)
{
    Network network = network_stack(LAYERS, digits.x.cols, WIDTH, digits.y.cols,
                                    "tanh");
    Loss loss = loss_named("softmax cross-entropy");
    Trainer trainer = trainer_new(network, loss, SAMPLES, BATCH);
    Cache cache = cache_new(network, SAMPLES);
    Gradients gradients = gradients_new(network, SAMPLES);
    LayerHealth health[LAYERS];
    Progress progress = progress_begin("saturated", losses.rows);
    for (size_t s = 0; s < losses.rows; s++) {
        Random random = random_seed(choice->common.seed + s);
        network_init(network, init, &random);
        network_forward(&cache, network, digits.x);
        network_backward(&gradients, network, &cache, digits.y, loss);
        network_health(health, &cache);
        for (size_t l = 0; l < LAYERS; l++) {
            matrix_at(flat, s, l) = health[l].saturated;
            matrix_at(rms, s, l) = real_sqrt(mean_square(gradients.dz[l]));
        }
        seed_train(matrix_rows(losses, s, 1), &trainer, init, digits.x, digits.y,
                   (real)0.05, choice->common.seed + s);
        progress_step(&progress, s + 1);
    }
    progress_end(&progress);
    gradients_free(&gradients);
    cache_free(&cache);
    trainer_free(&trainer);
}

static void saturated_rows(Report *report, const char *scheme, size_t k, Matrix flat,
                           Matrix rms)
{
    for (size_t l = 0; l + 1 < LAYERS; l += 2) {
        real part = seeds_spread(flat, l).median, size = seeds_spread(rms, l).median;
        table_cells(report, "%s|%zu|%.1f%%{saturated.%zu.%zu.part}|%.1e{.dz}",
                    l == 0 ? scheme : "", l + 1, part, k, l + 1, size);
    }
}

void saturated(Report *report, Digits digits, const Choice *choice)
{
    const char *schemes[] = {"unit normal", "xavier normal"};
    size_t epochs = choice->common.epochs ? choice->common.epochs : 6;
    Matrix flat = matrix_new(choice->seeds, LAYERS),
           rms = matrix_new(flat.rows, LAYERS);
    Matrix losses = matrix_new(choice->seeds, epochs);
    Spread last[2];
    table_begin(report, "scheme|layer|saturated|rms of dz");
    for (size_t k = 0; k < 2; k++) {
        run_tanh(flat, rms, losses, init_named(schemes[k]), digits, choice);
        saturated_rows(report, schemes[k], k, flat, rms);
        last[k] = seeds_spread(losses, epochs - 1);
        real first = seeds_spread(rms, 0).median, top = seeds_spread(rms, 8).median;
        report_value(report, first / top, "saturated.%zu.growth", k);
        report_value(report, last[k].median, "saturated.%zu.median", k);
        report_value(report, last[k].low, "saturated.%zu.low", k);
        report_value(report, last[k].high, "saturated.%zu.high", k);
    }
    report_block(report, "saturated", "%d tanh layers before learning, %zu starts",
                 LAYERS, choice->seeds);
    table_print(report);
    for (size_t k = 0; k < 2; k++)
        report_line(report, "  loss after %zu epochs, %s: %.3f to %.3f, median %.3f",
                    epochs, schemes[k], last[k].low, last[k].high, last[k].median);
    matrix_free(&flat);
    matrix_free(&rms);
    matrix_free(&losses);
}

/* --- dead --------------------------------------------------------------------- */

/* Four ReLU layers and the room to train and to look into them. */
typedef struct Patient {
    Network network; // the trainer's
    Trainer trainer;
    Cache cache;
    LayerHealth health[FEW];
} Patient;

static real train(Patient *patient, Digits digits, size_t epochs, real rate)
{
    Random order = random_seed(0);
    real loss = 0;
    for (size_t epoch = 0; epoch < epochs; epoch++)
        loss = train_epoch(&patient->trainer, digits.x, digits.y, rate, &order);
    return loss;
}

/* How many hidden layers are dead; where redraw is not NULL, those are drawn anew. */
static size_t examine(Patient *patient, Digits digits, Random *redraw)
{
    size_t found = 0;
    network_forward(&patient->cache, patient->network, digits.x);
    network_health(patient->health, &patient->cache);
    for (size_t l = 0; l + 1 < FEW; l++) {
        if (!layer_is_dead(patient->health[l])) continue;
        found++;
        if (redraw) layer_init(patient->network.layers[l], init_named("he"), redraw);
    }
    return found;
}

/* Kills layer 2 of every start, trains, mends it, trains: columns of losses and found
 * are as it was born, killed, mended. */
static void kill_and_mend(Patient *patient, Matrix losses, Matrix found, Digits digits,
                          const Choice *choice)
{
    size_t epochs = choice->common.epochs ? choice->common.epochs : 12;
    for (size_t s = 0; s < losses.rows; s++) {
        Random random = random_seed(choice->common.seed + s);
        network_init(patient->network, init_named("he"), &random);
        matrix_at(found, s, 0) = (real)examine(patient, digits, NULL);
        matrix_fill(patient->network.layers[1].b, -20); // below what any z makes good
        matrix_at(found, s, 1) = (real)examine(patient, digits, NULL);
        matrix_at(losses, s, 0) = train(patient, digits, epochs, (real)0.05);
        examine(patient, digits, &random);
        matrix_at(found, s, 2) = (real)examine(patient, digits, NULL);
        matrix_at(losses, s, 1) = train(patient, digits, epochs, (real)0.05);
    }
}

static void print_mended(Report *report, Matrix losses, Matrix found)
{
    const char *states[] = {"as drawn by he", "biases of layer 2 at -20",
                            "dead layers drawn anew"};
    table_begin(report, "state|dead layers|trained, lowest|median|highest");
    for (size_t k = 0; k < 3; k++) {
        Spread last = seeds_spread(losses, k > 0 ? k - 1 : 0);
        table_cells(report, "%s|%g", states[k], seeds_spread(found, k).median);
        table_cells(report, k ? "%.3f" : " ", last.low);
        table_cells(report, k ? "%.3f" : " ", last.median);
        table_cells(report, k ? "%.3f" : " ", last.high);
        report_value(report, seeds_spread(found, k).low, "dead.%zu.fewest", k);
        report_value(report, seeds_spread(found, k).high, "dead.%zu.most", k);
        report_value(report, last.low, "dead.%zu.low", k);
        report_value(report, last.median, "dead.%zu.median", k);
        report_value(report, last.high, "dead.%zu.high", k);
    }
    table_print(report);
}

/* One epoch at each rate: units that died, networks that did or that blew up. */
static void rates(Report *report, Patient *patient, Digits digits, const Choice *choice)
{
    const real tried[] = {(real)0.05, (real)0.5, 1, 2};
    table_begin(report, "rate|dead units|with a dead layer|blown up|sound");
    for (size_t k = 0; k < 4; k++) {
        size_t units = 0, layers = 0, blown = 0;
        for (size_t s = 0; s < choice->seeds; s++) {
            Random random = random_seed(choice->common.seed + s);
            network_init(patient->network, init_named("he"), &random);
            train(patient, digits, 1, tried[k]);
            size_t found = examine(patient, digits, NULL);
            bool bad = !isfinite(patient->health[FEW - 1].z_square);
            blown += bad;
            layers += !bad && found > 0;
            for (size_t l = 0; l + 1 < FEW; l++) units += patient->health[l].dead;
        }
        size_t all = choice->seeds * (FEW - 1) * WIDTH;
        size_t sound = choice->seeds - layers - blown;
        table_cells(report,
                    "%.2f|%.1f%%{rates.%zu.units}|%zu{.layers}|%zu{.blown}|"
                    "%zu{.sound}",
                    tried[k], (double)units / (double)all, k, layers, blown, sound);
    }
    report_block(report, "rates", "%d ReLU layers after one epoch, %zu starts a rate",
                 FEW, choice->seeds);
    table_print(report);
}

void dead(Report *report, Digits digits, const Choice *choice)
{
    Network network = network_stack(FEW, digits.x.cols, WIDTH, digits.y.cols, "relu");
    Loss loss = loss_named("softmax cross-entropy");
    Patient patient = {.network = network,
                       .trainer = trainer_new(network, loss, SAMPLES, BATCH),
                       .cache = cache_new(network, SAMPLES)};
    Matrix losses = matrix_new(choice->seeds, 2), found = matrix_new(choice->seeds, 3);
    kill_and_mend(&patient, losses, found, digits, choice);
    report_block(report, "dead", "%d ReLU layers, one killed and mended, %zu starts",
                 FEW, choice->seeds);
    print_mended(report, losses, found);
    rates(report, &patient, digits, choice);
    matrix_free(&losses);
    matrix_free(&found);
    cache_free(&patient.cache);
    trainer_free(&patient.trainer);
}
