# Answers that are none: for the functions that an exercise's file declares, C code that
# does what the environment's TRIVIAL says. `zeros`, `ones`, `nan` and `copy` (of the
# first input) go into the matrices that OUTPUTS names and are what a number's function
# returns; `exit`, `abort` and `loop` return nothing. With `record` the solution itself
# runs, and every matrix that it changes is noted in the file that RECORD names, as
# `function:0 `, to be the OUTPUTS of the others. With `near` the solution runs, and each
# of its numbers that is no whole one by type is a millionth too large.
# usage: awk -f tests/exercises/trivial.awk EXERCISE-FILE > trivial.c
/^[a-z][A-Za-z0-9_ *]*\(/ && !/^(static|typedef|enum|struct)/ { text = ""; open = 1 }
open {
    text = text " " $0
    if (/\)$/) open = 0 # a definition
    if (/;$/) { open = 0; declaration[++declarations] = text }
}

END {
    for (i = 1; i <= declarations; i++) {
        heads[i] = substr(declaration[i], 2, index(declaration[i], "(") - 2)
        name[i] = heads[i]; sub(/^.*[ *]/, "", name[i])
        print "#define " name[i] " right_" name[i]
    }
    print "#include <stdlib.h>\n#include \"" FILENAME "\""
    for (i = 1; i <= declarations; i++) print "#undef " name[i]
    helpers()
    for (i = 1; i <= declarations; i++) define(i)
}

function helpers() {
    print "#include <stdbool.h>\n#include <stdio.h>\n#include <string.h>\n#include <unistd.h>"
    print "#include \"matrix.h\""
    print "static bool trivial_is(const char *what) { return !strcmp(getenv(\"TRIVIAL\"), what); }"
    print "static void trivial_leave(void)\n{"
    print "    if (trivial_is(\"exit\")) exit(0);"
    print "    if (trivial_is(\"abort\")) abort();"
    print "    while (trivial_is(\"loop\")) pause();\n}"
    print "static double trivial_number(double given)\n{"
    print "    if (trivial_is(\"ones\")) return 1;"
    print "    if (trivial_is(\"nan\")) return NAN;"
    print "    return trivial_is(\"copy\") ? given : 0;\n}"
    print "static bool trivial_output(const char *function, int i)\n{"
    print "    char text[200];"
    print "    snprintf(text, sizeof text, \"%s:%d \", function, i);"
    print "    return strstr(getenv(\"OUTPUTS\"), text) != NULL;\n}"
    print "static void trivial_fill(const char *function, Matrix *const *all)\n{"
    print "    int input = 0;"
    print "    while (all[input] && trivial_output(function, input)) input++;"
    print "    const Matrix *from = all[input] ? all[input] : all[0];"
    print "    for (int k = 0; all[k]; k++)"
    print "        for (size_t i = 0; trivial_output(function, k) && i < all[k]->rows * all[k]->cols; i++)"
    print "            all[k]->data[i] = (real)trivial_number((double)from->data[i % (from->rows * from->cols)]);\n}"
    print "static real *trivial_copy(const Matrix *m)\n{"
    print "    size_t size = m->rows * m->cols * sizeof(real);"
    print "    return memcpy(malloc(size + 1), m->data, size);\n}"
    print "static void trivial_note(const char *function, int k, const Matrix *m, real *before)\n{"
    print "    if (memcmp(before, m->data, m->rows * m->cols * sizeof(real))) {"
    print "        FILE *file = fopen(getenv(\"RECORD\"), \"a\");"
    print "        fprintf(file, \"%s:%d \\n\", function, k);"
    print "        fclose(file);\n    }"
    print "    free(before);\n}"
    print "static void trivial_shift(const char *function, int k, Matrix *m)\n{"
    print "    for (size_t i = 0; trivial_output(function, k) && i < m->rows * m->cols; i++)"
    print "        m->data[i] *= 1 + (real)1 / (1 << 20);\n}"
    print "#define NEAR(to) _Generic(*(to), float: (*(float *)(to) *= (1 + 1.0f / (1 << 20))), " \
        "double: (*(double *)(to) *= (1 + 1.0 / (1 << 20))), default: 0)"
    print "#define GIVEN(x) _Generic((x), float: (x), double: (x), size_t: (x), int: (x), default: 0)"
    print "#define PUT(to, v) _Generic(*(to), float: (*(float *)(to) = (float)(v)), " \
        "double: (*(double *)(to) = (v)), bool: (*(bool *)(to) = (v) > 0), " \
        "int: (*(int *)(to) = (v) == (v) ? (int)(v) : -1), " \
        "size_t: (*(size_t *)(to) = (v) == (v) ? (size_t)(v) : (size_t)-1), default: 0)"
}

function define(k,    list, n, i, parts, arg, type, matrix, count, names, empty) {
    list = substr(declaration[k], index(declaration[k], "(") + 1)
    sub(/\);$/, "", list)
    n = split(list, parts, ",")
    count = 0; names = ""
    for (i = 1; i <= n; i++) {
        arg = parts[i]; sub(/\[.*/, "", arg); sub(/ +$/, "", arg)
        if (arg ~ /^ *(void)?$/) { n = 0; break }
        sub(/^.*[ *]/, "", arg)
        names = names (i > 1 ? ", " : "") arg
        if (i == 1) empty = arg
        if (parts[i] ~ /(^| )Matrix +[a-z]/) matrix[count++] = arg
    }
    type = heads[k]; sub(/[A-Za-z0-9_]+$/, "", type)
    print heads[k] "(" list ")\n{\n    trivial_leave();"
    printf "    Matrix *const trivial_all[] = {"
    for (i = 0; i < count; i++) printf "&%s, ", matrix[i]
    print "NULL};"
    print "    if (trivial_is(\"record\")) {"
    for (i = 0; i < count; i++) print "        real *trivial_before" i " = trivial_copy(trivial_all[" i "]);"
    print "        " (type ~ /^void *$/ ? "" : type " trivial_result = ") "right_" name[k] "(" names ");"
    for (i = 0; i < count; i++)
        print "        trivial_note(\"" name[k] "\", " i ", trivial_all[" i "], trivial_before" i ");"
    print "        return" (type ~ /^void *$/ ? "" : " trivial_result") ";\n    }"
    print "    if (trivial_is(\"near\")) {"
    print "        " (type ~ /^void *$/ ? "" : type " trivial_result = ") "right_" name[k] "(" names ");"
    for (i = 0; i < count; i++) print "        trivial_shift(\"" name[k] "\", " i ", trivial_all[" i "]);"
    if (type !~ /^void *$/ && type !~ /\*/) print "        NEAR(&trivial_result);"
    print "        return" (type ~ /^void *$/ ? "" : " trivial_result") ";\n    }"
    print "    trivial_fill(\"" name[k] "\", trivial_all);"
    if (type ~ /\*/) print "    return NULL;"
    else if (type !~ /^void *$/) {
        print "    " type " trivial_result;\n    memset(&trivial_result, 0, sizeof trivial_result);"
        print "    double trivial_value = trivial_number((double)GIVEN(" (n ? empty : "0") "));"
        print "    PUT(&trivial_result, trivial_value);\n    return trivial_result;"
    }
    print "}"
}
