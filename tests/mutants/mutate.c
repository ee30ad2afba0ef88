/* mutate: every small mistake that the solution of an exercise, or a module, could have.
 *
 *     mutate C-FILE FOLDER FIRST-LAST ...
 *     mutate --module C-FILE FOLDER
 *
 * writes FOLDER/001.c, 002.c, ..., each the file with one change: in these lines, which
 * are an exercise's solution, or in any body of a module. It prints a line for each: a hash to
 * sort by, the number, `the line before => the line after`, and for a module the
 * function, fields apart by tabs. A change that is no C is for the compiler to refuse. */
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ctoken.h"

enum { MOST_TOKENS = 8192, MOST_TEXT = 400 };

typedef struct Source {
    Span all;
    const char *folder;
    Token tokens[MOST_TOKENS];
    bool ours[MOST_TOKENS]; // stands in a solution, or in a body
    char **lines;           // of the solution, to NULL
    size_t count, mutants;
    bool module;
    Span function; // that the change is in, of a module
} Source;

static Span text_of(const Source *s, size_t i)
{
    return i < s->count ? token_span(s->all, s->tokens[i]) : span_of("");
}

static bool is(const Source *s, size_t i, const char *string)
{
    return span_is(text_of(s, i), string);
}

static bool is_any(const Source *s, size_t i, const char *const *strings)
{
    for (; *strings; strings++)
        if (is(s, i, *strings)) return true;
    return false;
}

static bool is_name(const Source *s, size_t i)
{
    static const char *const keywords[] = {
        "if",     "for",    "while",   "return",  "else", "do",       "switch",
        "case",   "break",  "static",  "const",   "enum", "continue", "goto",
        "struct", "sizeof", "typedef", "default", NULL};
    return i < s->count && s->tokens[i].kind == TOKEN_WORD && !is_any(s, i, keywords);
}

/* Whether a line, from 1, is of the solution. */
static bool is_ours(const Source *s, size_t line)
{
    for (char **range = s->lines; *range; range++) {
        size_t first = 0, last = 0;
        if (sscanf(*range, "%zu-%zu", &first, &last) == 2 && line >= first &&
            line <= last)
            return true;
    }
    return false;
}

/* Operators of two characters are one token here. A module's tokens are all ours. */
static void read_tokens(Source *s)
{
    static const char *const pairs[] = {"<=", ">=", "==", "!=", "&&", "||", "+=", "-=",
                                        "*=", "/=", "++", "--", "->", "<<", ">>", NULL};
    size_t line = 1, at = 0;
    for (Token t; (t = token_next_code(s->all, at)).kind != TOKEN_END; at = t.end) {
        for (size_t i = at; i < t.begin; i++) line += s->all.data[i] == '\n';
        Span two = span_slice(s->all, t.begin, t.begin + 2);
        for (size_t k = 0; t.kind == TOKEN_PUNCTUATION && pairs[k]; k++)
            if (span_is(two, pairs[k])) t.end = t.begin + 2;
        if (s->count == MOST_TOKENS) exit(1);
        s->ours[s->count] = s->module || is_ours(s, line);
        s->tokens[s->count++] = t;
    }
}

/* Adds bytes to the line, every run of white space as one space. */
static void squeeze(char *line, const char *text, size_t size)
{
    size_t used = strlen(line);
    for (size_t i = 0; i < size && used + 1 < 4 * MOST_TEXT; i++) {
        char c = isspace((unsigned char)text[i]) ? ' ' : text[i];
        if (c != ' ' || (used > 0 && line[used - 1] != ' ')) line[used++] = c;
    }
    line[used] = 0;
}

