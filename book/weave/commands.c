/* The commands on texts and exercises: update, check, starter, solution, hint. */
#include "commands.h"

#include <stdlib.h>

#include "exercise.h"
#include "weave.h"

/* Reads all files and takes up their labels. The caller frees each text. */
static Text *read_texts(const Options *options, Book *book, Problems *problems)
{
    size_t capacity = 0;
    size_t count = (size_t)options->file_count;
    Text *texts = array_grow(NULL, count, &capacity, sizeof *texts);
    for (size_t i = 0; i < count; i++) {
        const char *path = options->files[i];
        texts[i] = (Text){0};
        const char *reason = text_read(&texts[i], path);
        if (reason != NULL) {
            problem(problems, path, 1, "%s; wanted a text to weave", reason);
        } else {
            Span text = text_span(&texts[i]);
            weave_collect(book, path, text.data, text.size, problems);
        }
    }
    return texts;
}

/* Writes what weaving made of a text, when that is something else. */
static void write_changed(const char *path, const Text *text, const Text *woven,
                          Problems *problems)
{
    if (span_equal(text_span(text), text_span(woven))) return;
    const char *reason = text_write(text_span(woven), path);
    if (reason != NULL) problem(problems, path, 1, "%s; it stays as it was", reason);
    else printf("weave: updated %s\n", path);
}

static int weave_files(const Options *options, Book *book, Problems *problems)
{
    Text *texts = read_texts(options, book, problems);
    for (int i = 0; i < options->file_count; i++) {
        const char *path = options->files[i];
        Text woven = {0};
        Span text = text_span(&texts[i]);
        if (texts[i].data != NULL) {
            weave_text(book, path, text.data, text.size, &woven, problems);
            if (!book->checking) write_changed(path, &texts[i], &woven, problems);
        }
        text_free(&woven);
        text_free(&texts[i]);
    }
    free(texts);
    book_free(book);
    return 0;
}

int update_command(const Options *options, Problems *problems)
{
    Book book = {.run = options->run, .chapter = options->chapter};
    return weave_files(options, &book, problems);
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

int check_command(const Options *options, Problems *problems)
{
    Book book = {.run = options->run, .chapter = options->chapter, .checking = true};
    weave_files(options, &book, problems);
    if (problems->count > 0) return 1;
    Tally t = book.tally;
    printf("weave-check: %zu text%s, %zu listing%s, %zu output%s, %zu number%s, "
           "%zu equation%s: all come out of the run\n", t.texts, plural(t.texts),
           t.listings, plural(t.listings), t.outputs, plural(t.outputs), t.numbers,
           plural(t.numbers), t.equations, plural(t.equations));
    return 0;
}

/* Reads the file of an exercise; adds a problem when it cannot. */
static bool read_file(const char *path, Text *source, Problems *problems)
{
    const char *reason = text_read(source, path);
    if (reason != NULL) problem(problems, path, 1, "%s; wanted an exercise", reason);
    return reason == NULL;
}

/* Prints what `extract` makes of an exercise's file. */
static int print_part(const Options *options, Problems *problems,
                      bool extract(Text *, const char *, Span, Problems *))
{
    const char *path = options->files[0];
    Text source = {0};
    Text out = {0};
    if (read_file(path, &source, problems)) {
        extract(&out, path, text_span(&source), problems);
        fwrite(text_string(&out), 1, out.size, stdout);
    }
    text_free(&source);
    text_free(&out);
    return 0;
}

int starter_command(const Options *options, Problems *problems)
{
    return print_part(options, problems, exercise_starter);
}

int solution_command(const Options *options, Problems *problems)
{
    return print_part(options, problems, exercise_solution);
}

int hint_command(const Options *options, Problems *problems)
{
    const char *path = options->files[0];
    int number = atoi(options->files[1]);
    Text source = {0};
    Exercise exercise = {0};
    if (read_file(path, &source, problems)
        && exercise_read(&exercise, path, text_span(&source), problems)) {
        if (number >= 1 && (size_t)number <= exercise.hint_count) {
            fputs(text_string(&exercise.hints[number - 1]), stdout);
        } else {
            problem(problems, path, 1, "no hint %s; there are %zu", options->files[1],
                    exercise.hint_count);
        }
    }
    exercise_free(&exercise);
    text_free(&source);
    return 0;
}
