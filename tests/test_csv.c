/* CSV files: the good ones in all their spellings, and what is refused with which
 * words. */
#include "dataset.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

TestSuite(csv, .timeout = 20, .fini = temporary_remove);

static bool parse_bytes(Dataset *out, const char *text, size_t size, Failure *failure)
{
    // a copy without a byte to spare: a reader that goes on behind the end is seen
    unsigned char *copy = malloc(size ? size : 1);
    memcpy(copy, text, size);
    bool good = dataset_parse_csv(out, (Bytes){copy, size}, "f.csv", failure);
    free(copy);
    return good;
}

/* Requires that text is refused in these words, and that nothing half-read is left. */
static void refused_bytes(const char *text, size_t size, const char *words)
{
    Dataset data;
    Failure failure = {""};
    cr_assert_not(parse_bytes(&data, text, size, &failure), "not refused: %s", words);
    cr_assert_str_eq(failure.text, words);
    cr_assert(!data.x.data && !data.y.data && !data.class_names && data.classes == 0);
}

static void refused(const char *text, const char *words)
{
    refused_bytes(text, strlen(text), words);
}

/* Requires that text holds the samples (1, -2.5 | class 0) and (0.5, 300 | class 1). */
static void holds_two_samples(const char *text)
{
    Dataset data;
    Failure failure = {""};
    cr_assert(parse_bytes(&data, text, strlen(text), &failure), "%s", failure.text);
    MATRIX_CLOSE(data.x, matrix_view((real[]){1, -2.5, 0.5, 300}, 2, 2), 0, 0);
    MATRIX_CLOSE(data.y, matrix_view((real[]){0, 1}, 2, 1), 0, 0);
    cr_assert_eq(data.classes, 2);
    dataset_free(&data);
    cr_assert(!data.x.data && !data.class_names);
}

Test(csv, lines_may_end_as_they_like)
{
    holds_two_samples("1,-2.5,0\n0.5,300,1\n");
    holds_two_samples("1,-2.5,0\n0.5,300,1");
    holds_two_samples("1,-2.5,0\r\n0.5,300,1\r\n");
    holds_two_samples("\xEF\xBB\xBF"
                      "1,-2.5,0\n0.5,300,1\n");
    holds_two_samples("\n1,-2.5,0\n\n  \t\r\n0.5,300,1\n\n");
}

Test(csv, blanks_may_stand_round_a_field_and_numbers_be_spelled_in_any_way)
{
    holds_two_samples(" 1 ,\t-2.5 , 0 \n  0.5,300,1\t\n");
    holds_two_samples("+1.0,-25e-1,0\n.5,3E+2,1\n");
    holds_two_samples("1.,-0002.50,0\n5e-1,30.0e1,01\n");
}

/* A first line of so many names, then a sample of the last class. */
static char *with_names(size_t names)
{
    char *text = malloc(40 + 4 * names), *at = text + sprintf(text, "1,1");
    for (size_t k = 0; k < names; k++) at += sprintf(at, ",k");
    sprintf(at, "\n0.5,%zu\n", names - 1);
    return text;
}

Test(csv, a_thousand_classes_are_the_most)
{
    char *most = with_names(1000), *more = with_names(1001);
    Dataset data;
    Failure failure = {""};
    cr_assert(parse_bytes(&data, most, strlen(most), &failure), "%s", failure.text);
    cr_assert(data.classes == 1000 && data.y.data[0] == 999);
    dataset_free(&data);
    refused(more, "f.csv:1:5: found \"k\", expected fewer classes");
    refused("0.5,1000\n", "f.csv:1:5: found \"1000\", expected a class, a whole number "
                          "from 0 to 999");
    free(most), free(more);
    cr_assert(parse_bytes(&data, "0.5,999\n", 8, &failure), "%s", failure.text);
    cr_assert_eq(data.classes, 1000);
    dataset_free(&data);
}

/* Columns up to 100,000, the last the class. */
Test(csv, a_hundred_thousand_columns_are_the_most)
{
    enum { MOST = 100000 };
    char *text = malloc(2 * MOST + 3);
    for (size_t k = 0; k <= MOST; k++) memcpy(text + 2 * k, "0,", 2);
    Dataset data;
    Failure failure = {""};
    cr_assert(parse_bytes(&data, text, 2 * MOST - 1, &failure), "%s", failure.text);
    cr_assert(data.x.rows == 1 && data.x.cols == MOST - 1 && data.classes == 1);
    dataset_free(&data);
    refused_bytes(text, 2 * MOST + 1,
                  "f.csv:1:1: 100001 columns, expected 2 to 100000");
    free(text);
}