/* The mutant in which bytes begin to end - 1 read `text`. */
static void mutant(Source *s, size_t begin, size_t end, const char *text)
{
    const char *data = s->all.data;
    size_t first = begin, last = end;
    while (first > 0 && data[first - 1] != '\n') first--;
    while (last < s->all.size && data[last] != '\n') last++;
    char key[12 * MOST_TEXT] = "", part[4 * MOST_TEXT] = "";
    squeeze(part, data + first, last - first);
    strcat(strcpy(key, part), " => ");
    *part = 0;
    squeeze(part, data + first, begin - first);
    squeeze(part, text, strlen(text));
    squeeze(part, data + end, last - end);
    strcat(key, part);
    if (s->module)
        snprintf(key + strlen(key), sizeof key - strlen(key), "\t%.*s",
                 (int)s->function.size, s->function.data);
    uint32_t hash = 2166136261u;
    for (const char *c = key; *c; c++) hash = (hash ^ (uint8_t)*c) * 16777619u;

    char path[4096];
    snprintf(path, sizeof path, "%s/%03zu.c", s->folder, ++s->mutants);
    FILE *file = fopen(path, "w");
    if (!file || fwrite(data, 1, begin, file) != begin || fputs(text, file) == EOF ||
        fwrite(data + end, 1, s->all.size - end, file) != s->all.size - end ||
        fclose(file) != 0) {
        perror(path);
        exit(1);
    }
    printf("%08x\t%03zu\t%s\n", (unsigned)hash, s->mutants, key);
}

static void replace(Source *s, size_t i, const char *text)
{
    mutant(s, s->tokens[i].begin, s->tokens[i].end, text);
}

/* Token i with something in front of it, or around it. */
static void dress(Source *s, size_t i, const char *before, const char *after)
{
    char text[MOST_TEXT];
    Span t = text_of(s, i);
    snprintf(text, sizeof text, "%s%.*s%s", before, (int)t.size, t.data, after);
    replace(s, i, text);
}

/* Operators, comparisons, and the two counts of a matrix. */
static void mutate_operator(Source *s, size_t i)
{
    static const char *const changes[][3] = {
        {"+", "-"},        {"-", "+"},       {"*", "/"},        {"/", "*"},
        {"%", "/"},        {"<", "<=", ">"}, {">", ">=", "<"},  {"<=", "<"},
        {">=", ">"},       {"==", "!="},     {"!=", "=="},      {"&&", "||"},
        {"||", "&&"},      {"!", ""},        {"+=", "-=", "="}, {"-=", "+=", "="},
        {"*=", "/=", "="}, {"/=", "*=", "="}};
    static const char *const unary[] = {
        "(", ",",  "=",  "return", "?",  ":",  "*", "/", "<",
        ">", "<=", ">=", "+",      "&&", "||", "{", NULL};
    if (is(s, i, "-") && i > 0 && is_any(s, i - 1, unary)) {
        replace(s, i, "");
        return;
    }
    for (size_t k = 0; k < sizeof changes / sizeof changes[0]; k++)
        for (size_t to = 1; is(s, i, changes[k][0]) && to < 3 && changes[k][to]; to++)
            replace(s, i, changes[k][to]);
    if (i > 0 && (is(s, i - 1, ".") || is(s, i - 1, "->"))) {
        if (is(s, i, "rows")) replace(s, i, "cols");
        if (is(s, i, "cols")) replace(s, i, "rows");
    }
}

/* A number one larger; the size of an array in its declaration stays. */
static void mutate_number(Source *s, size_t i)
{
    bool size = i > 1 && is(s, i - 1, "[") && is(s, i + 1, "]") &&
                (is_name(s, i - 3) || is(s, i - 3, ","));
    if (s->tokens[i].kind != TOKEN_NUMBER || size) return;
    if (is(s, i, "0"))
        replace(s, i, "1");
    else
        dress(s, i, "(", " + 1)");
}

/* The sign and the size of a name or a call that arithmetic uses. */
static void mutate_operand(Source *s, size_t i)
{
    static const char *const around[] = {"+", "-", "*", "/", "+=", "-=", "*=", NULL};
    static const char *const before[] = {"=", "return", "(",  ",", "+", "-", "*",
                                         "/", "+=",     "-=", "?", ":", NULL};
    if (!is_name(s, i) || i == 0) return;
    bool call = is(s, i + 1, "(");
    if (call && is_any(s, i - 1, before)) {
        dress(s, i, "-", "");
        dress(s, i, "2 * ", "");
    }
    if (!call && (is_any(s, i - 1, around) || is_any(s, i + 1, around)) &&
        is_any(s, i - 1, before) && !is(s, i + 1, ".") && !is(s, i + 1, "->") &&
        !is(s, i + 1, "["))
        dress(s, i, "(-", ")");
}

