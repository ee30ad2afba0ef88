/* Chapter 2's program: its options, and what it says of those that make no sense. */
#include "programs.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

TestSuite(chapter2_options, .timeout = 60, .fini = temporary_remove);

/* Runs the program with these arguments, its folder for output beside them. */
static Outcome chapter2(const char *arguments)
{
    return run("%s --out %s %s", program_path("chapter2"), temporary("out"), arguments);
}

Test(chapter2_options, help_lists_every_option_and_does_nothing)
{
    HELP("chapter2", "--seed SEED", "--layers LIST", "--batch COUNT", "--trace",
         "--data PATH", "--out PATH");
}

Test(chapter2_options, layers_and_batch_choose_the_shapes)
{
    Outcome o = chapter2("--layers 784,128,64,10 --batch=32");
    cr_assert_not_null(strstr(
        o.out, "shapes: the network 784,128,64,10, and a batch of 32\n"
               "  layer 0  X (32, 784) @ W (784, 128) + b (1, 128) -> Z (32, 128), "
               "relu\n"
               "  layer 1  A (32, 128) @ W (128, 64) + b (1, 64) -> Z (32, 64), "
               "relu\n"
               "  layer 2  A (32, 64) @ W (64, 10) + b (1, 10) -> Z (32, 10), "
               "identity\n"
               "  109386 parameters, 3493888 multiplications\n"));
    cr_assert_eq(chapter2("--layers 1,1 --batch 1000").status, 0);
    WITHIN(program_value("shapes.parameters"), 2, 0);
    WITHIN(program_value("shapes.multiplications"), 1000, 0);
    cr_assert_eq(chapter2("--layers 1,2,3,4,5,6,7,8,4096").status, 0);
}

/* Every matrix in the order of the flow, with shape and counts. */
Test(chapter2_options, trace_describes_every_matrix)
{
    const char *lines[] = {"\n\ntrace: 6 drawn samples through the network 3,5,2\n",
                           "\n  X (6, 3)  min ",
                           "\n  layer 0  X (6, 3) @ W (3, 5)",
                           "\n    W (3, 5)  min ",
                           "\n    b (1, 5)  min ",
                           "\n    Z (6, 5)  min ",
                           "\n    A (6, 5)  min 0  max ",
                           "\n  layer 1  A (6, 5) @ W (5, 2)",
                           "\n    W (5, 2)  min ",
                           "\n    b (1, 2)  min ",
                           "\n    Z (6, 2)  min ",
                           "\n    A (6, 2)  min "};
    Outcome o = chapter2("--trace --layers 3,5,2 --batch 6");
    cr_assert_eq(o.status, 0);
    const char *at = o.out;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        cr_assert_not_null(strstr(at, lines[i]), "%s", lines[i]);
        at = strstr(at, lines[i]) + 1;
    }
    o = chapter2("--trace --data data/iris.csv --batch 1");
    cr_assert_not_null(strstr(o.out,
                              "\n\ntrace: 1 given samples through the network 4,8,3\n"
                              "  X (1, 4)  min 0.2  max 5.1  mean 2.55 "),
                       "the first flower");
}

Test(chapter2_options, seed_chooses_the_drawn_networks_and_nothing_else)
{
    const char *one = chapter2("").out;
    OUTCOME(chapter2("--seed 1"), 0, one, "");
    Outcome o = chapter2("--seed 2");
    cr_assert_str_neq(o.out, one);
    const char *last = strstr(one, "not a number: ");
    cr_assert_null(strstr(o.out, last));
    WITHIN(program_value("nan.weight.z1"), 450, 0);
    WITHIN(program_value("batch.different.0"), 0, 0);
    cr_assert_not_null(strstr(strstr(one, "counts: "), "one matrix: "));
    cr_assert_eq(strncmp(strstr(o.out, "bump: "), strstr(one, "bump: "),
                         (size_t)(last - strstr(one, "bump: "))),
                 0);
}

#define LAYERS "--layers takes 2 to 9 sizes from 1 to 4096, with commas between, not "

Test(chapter2_options, refuses_unknown_and_malformed_options_with_one_line)
{
    const char *const cases[][2] = {
        {"--layer 4,3",
         "unknown option '--layer'; did you mean --layers? (--help lists them all)"},
        {"--epochs 3", "unknown option '--epochs'; --help lists them all"},
        {"--learning-rate 1",
         "unknown option '--learning-rate'; --help lists them all"},
        {"--layers", "--layers takes a list, not ''"},
        {"--layers 4", LAYERS "'4'"},
        {"--layers 4,,3", LAYERS "'4,,3'"},
        {"--layers 4,8,", LAYERS "'4,8,'"},
        {"--layers ,4,8", LAYERS "',4,8'"},
        {"--layers 4,0,3", LAYERS "'4,0,3'"},
        {"--layers 4,-8,3", LAYERS "'4,-8,3'"},
        {"--layers '4, 8'", LAYERS "'4, 8'"},
        {"--layers 4x8", LAYERS "'4x8'"},
        {"--layers 4,4097", LAYERS "'4,4097'"},
        {"--layers 4,99999999999999999999", LAYERS "'4,99999999999999999999'"},
        {"--layers 1,2,3,4,5,6,7,8,9,10", LAYERS "'1,2,3,4,5,6,7,8,9,10'"},
        {"--batch 0", "--batch takes a whole number from 1 to 1000000000, not '0'"},
        {"--batch 1001", "--batch takes a whole number from 1 to 1000, not '1001'"},
        {"--trace=yes", "--trace takes nothing, not 'yes'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char line[256];
        snprintf(line, sizeof line, "chapter2: %s\n", cases[i][1]);
        OUTCOME(chapter2(cases[i][0]), 2, "", line);
    }
    cr_assert_neq(access(temporary("out"), F_OK), 0, "nothing is written");
}

Test(chapter2_options, refuses_data_that_does_not_fit_with_one_line)
{
    const char *few = "4,3,a,b\n1,2,3,0\n2,3,4,1\n3,4,5,0\n5,4,3,1\n";
    write_file(temporary("few.csv"), few, strlen(few));
    const char *const cases[][2] = {
        {"none.csv", ": cannot be opened: No such file or directory"},
        {"few.csv", ": 4 samples, expected at least 10"},
    };
    char line[600], arguments[300];
    for (size_t i = 0; i < 2; i++) {
        snprintf(arguments, sizeof arguments, "--data %s", temporary(cases[i][0]));
        snprintf(line, sizeof line, "chapter2: %s%s\n", temporary(cases[i][0]),
                 cases[i][1]);
        OUTCOME(chapter2(arguments), 1, "", line);
    }
    OUTCOME(chapter2("--trace --layers 5,2 --data data/iris.csv"), 1, "",
            "chapter2: data/iris.csv: 4 features, but --layers 5,2 takes 5 inputs\n");
    cr_assert_eq(chapter2("--layers 5,2 --data data/iris.csv").status, 0);
}
