/* What the tests share: comparing numbers, the mistakes of a caller, programs that run
 * as children, files for a moment.
 *
 * A macro here fails the test in the place where it stands. Statements given to one
 * run in a forked child: what they change, the test does not see. */
#ifndef TESTS_SUPPORT_H
#define TESTS_SUPPORT_H

#include <criterion/criterion.h>

#include "check.h"
#include "matrix.h"

/* --- numbers ----------------------------------------------------------------- */

/* Requires |got - want| <= e (relative max(|got|, |want|) + floor), where e is the
 * epsilon of `real`: both tolerances count roundings, so they fit double and float.
 * Equal infinities are close; a NaN is close to nothing. */
#define CLOSE(got, want, relative, floor)                                              \
    REQUIRE_(numbers_close(got, want, (relative) * (double)REAL_EPSILON,               \
                           (floor) * (double)REAL_EPSILON))

/* Requires |got - want| <= tolerance, as it stands, in either precision. */
#define WITHIN(got, want, tolerance) REQUIRE_(numbers_close(got, want, 0, tolerance))

/* Requires equal shapes, and every element close as CLOSE has it. */
#define MATRIX_CLOSE(got, want, relative, floor)                                       \
    REQUIRE_(matrices_close(got, want, (relative) * (double)REAL_EPSILON,              \
                            (floor) * (double)REAL_EPSILON))

/* A matrix of zeros, of 24 numbers at most, where only its shape matters. */
#define ZEROS(rows, cols) matrix_view((real[24]){0}, rows, cols)

/* The step of a central difference that loses least where sizes are near 1: truncation,
 * h^2 times a third derivative, and rounding, epsilon / h, are then both about
 * epsilon^(2/3). And so many of these: the third derivatives, and the roundings that
 * meet in what is differenced. */
real difference_step(void);
double difference_error(double times);

/* What is not right, in a sentence; NULL when all is right. */
const char *numbers_close(double got, double want, double relative, double floor);
const char *matrices_close(Matrix got, Matrix want, double relative, double floor);

/* --- children ---------------------------------------------------------------- */

/* How a child ended: its exit status, or minus the signal that ended it; and what it
 * wrote. The texts last until eight children later. */
typedef struct Outcome {
    int status;
    const char *out, *err;
    size_t out_size, err_size;
} Outcome;

/* Runs a shell command (printf-like), for at most 60 seconds; then status is 124. */
Outcome run(const char *format, ...) CHECK_FORMAT(1, 2);

/* Runs statements in a forked child, for at most 15 seconds: outcome is an Outcome
 * that gets how it ended. A child that reaches the end of the statements exits
 * with 0. */
#define IN_CHILD(outcome, ...)                                                         \
    do {                                                                               \
        Child child_ = child_start();                                                  \
        if (child_.pid == 0) {                                                         \
            __VA_ARGS__;                                                               \
            child_end();                                                               \
        }                                                                              \
        (outcome) = child_wait(child_);                                                \
    } while (0)

/* Requires that the statements are a caller's mistake: that they abort, and that all
 * of stderr is `line  [test_x.c:LINE]`, LINE being one of the up to 10 lines that this
 * macro's use takes (compilers differ in which). */
#define MISTAKE(line, ...)                                                             \
    do {                                                                               \
        Place place_ = HERE;                                                           \
        Outcome mistake_;                                                              \
        IN_CHILD(mistake_, __VA_ARGS__);                                               \
        REQUIRE_(is_mistake(mistake_, line, place_));                                  \
    } while (0)

/* The same for a function that names its own place: `line  [file:any line]`. */
#define MISTAKE_IN(file, line, ...)                                                    \
    do {                                                                               \
        Outcome mistake_;                                                              \
        IN_CHILD(mistake_, __VA_ARGS__);                                               \
        REQUIRE_(is_mistake(mistake_, line, (Place){file, 0}));                        \
    } while (0)

/* Requires the exit status and all of stdout and stderr. */
#define OUTCOME(outcome, status, out, err)                                             \
    REQUIRE_(is_outcome(outcome, status, out, err))

const char *is_mistake(Outcome outcome, const char *line, Place place);
const char *is_outcome(Outcome outcome, int status, const char *out, const char *err);

typedef struct Child {
    int pid;
    FILE *out, *err;
} Child;

Child child_start(void); // pid is 0 in the child, whose output is caught
_Noreturn void child_end(void);
Outcome child_wait(Child child);

/* --- files ------------------------------------------------------------------- */

/* Where a built program is: in the folder that the environment's BIN names, or else in
 * build/bin. The answer lasts until eight calls later, as that of temporary. */
const char *program_path(const char *name);

/* A path in a folder that this test alone has: made at the first call, removed with all
 * that is in it by temporary_remove, for a suite's .fini. The first call is a mistake
 * in a child, which would have a folder of its own. */
const char *temporary(const char *name);
void temporary_remove(void);

/* Writes a file, plain or as gzip; fails the test when it cannot. */
void write_file(const char *path, const void *bytes, size_t size);
void write_gzip(const char *path, const void *bytes, size_t size);

/* Fails the test with the sentence that a check returned. */
#define REQUIRE_(check)                                                                \
    do {                                                                               \
        const char *wrong_ = (check);                                                  \
        cr_assert(wrong_ == NULL, "%s", wrong_);                                       \
    } while (0)

/* A number that the program's last run wrote into values.tsv, when its folder for output
 * was temporary("out"). */
double program_value(const char *name);

#endif