/* The token behind the argument that begins at i; s->count when there is none. */
static size_t argument_end(const Source *s, size_t i)
{
    for (int depth = 0; i < s->count; i++) {
        if (depth == 0 && (is(s, i, ",") || is(s, i, ")"))) return i;
        if (is(s, i, "(") || is(s, i, "[") || is(s, i, "{")) depth++;
        if (is(s, i, ")") || is(s, i, "]") || is(s, i, "}")) depth--;
        if (is(s, i, ";")) break;
    }
    return s->count;
}

/* Two neighbours among a call's arguments: swapped, and each in both places. */
static void mutate_arguments(Source *s, size_t i)
{
    static const char *const symmetric[] = {"vector_dot", "matrix_add", "fmax",
                                            "strcmp", NULL};
    if (!is_name(s, i) || !is(s, i + 1, "(")) return;
    bool swap = !is_any(s, i, symmetric);
    for (size_t a = i + 2; a < s->count;) {
        size_t comma = argument_end(s, a), b = comma + 1;
        if (!is(s, comma, ",")) return;
        size_t end = argument_end(s, b);
        if (end >= s->count) return;
        Span x = span_slice(s->all, s->tokens[a].begin, s->tokens[comma - 1].end);
        Span y = span_slice(s->all, s->tokens[b].begin, s->tokens[end - 1].end);
        size_t from = s->tokens[a].begin, to = s->tokens[end - 1].end;
        const Span left[] = {y, x, y}, right[] = {x, x, y};
        for (int k = swap ? 0 : 1; k < 3 && !span_equal(x, y); k++) {
            char text[MOST_TEXT];
            snprintf(text, sizeof text, "%.*s, %.*s", (int)left[k].size, left[k].data,
                     (int)right[k].size, right[k].data);
            if (x.size + y.size + 3 < MOST_TEXT) mutant(s, from, to, text);
        }
        a = b;
    }
}

/* A statement dropped (not one that only frees), a condition turned, a result negated
 * or one larger. */
static void mutate_statement(Source *s, size_t i)
{
    static const char *const starts[] = {";", "{", "}", ")", "else", NULL};
    bool condition = is(s, i, "if") || is(s, i, "while");
    if (condition && is(s, i + 1, "(")) replace(s, i + 1, "(!");
    size_t end = i;
    while (end < s->count && !is(s, end, ";")) end++;
    if (end >= s->count || end == i || i == 0) return;
    if (is(s, i, "return") && end > i + 1) {
        const char *const front[] = {"return -(", "return 1 + ("};
        for (int k = 0; k < 2; k++) {
            char text[MOST_TEXT];
            size_t from = s->tokens[i + 1].begin, to = s->tokens[end - 1].end;
            snprintf(text, sizeof text, "%s%.*s)", front[k], (int)(to - from),
                     s->all.data + from);
            mutant(s, s->tokens[i].begin, to, text);
        }
    }
    Span name = text_of(s, i);
    bool jump = is(s, i, "break") || is(s, i, "continue");
    bool plain = is_name(s, i) && !is_name(s, i + 1) && !is(s, i + 1, "*") &&
                 !span_ends(name, "free");
    if (is_any(s, i - 1, starts) && (jump || plain))
        mutant(s, s->tokens[i].begin, s->tokens[end].begin, "");
}

