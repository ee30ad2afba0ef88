/* What the files of chapter 8's program share: its options, the clock, the data, and
 * its experiments. */
#ifndef SPEED_MAIN_H
#define SPEED_MAIN_H

#include "fast.h"
#include "model.h"
#include "options.h"
#include "report.h"

typedef struct Settings {
    Options common;
    size_t size, threads, seeds, batch;
    bool exact, measured; // only blocks that are the same everywhere; only the others
} Settings;

/* --- main_clock.c: time ------------------------------------------------------- */

/* Seconds since some moment, by a clock that never goes back. */
double clock_now(void);

/* Of several runs of the same work: the fastest, the middle one, and the spread. */
typedef struct Timed {
    double best, middle, spread; // seconds, seconds, a part of the middle
} Timed;

enum { REPEATS = 9 };

/* Runs `work` once unseen and then REPEATS times. */
Timed timed(void (*work)(void *), void *with);

/* How many threads the rows with threads have: at least
 * two, where the build has any. */
size_t threads_to_show(const Settings *settings);

/* --- main_data.c: Fashion-MNIST ----------------------------------------------- */

typedef struct Fashion {
    Bytes files[4];
    Pixels train, test;
} Fashion;

/* From the four files of a folder; ends the program with status 1 without them. */
Fashion fashion_load(const char *folder);
void fashion_free(Fashion *fashion);
extern const char *const FASHION_NAMES[10];

/* --- the experiments ---------------------------------------------------------- */

/* main_exact.c: the same on every machine */
void work_of_a_sample(Report *report, const Settings *settings);
void bytes_of_a_model(Report *report);
void damaged(Report *report);

/* main_machine.c: the machine's limits */
typedef struct Machine {
    double peak, chain;           // operations a second, one thread
    double first, second, memory; // bytes a second, by where the numbers are
} Machine;

Machine machine(Report *report, const Settings *settings);

/* main_steps.c: one product */
void steps(Report *report, const Settings *settings, Machine machine);

/* main_train.c and main_fashion.c: Fashion-MNIST */
void parts(Report *report, const Settings *settings, Pixels train);
void training(Report *report, const Settings *settings, const Fashion *fashion);

/* main_wrong.c: what goes wrong */
void denormals(Report *report);
void false_sharing(Report *report, const Settings *settings);
void powers_of_two(Report *report);
void nothing_measured(Report *report, const Settings *settings);
void inside_noise(Report *report);

#endif
