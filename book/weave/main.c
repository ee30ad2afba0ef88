/* The program weave: see `weave --help`. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "commands.h"

static int show_help(void)
{
    puts("weave keeps prose, code, output and numbers the same.\n"
         "\n"
         "  weave update [--run DIR] FILE...   rewrite the generated parts in place\n"
         "  weave check [--run DIR] FILE...    report all that is not as it should be\n"
         "  weave trace --tests DIR [--also DIR]... FILE...\n"
         "                                     the table of equation, code and test\n"
         "  weave lint DIR                     the rules for the code below DIR\n"
         "  weave starter FILE                 an exercise as the reader gets it\n"
         "  weave solution FILE                its solution\n"
         "  weave hint FILE N                  its Nth hint\n"
         "\n"
         "  --run DIR      holds chapterN/output.txt and values.tsv (build/run)\n"
         "  --chapter N    the chapter of a FILE whose folder is not NN-name (0)\n"
         "\n"
         "Exit status: 0 all is well, 1 it is not, 2 the command line is wrong.");
    return 0;
}

int main(int count, char **arguments)
{
    Options options = {0};
    if (count == 2 && strcmp(arguments[1], "--help") == 0) return show_help();
    if (!options_read(&options, count - 1, arguments + 1)) return 2;

    Problems problems = {0};
    int status = options.command(&options, &problems);
    if (problems_print(&problems, stderr) > 0 && status == 0) status = 1;
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "weave: the output cannot be written: %s\n", strerror(errno));
        status = 1;
    }
    problems_free(&problems);
    options_free(&options);
    return status;
}