/* A term or a factor dropped, with the operator before it. */
static void drop_operand(Source *s, size_t i)
{
    static const char *const ends[] = {
        ",", ")", "]",  "}",  ";",  "?",  ":",  "<",  ">",
        "+", "-", "<=", ">=", "==", "!=", "&&", "||", NULL};
    static const char *const factors[] = {"*", "/", "%", NULL};
    bool factor = is_any(s, i, factors);
    if (i == 0 || !(factor || is(s, i, "+") || is(s, i, "-"))) return;
    bool binary = s->tokens[i - 1].kind == TOKEN_NUMBER || is_name(s, i - 1) ||
                  is(s, i - 1, ")") || is(s, i - 1, "]");
    size_t end = i + 1;
    for (int depth = 0; end < s->count; end++) {
        bool stop = is_any(s, end, ends) || (factor && is_any(s, end, factors));
        if (depth == 0 && end > i + 1 && stop) break;
        if (is(s, end, "(") || is(s, end, "[")) depth++;
        if (is(s, end, ")") || is(s, end, "]")) depth--;
        if (depth < 0 || is(s, end, ";")) return;
    }
    if (binary && end < s->count)
        mutant(s, s->tokens[i].begin, s->tokens[end].begin, "");
}

/* Another product, another operation of matrices, the first element for the i-th. */
static void mutate_call(Source *s, size_t i)
{
    static const char *const calls[][3] = {
        {"matrix_multiply", "matrix_multiply_at_b", "matrix_multiply_a_bt"},
        {"matrix_multiply_at_b", "matrix_multiply", "matrix_multiply_a_bt"},
        {"matrix_multiply_a_bt", "matrix_multiply", "matrix_multiply_at_b"},
        {"matrix_add", "matrix_subtract", "matrix_hadamard"},
        {"matrix_subtract", "matrix_add", NULL},
        {"matrix_hadamard", "matrix_add", NULL}};
    for (size_t k = 0; k < sizeof calls / sizeof calls[0]; k++)
        for (size_t to = 1; is(s, i, calls[k][0]) && to < 3 && calls[k][to]; to++)
            replace(s, i, calls[k][to]);
    if (i > 0 && is(s, i - 1, "[") && is_name(s, i) && is(s, i + 1, "]"))
        replace(s, i, "0");
}

/* What only modules get, so that the list of the exercises' mistakes stays. */
static void mutate_module(Source *s, size_t i)
{
    drop_operand(s, i);
    mutate_call(s, i);
}

/* Leaves only bodies: no prototype, no type above. Returns the depth behind token i, and
 * notes the function, or the table, that begins. */
static int follow_bodies(Source *s, size_t i, int depth)
{
    bool opens = is(s, i + 1, "(") || is(s, i + 1, "[") || is(s, i + 1, "=");
    if (depth == 0 && is_name(s, i) && opens) s->function = text_of(s, i);
    if (is(s, i, "{")) depth++;
    if (is(s, i, "}")) depth--;
    s->ours[i] = s->ours[i] && depth > 0;
    return depth;
}

static char *read_all(const char *path)
{
    static char data[1 << 18];
    FILE *file = fopen(path, "r");
    if (!file || fread(data, 1, sizeof data - 1, file) == sizeof data - 1) {
        fprintf(stderr, "mutate: cannot read %s\n", path);
        exit(1);
    }
    fclose(file);
    return data;
}

int main(int argc, char **argv)
{
    static Source source;
    source.module = argc == 4 && strcmp(argv[1], "--module") == 0;
    if (argc < 4) {
        fprintf(stderr, "usage: mutate C-FILE FOLDER FIRST-LAST ...\n"
                        "       mutate --module C-FILE FOLDER\n");
        return 2;
    }
    source.all = span_of(read_all(argv[1 + source.module]));
    source.folder = argv[2 + source.module];
    source.lines = argv + 3;
    read_tokens(&source);
    int depth = 0;
    for (size_t i = 0; i < source.count; i++) {
        if (source.module) depth = follow_bodies(&source, i, depth);
        if (!source.ours[i]) continue;
        mutate_operator(&source, i);
        mutate_number(&source, i);
        mutate_operand(&source, i);
        mutate_arguments(&source, i);
        mutate_statement(&source, i);
        if (source.module) mutate_module(&source, i);
    }
    return 0;
}
