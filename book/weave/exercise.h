/* exercise: the files that exercises are made of.
 *
 * The head of the file is one block comment, with every field below, in this order:
 *
 *     Exercise 1.2: Softplus
 *
 *     kind: code            (code, bug or project)
 *     difficulty: easy      (easy, medium or hard)
 *     minutes: 15
 *     points: 10
 *     needs: neuron.h
 *
 *     The statement: Markdown paragraphs, wrapped.
 *
 *     Hint 1: The first of up to five.
 *
 * A solution stands between BEGIN SOLUTION and STUB, and what the reader finds in its
 * place between STUB and END SOLUTION, inside a comment, so that the file compiles as
 * it is. */
#ifndef WEAVE_EXERCISE_H
#define WEAVE_EXERCISE_H

#include "problems.h"
#include "text.h"

enum { HINTS_AT_MOST = 5 };

/* Begins as {0}; exercise_free gives all back. */
typedef struct {
    Text number;
    Text title;
    Text kind;
    Text difficulty;
    Text needs;              /* may be empty */
    int minutes;
    int points;
    Text statement;          /* lines that end with LF */
    Text hints[HINTS_AT_MOST];
    size_t hint_count;
} Exercise;

/* Reads the head of an exercise. Returns false, with a problem that names file, line
 * and field, when one is missing or malformed. */
bool exercise_read(Exercise *exercise, const char *path, Span source,
                   Problems *problems);
void exercise_free(Exercise *exercise);

/* Appends the exercise as the text shows it, a Markdown quote without hints. */
void exercise_quote(const Exercise *exercise, Text *out);

/* Appends what the reader begins with: all that is outside of solutions, the stubs in
 * their place, and the head without hints. Returns false, with a problem, and appends
 * nothing when the markers do not pair. */
bool exercise_starter(Text *out, const char *path, Span source, Problems *problems);

/* Appends the solutions alone, with an empty line between two. The same otherwise. */
bool exercise_solution(Text *out, const char *path, Span source, Problems *problems);

#endif
