#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "text.h"

typedef struct {
    const char *word;
    Command *command;
    int at_least;            /* files */
    int at_most;
} Known;

enum { ANY_NUMBER = 1000000 };

static const Known known[] = {
    {"update", update_command, 1, ANY_NUMBER}, {"check", check_command, 1, ANY_NUMBER},
    {"trace", trace_command, 1, ANY_NUMBER},   {"lint", lint_command, 1, 1},
    {"starter", starter_command, 1, 1},        {"solution", solution_command, 1, 1},
    {"hint", hint_command, 2, 2},
};

static bool refuse(const char *what, const char *word)
{
    fprintf(stderr, "weave: %s '%s'; 'weave --help' lists what there is\n", what, word);
    return false;
}

static const Known *find_command(const char *word)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(known[i].word, word) == 0) return &known[i];
    }
    return NULL;
}

/* Takes the option `word` with its `value`, NULL at the end of the line. */
static bool take_option(Options *options, const char *word, const char *value)
{
    bool chapter = strcmp(word, "--chapter") == 0;
    bool run = strcmp(word, "--run") == 0;
    bool tests = strcmp(word, "--tests") == 0;
    bool also = strcmp(word, "--also") == 0;
    if (!chapter && !run && !tests && !also) return refuse("unknown option", word);
    if (value == NULL) return refuse("no value behind the option", word);
    if (run) options->run = value;
    if (tests) options->tests = value;
    if (also) options->also[options->also_count++] = value;
    if (chapter) {
        options->chapter = atoi(value);
        if (strspn(value, "0123456789") != strlen(value) || strlen(value) > 2
            || value[0] == '\0') {
            return refuse("no chapter number", value);
        }
    }
    return true;
}

/* An empty list with room for `count` words. */
static const char **new_list(size_t count)
{
    size_t capacity = 0;
    return array_grow(NULL, count, &capacity, sizeof(const char *));
}

bool options_read(Options *options, int count, char **words)
{
    *options = (Options){.run = "build/run"};
    if (count == 0) return refuse("no command", "");
    const Known *found = find_command(words[0]);
    if (found == NULL && words[0][0] == '-') return refuse("unknown option", words[0]);
    if (found == NULL) return refuse("unknown command", words[0]);

    options->command = found->command;
    options->also = new_list((size_t)count);
    options->files = new_list((size_t)count);
    bool good = true;
    for (int i = 1; i < count && good; i++) {
        if (strncmp(words[i], "--", 2) != 0) {
            options->files[options->file_count++] = words[i];
        } else {
            good = take_option(options, words[i], i + 1 < count ? words[i + 1] : NULL);
            i++;
        }
    }
    if (good && (options->file_count < found->at_least
                 || options->file_count > found->at_most)) {
        good = refuse("the wrong number of files for", words[0]);
    }
    if (!good) options_free(options);
    return good;
}

void options_free(Options *options)
{
    free(options->also);
    free(options->files);
    *options = (Options){0};
}