Test(csv, without_a_header_classes_are_named_by_their_numbers)
{
    Dataset data;
    cr_assert(parse_bytes(&data, "5,2\n6,0\n", 8, NULL));
    cr_assert_eq(data.classes, 3);
    cr_assert(data.x.rows == 2 && data.x.cols == 1);
    cr_assert_str_eq(data.class_names[2], "2");
    dataset_free(&data);
}

Test(csv, a_header_promises_counts_and_names_the_classes)
{
    const char *text = "\xEF\xBB\xBF 2 , 1 , red fox , green\r\n5,0\r\n6,1\r\n";
    Dataset data;
    cr_assert(parse_bytes(&data, text, strlen(text), NULL));
    cr_assert(data.x.rows == 2 && data.x.cols == 1 && data.classes == 2);
    cr_assert_str_eq(data.class_names[0], "red fox");
    cr_assert_str_eq(data.class_names[1], "green");
    dataset_free(&data);
    // a class without samples counts; the third field tells a header by its first letter
    const char *const headers[] = {"1,1,A,b\n5,0\n", "1,1,Z,b\n5,0\n", "1,1,a,b\n5,0\n",
                                   "1,1,z,b\n5,0\n"};
    for (int k = 0; k < 4; k++) {
        cr_assert(parse_bytes(&data, headers[k], 12, NULL), "%s", headers[k]);
        cr_assert_eq(data.classes, 2);
        dataset_free(&data);
    }
}

Test(csv, empty_files_are_refused)
{
    refused("", "f.csv: is empty");
    refused("\xEF\xBB\xBF", "f.csv: holds no samples");
    refused(" \n\r\n\t\n", "f.csv: holds no samples");
    refused("0,4,a,b\n", "f.csv: holds no samples");
}

Test(csv, a_row_of_another_width_is_refused)
{
    refused("1,2,0\n1,0\n", "f.csv:2:4: 2 columns, expected 3");
    refused("1,2,0\n\n1,2,3,0\n", "f.csv:3:7: 4 columns, expected 3");
    refused("1,2,0\n1,2,0,\n", "f.csv:2:7: 4 columns, expected 3");
    refused("1\n2\n", "f.csv:1:1: 1 column, expected 2 to 100000");
    refused("\n\n7", "f.csv:3:1: 1 column, expected 2 to 100000");
}

Test(csv, what_is_no_number_is_refused_with_line_and_column)
{
    refused("1,2,0\n1,two,0\n", "f.csv:2:3: found \"two\", expected a number");
    refused("1,2,0\n1, \t,0\n", "f.csv:2:5: an empty field, expected a number");
    refused(",2,0\n", "f.csv:1:1: an empty field, expected a number");
    refused("nan,2,0\n", "f.csv:1:1: found \"nan\", expected a number");
    refused("1,  inf,0\n", "f.csv:1:5: found \"inf\", expected a number");
    refused("1,-Infinity,0\n", "f.csv:1:3: found \"-Infinity\", expected a number");
    refused("0x1p3,2,0\n", "f.csv:1:1: found \"0x1p3\", expected a number");
    refused("0x10,2,0\n", "f.csv:1:1: found \"0x10\", expected a number");
    refused("1.2.3,2,0\n", "f.csv:1:1: found \"1.2.3\", expected a number");
    refused("1e,2,0\n", "f.csv:1:1: found \"1e\", expected a number");
    refused("-,2,0\n", "f.csv:1:1: found \"-\", expected a number");
    refused("1;5,2,0\n", "f.csv:1:1: found \"1;5\", expected a number");
    refused("1 2,2,0\n", "f.csv:1:1: found \"1 2\", expected a number");
    refused("\"1\",2,0\n", "f.csv:1:1: found \"\"1\"\", expected a number");
    refused("1e999,2,0\n",
            "f.csv:1:1: found \"1e999\", expected a number within range");
    refused("1,-1e999,0\n",
            "f.csv:1:3: found \"-1e999\", expected a number within range");
    refused("1,2\r,0\n", "f.csv:1:3: found \"2?\", expected a number");
}

Test(csv, a_number_that_only_a_double_holds_is_refused_in_float)
{
#ifdef REAL_IS_FLOAT
    refused("1e39,0\n", "f.csv:1:1: found \"1e39\", expected a number within range");
#else
    Dataset data;
    cr_assert(parse_bytes(&data, "1e39,0\n", 7, NULL));
    dataset_free(&data);
#endif
}

