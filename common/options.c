#include "options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_OPTIONS = 32, USAGE_STATUS = 2 };

static const char *const ARGUMENT[] = {
    [OPTION_FLAG] = "",      [OPTION_COUNT] = " COUNT", [OPTION_SEED] = " SEED",
    [OPTION_RATE] = " RATE", [OPTION_TEXT] = " PATH",   [OPTION_LIST] = " LIST",
};
static const char *const WANTED[] = {
    [OPTION_FLAG] = "nothing",
    [OPTION_COUNT] = "a whole number from 1 to 1000000000",
    [OPTION_SEED] = "a whole number from 0 to 18446744073709551615",
    [OPTION_RATE] = "a number above 0",
    [OPTION_TEXT] = "a path",
    [OPTION_LIST] = "a list",
};

static void add(Option *table, size_t *count, Option option)
{
    if (option.help && *count < MAX_OPTIONS) table[(*count)++] = option;
}

static size_t collect(Option *table, Options *o, Usage usage)
{
    size_t n = 0;
    add(table, &n, (Option){"--seed", OPTION_SEED, &o->seed, usage.seed});
    add(table, &n, (Option){"--epochs", OPTION_COUNT, &o->epochs, usage.epochs});
    add(table, &n,
        (Option){"--learning-rate", OPTION_RATE, &o->learning_rate,
                 usage.learning_rate});
    if (usage.learning_rate)
        add(table, &n,
            (Option){"--lr", OPTION_RATE, &o->learning_rate,
                     "short for --learning-rate"});
    add(table, &n, (Option){"--data", OPTION_TEXT, &o->data, usage.data});
    add(table, &n, (Option){"--out", OPTION_TEXT, &o->out, usage.out});
    for (const Option *extra = usage.extra; extra && extra->name; extra++)
        add(table, &n, *extra);
    return n;
}

static void print_help(const Option *table, size_t count, Usage usage)
{
    printf("%s: %s\n\nusage: %s [option ...]\n\n", usage.program, usage.purpose,
           usage.program);
    for (size_t i = 0; i < count; i++) {
        char left[48];
        snprintf(left, sizeof left, "%s%s", table[i].name, ARGUMENT[table[i].kind]);
        printf("  %-24s %s\n", left, table[i].help);
    }
    printf("  %-24s %s\n", "--help", "print this and stop");
}

/* How many letters of two names differ: enough to guess what was meant. */
static size_t distance(const char *a, const char *b)
{
    enum { LONGEST = 40 };
    size_t row[LONGEST + 1], n = strlen(b);
    if (n > LONGEST) return LONGEST;
    for (size_t j = 0; j <= n; j++) row[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t change = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            size_t best = row[j - 1] < row[j] ? row[j - 1] + 1 : row[j] + 1;
            row[j] = change < best ? change : best;
        }
    }
    return row[n];
}

static _Noreturn void unknown(const Option *table, size_t count, const char *program,
                              const char *given)
{
    enum { FAR = 4, LONGEST = 60 };
    char name[LONGEST + 1]; // what was given, without its =value
    snprintf(name, sizeof name, "%.*s", (int)strcspn(given, "="), given);
    const char *nearest = "--help";
    size_t best = distance(name, nearest);
    for (size_t i = 0; i < count; i++)
        if (distance(name, table[i].name) < best) {
            best = distance(name, table[i].name);
            nearest = table[i].name;
        }
    fflush(stdout);
    fprintf(stderr, "%s: unknown option '%.60s'; ", program, given);
    if (best < FAR)
        fprintf(stderr, "did you mean %s? (--help lists them all)\n", nearest);
    else
        fprintf(stderr, "--help lists them all\n");
    exit(USAGE_STATUS);
}

static bool parse_whole(const char *text, uint64_t least, uint64_t most, uint64_t *out)
{
    char *end;
    if (text[0] < '0' || text[0] > '9') return false;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    if (*end || errno || value < least || value > most) return false;
    *out = value;
    return true;
}

static bool parse_rate(const char *text, real *out)
{
    char *end;
    if (!*text || text[strspn(text, "+-.0123456789eE")]) return false;
    real value = (real)strtod(text, &end);
    if (*end || end == text || !(value > 0) || isinf(value)) return false;
    *out = value;
    return true;
}

static bool assign(Option option, const char *text)
{
    uint64_t whole;
    switch (option.kind) {
    case OPTION_COUNT:
        if (!parse_whole(text, 1, 1000000000, &whole)) return false;
        *(size_t *)option.target = (size_t)whole;
        return true;
    case OPTION_SEED: return parse_whole(text, 0, UINT64_MAX, option.target);
    case OPTION_RATE: return parse_rate(text, option.target);
    case OPTION_LIST:
    case OPTION_TEXT: *(const char **)option.target = text; return *text != 0;
    default: *(bool *)option.target = true; return true;
    }
}

void options_parse(Options *options, Usage usage, int argc, char **argv)
{
    Option table[MAX_OPTIONS];
    size_t count = collect(table, options, usage);
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--help") == 0) {
            print_help(table, count, usage);
            exit(fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE);
        }
        // both `--seed 7` and `--seed=7`
        size_t length = strcspn(argv[i], "="), chosen = 0;
        while (chosen < count && (strlen(table[chosen].name) != length ||
                                  memcmp(table[chosen].name, argv[i], length) != 0))
            chosen++;
        if (chosen == count) unknown(table, count, usage.program, argv[i]);

        Option option = table[chosen];
        const char *text = argv[i][length] ? argv[i] + length + 1 : NULL;
        bool behind = !text && option.kind != OPTION_FLAG && i + 1 < argc;
        if (behind) text = argv[++i];
        bool good = option.kind == OPTION_FLAG ? !text : text != NULL;
        if (behind && strncmp(text, "--", 2) == 0) good = false; // the next option
        if (!good || !assign(option, text ? text : "")) {
            fflush(stdout);
            fprintf(stderr, "%s: %s takes %s, not '%.60s'\n", usage.program,
                    option.name, WANTED[option.kind], text ? text : "");
            exit(USAGE_STATUS);
        }
    }
}
