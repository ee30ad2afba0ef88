/* commands: what the words of the command line do. */
#ifndef WEAVE_COMMANDS_H
#define WEAVE_COMMANDS_H

#include "problems.h"

typedef struct Options Options;

/* Runs, prints its result and adds to the problems; returns an exit status, which
 * becomes 1 when there are problems. */
typedef int Command(const Options *options, Problems *problems);

struct Options {
    Command *command;
    const char *run;         /* --run */
    const char *tests;       /* --tests, or NULL */
    int chapter;             /* --chapter */
    const char **also;       /* --also, also_count of them */
    int also_count;
    const char **files;      /* all words that are no options, file_count of them */
    int file_count;
};

/* Reads the words behind the program's name. Returns false after printing one line that
 * says what is wrong with them. options_free gives back what it took. */
bool options_read(Options *options, int count, char **words);
void options_free(Options *options);

Command update_command;
Command check_command;
Command trace_command;
Command lint_command;
Command starter_command;
Command solution_command;
Command hint_command;

#endif
