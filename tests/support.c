#define _POSIX_C_SOURCE 200809L
#include "support.h"

#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

enum { KEPT = 8, STATEMENT_SECONDS = 15, LINES = 10 };

/* Under the address sanitizer too, memory that cannot be had is NULL. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "allocator_may_return_null=1";
}

/* The leak sanitizer looks at the runner's leaks when the runner exits, not at those of
 * each forked copy of it. */
static bool in_child;
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void)
{
    return in_child;
}

/* A sentence for REQUIRE_; a longer one is cut. */
static const char *sentence(const char *format, ...) CHECK_FORMAT(1, 2);
static const char *sentence(const char *format, ...)
{
    static char text[8192];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return text;
}

/* --- numbers ----------------------------------------------------------------- */

static bool close_enough(double got, double want, double relative, double floor)
{
    double larger = fabs(got) > fabs(want) ? fabs(got) : fabs(want);
    return got == want ||
           (isfinite(larger) && fabs(got - want) <= relative * larger + floor);
}

const char *numbers_close(double got, double want, double relative, double floor)
{
    if (close_enough(got, want, relative, floor)) return NULL;
    return sentence("%.17g, expected %.17g: they are %.3g apart, allowed is %.3g", got,
                    want, fabs(got - want), relative * fabs(want) + floor);
}

const char *matrices_close(Matrix got, Matrix want, double relative, double floor)
{
    if (got.rows != want.rows || got.cols != want.cols)
        return sentence("shape (%zu, %zu), expected (%zu, %zu)", got.rows, got.cols,
                        want.rows, want.cols);
    for (size_t i = 0; i < got.rows * got.cols; i++)
        if (!close_enough(got.data[i], want.data[i], relative, floor))
            return sentence("element (%zu, %zu) is %.17g, expected %.17g", i / got.cols,
                            i % got.cols, (double)got.data[i], (double)want.data[i]);
    return NULL;
}

real difference_step(void)
{
    return (real)cbrt((double)REAL_EPSILON);
}

double difference_error(double times)
{
    return times * pow((double)REAL_EPSILON, 2.0 / 3);
}

/* --- children ---------------------------------------------------------------- */

/* Starts a child whose stdout and stderr go into files without a name. */
Child child_start(void)
{
    Child child = {0, tmpfile(), tmpfile()};
    cr_assert(child.out && child.err, "no temporary file");
    fflush(NULL);
    child.pid = fork();
    cr_assert(child.pid >= 0, "cannot fork");
    if (child.pid > 0) return child;

    in_child = true;
    struct rlimit no_core = {0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    signal(SIGABRT, SIG_DFL);
    dup2(fileno(child.out), STDOUT_FILENO);
    dup2(fileno(child.err), STDERR_FILENO);
    alarm(STATEMENT_SECONDS);
    return child;
}

/* Not exit: what the test runner wants done at its end is not the child's to do. */
_Noreturn void child_end(void)
{
    fflush(NULL);
    _exit(0);
}

static char *slurp(FILE *file, size_t *size)
{
    fseek(file, 0, SEEK_END);
    *size = (size_t)ftell(file);
    rewind(file);
    char *text = malloc(*size + 1);
    cr_assert_not_null(text);
    *size = fread(text, 1, *size, file);
    text[*size] = 0;
    fclose(file);
    return text;
}

Outcome child_wait(Child child)
{
    static char *kept[KEPT][2];
    static size_t next;
    int status = 0;
    while (waitpid(child.pid, &status, 0) < 0) continue;

    Outcome outcome = {.status = WIFSIGNALED(status) ? -WTERMSIG(status)
                                                     : WEXITSTATUS(status)};
    char **texts = kept[next++ % KEPT];
    free(texts[0]);
    free(texts[1]);
    outcome.out = texts[0] = slurp(child.out, &outcome.out_size);
    outcome.err = texts[1] = slurp(child.err, &outcome.err_size);
    return outcome;
}

Outcome run(const char *format, ...)
{
    char command[4096];
    va_list arguments;
    va_start(arguments, format);
    int size = vsnprintf(command, sizeof command, format, arguments);
    va_end(arguments);
    cr_assert(size >= 0 && (size_t)size < sizeof command, "the command is too long");

    Child child = child_start();
    if (child.pid == 0) {
        alarm(0);
        execlp("timeout", "timeout", "-k", "5", "60", "sh", "-c", command,
               (char *)NULL);
        _exit(127);
    }
    return child_wait(child);
}

const char *is_outcome(Outcome o, int status, const char *out, const char *err)
{
    if (o.status == status && strcmp(o.out, out) == 0 && strcmp(o.err, err) == 0)
        return NULL;
    return sentence(
        "status %d, expected %d\nstdout: \"%s\"\nexpected \"%s\"\nstderr: \"%s\"\n"
        "expected \"%s\"",
        o.status, status, o.out, out, o.err, err);
}

/* The line may be a few lines below; a line of 0 stands for any line. */
const char *is_mistake(Outcome o, const char *line, Place place)
{
    char expected[1024];
    const char *slash = strrchr(place.file, '/'), *colon = strrchr(o.err, ':');
    int number = colon ? atoi(colon + 1) : 0;
    if (place.line > 0 && (number < place.line || number >= place.line + LINES))
        number = place.line;
    snprintf(expected, sizeof expected, "%s  [%s:%d]\n", line,
             slash ? slash + 1 : place.file, number);
    return is_outcome(o, -SIGABRT, "", expected);
}

/* --- files ------------------------------------------------------------------- */

static const char *join(const char *folder, const char *name)
{
    static char paths[KEPT][512];
    static size_t next;
    char *path = paths[next++ % KEPT];
    int size = snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    cr_assert(size > 0 && (size_t)size < sizeof paths[0], "the path is too long");
    return path;
}

const char *program_path(const char *name)
{
    const char *folder = getenv("BIN");
    return join(folder && *folder ? folder : "build/bin", name);
}

static char temporary_folder[] = "/tmp/nn-test-XXXXXX";
static bool temporary_made;

const char *temporary(const char *name)
{
    if (!temporary_made && in_child)
        check_mistake(HERE, "temporary", "the first call must not be in a child");
    if (!temporary_made) cr_assert_not_null(mkdtemp(temporary_folder));
    temporary_made = true;
    return join(temporary_folder, name);
}

void temporary_remove(void)
{
    if (temporary_made) run("rm -rf %s", temporary_folder);
    temporary_made = false;
}

void write_file(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    cr_assert_not_null(file, "%s: cannot be opened", path);
    cr_assert_eq(fwrite(bytes, 1, size, file), size);
    cr_assert_eq(fclose(file), 0);
}

void write_gzip(const char *path, const void *bytes, size_t size)
{
    gzFile file = gzopen(path, "wb");
    cr_assert_not_null(file, "%s: cannot be opened", path);
    cr_assert_eq(gzwrite(file, bytes, (unsigned)size), (int)size);
    cr_assert_eq(gzclose(file), Z_OK);
}

double program_value(const char *name)
{
    FILE *file = fopen(temporary("out/values.tsv"), "r");
    cr_assert_not_null(file, "no values");
    char line[256];
    double number = 0;
    bool found = false;
    while (!found && fgets(line, sizeof line, file)) {
        char *tab = strchr(line, '\t');
        cr_assert_not_null(tab, "a line without a tab: %s", line);
        *tab = 0;
        found = strcmp(line, name) == 0;
        number = strtod(tab + 1, NULL);
    }
    fclose(file);
    cr_assert(found, "values.tsv has no %s", name);
    return number;
}
