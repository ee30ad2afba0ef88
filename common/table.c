/* What a report prints: text with named numbers, and tables. */
#define _POSIX_C_SOURCE 200809L
#include "report.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* What is left of a format, and of its arguments. */
typedef struct Words {
    const char *format;
    va_list arguments;
} Words;

/* Takes the conversion that comes next ("%-8s", "%*d"), a star as the argument that it
 * stands for. Returns its last letter. */
static char take_conversion(Words *words, char *spec, size_t room)
{
    const char *begin = words->format;
    size_t size = 0;
    do {
        if (*words->format == 0 || size + 12 > room)
            check_mistake(HERE, "report", "unknown conversion '%.12s'", begin);
        if (*words->format == '*')
            size += (size_t)snprintf(spec + size, room - size, "%d",
                                     va_arg(words->arguments, int));
        else
            spec[size++] = *words->format;
    } while (!strchr("csdiuxefg", *words->format++));
    spec[size] = 0;
    return spec[size - 1];
}

/* Prints the next argument by its conversion. Returns its value. */
static double print_argument(Words *words, FILE *file)
{
#define PRINT(type, shown)                                                             \
    do {                                                                               \
        type x = va_arg(words->arguments, type);                                       \
        fprintf(file, spec, shown);                                                    \
        return (double)x;                                                              \
    } while (0)

    char spec[48], last = take_conversion(words, spec, sizeof spec);
    bool percent = strncmp(words->format + (*words->format == ' '), "%%", 2) == 0;
    if (strchr("efg", last)) PRINT(double, real_printable(percent ? 100 * x : x));
    if (strstr(spec, "ll")) PRINT(long long, x);
    if (strchr(spec, 'l')) PRINT(long, x);
    if (strchr(spec, 'z')) PRINT(size_t, x);
    if (last != 's') PRINT(int, x);
#undef PRINT
    fprintf(file, spec, va_arg(words->arguments, const char *));
    return NAN;
}

static void name_number(Report *report, Words *words, double number, char end);

/* Prints words up to the letter that ends them, and names the numbers in them. */
static void print_words(Report *report, FILE *file, Words *words, char end)
{
    bool after_number = false;
    double number = 0;
    while (*words->format && *words->format != end) {
        const char *at = words->format;
        if (at[0] == '%' && at[1] != '%') {
            number = print_argument(words, file);
            after_number = true;
        } else if (at[0] == '{' && after_number) {
            words->format++;
            name_number(report, words, number, '}');
            if (*words->format++ != '}')
                check_mistake(HERE, "report", "'%.40s': a name without its }", at);
        } else {
            fputc(*at, file);
            words->format += at[0] == '%' ? 2 : 1;
            after_number = after_number && (at[0] == '%' || at[1] == '%');
        }
    }
}

static void require_memory(const Report *report, bool there)
{
    Failure failure;
    failure_set(&failure, "no memory to print");
    if (!there) failure_exit(report->program, &failure);
}

/* Writes a value by the name in words, or by the last name with another ending. */
static void name_number(Report *report, Words *words, double number, char end)
{
    char *dot = *words->format == '.' ? strrchr(report->name, '.') : NULL;
    char *rest = dot ? dot : report->name;
    size_t room = sizeof report->name - (size_t)(rest - report->name);
    FILE *name = fmemopen(rest, room, "w");
    require_memory(report, name != NULL);
    print_words(report, name, words, end);
    if (fflush(name) != 0 || (size_t)ftell(name) >= room)
        check_mistake(HERE, "report", "'%.20s...': a name of more than %d letters",
                      report->name, (int)sizeof report->name - 1);
    fclose(name);
    if (report->values)
        fprintf(report->values, "%s\t%.17g\n", report->name, real_printable(number));
}

void report_block(Report *report, const char *name, const char *format, ...)
{
    printf("%s%s: ", report->blocks++ > 0 ? "\n" : "", name);
    Words words = {.format = format};
    va_start(words.arguments, format);
    print_words(report, stdout, &words, 0);
    va_end(words.arguments);
    putchar('\n');
}

void report_part(Report *report, const char *format, ...)
{
    Words words = {.format = format};
    va_start(words.arguments, format);
    print_words(report, stdout, &words, 0);
    va_end(words.arguments);
}

void report_line(Report *report, const char *format, ...)
{
    Words words = {.format = format};
    va_start(words.arguments, format);
    print_words(report, stdout, &words, 0);
    va_end(words.arguments);
    putchar('\n');
}

void report_value(Report *report, double value, const char *name, ...)
{
    Words words = {.format = name};
    va_start(words.arguments, name);
    name_number(report, &words, value, 0);
    va_end(words.arguments);
}

/* --- tables ------------------------------------------------------------------- */

void table_begin(Report *report, const char *heads)
{
    report->columns = 1;
    for (const char *c = heads; *c; c++) report->columns += *c == '|';
    if (report->table)
        check_mistake(HERE, "table_begin", "the table before is not printed");
    if (report->columns > TABLE_COLUMNS)
        check_mistake(HERE, "table_begin", "%zu columns, at most %d", report->columns,
                      TABLE_COLUMNS);
    report->table = open_memstream(&report->text, &report->size);
    require_memory(report, report->table != NULL);
    report->cells = report->columns;
    for (const char *c = heads; *c; c++) fputc(*c == '|' ? 0 : *c, report->table);
    fputc(0, report->table);
}

void table_cells(Report *report, const char *format, ...)
{
    Words words = {.format = format};
    va_start(words.arguments, format);
    do {
        print_words(report, report->table, &words, '|');
        fputc(0, report->table);
        report->cells++;
    } while (*words.format++ == '|');
    va_end(words.arguments);
}

/* A cell counts as a number when it begins like one and holds no blank. */
static bool is_number(const char *cell)
{
    size_t digits = strspn(cell, "+-.0123456789e%,");
    return (digits > 0 && cell[digits] == 0) || strcmp(cell, "nan") == 0 ||
           strcmp(cell, "inf") == 0 || strcmp(cell, "-inf") == 0;
}

/* Letters as a terminal shows them: in UTF-8 each has one byte that is no 10xxxxxx. */
static int letters(const char *text)
{
    int count = 0;
    for (; *text; text++) count += ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}

void table_print(Report *report)
{
    size_t columns = report->columns;
    int width[TABLE_COLUMNS] = {0};
    bool words[TABLE_COLUMNS] = {false}; // in this column: it is printed to the left
    if (!report->table)
        check_mistake(HERE, "table_print", "a table that was never begun");
    if (report->cells % columns != 0)
        check_mistake(HERE, "table_print", "the last row has %zu of %zu cells",
                      report->cells % columns, columns);
    require_memory(report, fclose(report->table) == 0);
    report->table = NULL;

    const char *cell = report->text;
    for (size_t i = 0; i < report->cells; i++, cell += strlen(cell) + 1) {
        int size = letters(cell);
        if (size > width[i % columns]) width[i % columns] = size;
        if (i >= columns && *cell && !is_number(cell)) words[i % columns] = true;
    }
    cell = report->text;
    for (size_t i = 0; i < report->cells; i++, cell += strlen(cell) + 1) {
        size_t j = i % columns;
        bool last = j + 1 == columns;
        int blanks = width[j] - letters(cell);
        if (words[j])
            printf("  %s%*s", cell, last ? 0 : blanks, "");
        else
            printf("  %*s%s", blanks, "", cell);
        if (last) putchar('\n');
    }
    free(report->text);
}
