/* Runs a program from start to end, again and again. A line a round:
 *   PART  CASE  WHO  1  ROUND  MILLISECONDS
 * and, once, the most memory that a run had: PART-memory ... KILOBYTES.
 * usage: whole ROUNDS PART CASE WHO PROGRAM [ARGUMENT ...] */
#define _GNU_SOURCE
#include "measure.h"

#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

extern char **environ;

int main(int argc, char **argv)
{
    if (argc < 6) {
        fprintf(stderr, "usage: whole ROUNDS PART CASE WHO PROGRAM [ARGUMENT ...]\n");
        return 2;
    }
    posix_spawn_file_actions_t silent;
    posix_spawn_file_actions_init(&silent);
    posix_spawn_file_actions_addopen(&silent, 1, "/dev/null", 1 /* O_WRONLY */, 0);
    for (long round = 1, rounds = strtol(argv[1], NULL, 10); round <= rounds; round++) {
        pid_t child;
        int status, failed;
        double start = seconds_now();
        failed = posix_spawnp(&child, argv[5], &silent, NULL, argv + 5, environ);
        if (failed || waitpid(child, &status, 0) < 0 || status != 0) {
            fprintf(stderr, "whole: %s: %s\n", argv[5],
                    failed ? strerror(failed) : "does not end with status 0");
            return 1;
        }
        printf("%s\t%s\t%s\t1\t%ld\t%.4f\n", argv[2], argv[3], argv[4], round,
               1e3 * (seconds_now() - start));
    }
    struct rusage used;
    getrusage(RUSAGE_CHILDREN, &used);
    printf("%s-memory\t%s\t%s\t1\t1\t%ld\n", argv[2], argv[3], argv[4], used.ru_maxrss);
    return 0;
}