Test(csv, a_long_field_is_shown_in_part)
{
    refused(
        "1234567890123456789012345678901234567890123456789012345678901234,0\n",
        "f.csv:1:1: found \"1234567890123456789012345678901234567890\"..., expected a "
        "number");
    refused("123456789012345678901234567890123456789x,0\n",
            "f.csv:1:1: found \"123456789012345678901234567890123456789x\", expected a "
            "number");
    Dataset data; // 63 letters are a number still
    const char *longest =
        "0.0000000000000000000000000000000000000000000000000000000000001"
        ",0\n";
    cr_assert(parse_bytes(&data, longest, strlen(longest), NULL));
    dataset_free(&data);
}

Test(csv, what_is_no_class_is_refused)
{
    const char *wanted = "expected a class, a whole number from 0 to";
    const char *fields[] = {"0.5", "1.0", "-1",  "+1",
                            "1e0", "x",   "1 0", "18446744073709551617"} /* 2^64 + 1 */;
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        char text[64], words[128];
        snprintf(text, sizeof text, "7,0\n7,%s\n", fields[i]);
        snprintf(words, sizeof words, "f.csv:2:3: found \"%s\", %s 999", fields[i],
                 wanted);
        refused(text, words);
    }
    refused("7,1000\n",
            "f.csv:1:3: found \"1000\", expected a class, a whole number from 0 "
            "to 999");
    refused("1,1,a,b\n7,2\n",
            "f.csv:2:3: found \"2\", expected a class, a whole number from "
            "0 to 1");
    refused("7,0\n7,\n",
            "f.csv:2:3: an empty field, expected a class, a whole number from 0 "
            "to 999");
}

Test(csv, a_header_that_does_not_hold_is_refused)
{
    refused("3,1,a\n5,0\n6,0\n", "f.csv: 2 samples, but its first line promises 3");
    refused("1,1,a\n5,0\n6,0\n", "f.csv: 2 samples, but its first line promises 1");
    refused("1,2,a\n5,0\n", "f.csv:2:4: 2 columns, expected 3");
    refused("1,1,a\n5,6,0\n", "f.csv:2:5: 3 columns, expected 2");
    refused("1,0,a\n5,0\n", "f.csv:1: the header promises 0 features");
    refused("length,2,a\n5,0\n",
            "f.csv:1:1: found \"length\", expected the header's count of samples");
    refused("1.0,1,a\n5,0\n",
            "f.csv:1:1: found \"1.0\", expected the header's count of samples");
    refused("1,-1,a\n5,0\n",
            "f.csv:1:3: found \"-1\", expected the header's count of features");
    refused("1,100001,a\n5,0\n",
            "f.csv:1:3: found \"100001\", expected the header's count of features");
    refused("1,1,a,,b\n5,0\n",
            "f.csv:1:7: an empty field, expected the name of a class");
    refused("1,1,a,b,\n5,0\n",
            "f.csv:1:9: an empty field, expected the name of a class");
}

Test(csv, bytes_of_zero_are_refused)
{
    refused_bytes("1,2\0"
                  "3,0\n",
                  8, "f.csv:1:3: found \"2?3\", expected a number");
    refused_bytes("7,\0\n", 4,
                  "f.csv:1:3: found \"?\", expected a class, a whole number "
                  "from 0 to 999");
    refused_bytes("1,1,a\0b\n5,0\n", 12,
                  "f.csv:1:5: found \"a?b\", expected the name of a class");
    refused_bytes("1,1,a\x1b[31m\n5,0\n", 15,
                  "f.csv:1:5: found \"a?[31m\", expected the name of a class");
}

static void refuse_many(char letter, char comma, const char *words)
{
    size_t size = 10 << 20;
    char *text = malloc(size);
    memset(text, letter, size);
    for (size_t i = 1; comma && i < size; i += 2) text[i] = comma;
    refused_bytes(text, size, words);
    free(text);
}

Test(csv, ten_megabytes_in_one_line_are_refused)
{
    refuse_many('1', 0, "f.csv:1:1: 1 column, expected 2 to 100000");
    refuse_many('1', ',', "f.csv:1:1: 5242881 columns, expected 2 to 100000");
    refuse_many('a', ',',
                "f.csv:1:1: found \"a\", expected the header's count of samples");
    refuse_many(0, 0, "f.csv:1:1: 1 column, expected 2 to 100000");
}

Test(csv, every_beginning_of_a_good_file_is_refused_or_good)
{
    const char *text = "3,2,red,green\n1,2,0\n-3.5e2,4,1\n5,6,0";
    size_t good = 0;
    for (size_t size = 0; size < strlen(text); size++) {
        Dataset data;
        Failure failure = {""};
        if (parse_bytes(&data, text, size, &failure))
            good++, dataset_free(&data);
        else
            cr_assert(failure.text[0] && !data.x.data && !data.y.data);
    }
    cr_assert_eq(good, 1, "only `3,2` is whole: a sample without a header");
}
