/* What is done with samples once they are read, and the two sets in data/. */
#include "dataset.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

TestSuite(dataset, .timeout = 20, .fini = temporary_remove);

enum { ROWS = 10 };

/* Row i is (i, 100 + i), of class i mod 3. */
static Dataset ten_rows(void)
{
    Dataset data = {matrix_new(ROWS, 2), matrix_new(ROWS, 1), 3, NULL};
    cr_assert(dataset_number_classes(&data, "test", NULL));
    for (size_t i = 0; i < ROWS; i++) {
        matrix_at(data.x, i, 0) = (real)i;
        matrix_at(data.x, i, 1) = (real)(100 + i);
        matrix_at(data.y, i, 0) = (real)(i % 3);
    }
    return data;
}

/* Requires that every row is a row of ten_rows, and counts which. */
static void count_rows(Dataset part, size_t *seen)
{
    for (size_t i = 0; i < part.x.rows; i++) {
        size_t row = (size_t)matrix_at(part.x, i, 0);
        cr_assert_lt(row, ROWS);
        cr_assert(matrix_at(part.x, i, 1) == (real)(100 + row));
        cr_assert(matrix_at(part.y, i, 0) == (real)(row % 3));
        seen[row]++;
    }
}

Test(dataset, a_selection_copies_its_rows_in_the_order_given)
{
    Dataset data = ten_rows(), some = dataset_select(data, (size_t[]){9, 0, 9}, 3);
    dataset_free(&data);
    MATRIX_CLOSE(some.x, matrix_view((real[]){9, 109, 0, 100, 9, 109}, 3, 2), 0, 0);
    MATRIX_CLOSE(some.y, matrix_view((real[]){0, 0, 0}, 3, 1), 0, 0);
    cr_assert_eq(some.classes, 3);
    for (int k = 0; k < 3; k++)
        cr_assert_str_eq(some.class_names[k], ((const char *[]){"0", "1", "2"})[k]);
    dataset_free(&some);
}

Test(dataset, a_selection_of_a_row_that_is_not_there_is_a_mistake)
{
    Dataset data = ten_rows();
    MISTAKE_IN("dataset.c", "matrix_rows: 1 rows from row 10, of m (10, 2)",
               dataset_select(data, (size_t[]){10}, 1));
    dataset_free(&data);
}

Test(dataset, a_split_gives_every_row_to_one_side)
{
    const real fractions[] = {(real)0.7, (real)0.75, (real)0.05, (real)0.94};
    const size_t sizes[] = {7, 8, 1, 9}; // rounded: 7, 7.5, 0.5, 9.4
    Dataset data = ten_rows(), train, test;
    for (int i = 0; i < 4; i++) {
        size_t seen[ROWS] = {0};
        Random random = random_seed(1);
        dataset_split(&train, &test, data, fractions[i], &random);
        cr_assert_eq(train.x.rows, sizes[i]);
        cr_assert_eq(test.x.rows, ROWS - sizes[i]);
        count_rows(train, seen);
        count_rows(test, seen);
        for (int row = 0; row < ROWS; row++) cr_assert_eq(seen[row], 1);
        dataset_free(&train);
        dataset_free(&test);
    }
    dataset_free(&data);
}

Test(dataset, the_same_seed_splits_in_the_same_way_and_another_in_another)
{
    Dataset data = ten_rows(), train[3], test[3];
    for (int i = 0; i < 3; i++) {
        Random random = random_seed(i < 2 ? 7 : 8);
        dataset_split(&train[i], &test[i], data, (real)0.5, &random);
    }
    cr_assert(matrix_equal(train[0].x, train[1].x) &&
              matrix_equal(test[0].y, test[1].y));
    cr_assert_not(matrix_equal(train[0].x, train[2].x));
    for (size_t i = 0; i < ROWS; i++) // and what was split is as it was
        cr_assert(matrix_at(data.x, i, 0) == (real)i);
    for (int i = 0; i < 3; i++) dataset_free(&train[i]), dataset_free(&test[i]);
    dataset_free(&data);
}

Test(dataset, a_split_that_leaves_a_side_empty_is_a_mistake)
{
    const real fractions[] = {0, 1, (real)-0.5, 2, (real)0.04, (real)0.96};
    const char *shown[] = {"0", "1", "-0.5", "2", "0.04", "0.96"};
    Dataset data = ten_rows(), train, test;
    Random random = random_seed(1);
    for (int i = 0; i < 6; i++) {
        char line[100];
        snprintf(line, sizeof line,
                 "dataset_split: a fraction of %s of 10 rows leaves one "
                 "side empty",
                 shown[i]);
        MISTAKE_IN("dataset.c", line,
                   dataset_split(&train, &test, data, fractions[i], &random));
    }
    dataset_free(&data);
}

Test(dataset, a_batch_is_a_view)
{
    Dataset data = ten_rows(), batch = dataset_batch(data, 4, 3);
    cr_assert(batch.x.rows == 3 && batch.y.rows == 3 && batch.classes == 3);
    cr_assert(batch.x.data == data.x.data + 8 && batch.y.data == data.y.data + 4);
    MISTAKE_IN("dataset.c", "matrix_rows: 3 rows from row 8, of m (10, 2)",
               dataset_batch(data, 8, 3));
    dataset_free(&data);
}

Test(dataset, one_hot)
{
    real hot[12];
    Matrix out = matrix_view(hot, 4, 3), y = matrix_view((real[]){2, 0, 1, 2}, 4, 1);
    dataset_one_hot(out, y);
    MATRIX_CLOSE(out, matrix_view((real[]){0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1}, 4, 3),
                 0, 0);
}

Test(dataset, one_hot_of_what_is_no_class_is_a_mistake)
{
    real hot[6];
    Matrix out = matrix_view(hot, 2, 3);
    const real labels[] = {3, -1, (real)0.5, NAN};
    const char *shown[] = {"3", "-1", "0.5", "nan"};
    for (int i = 0; i < 4; i++) {
        char line[100];
        snprintf(line, sizeof line,
                 "dataset_one_hot: row 1: class %s, expected a whole number below 3",
                 shown[i]);
        MISTAKE(line, dataset_one_hot(out, matrix_view((real[]){2, labels[i]}, 2, 1)));
    }
    MISTAKE("dataset_one_hot: y is (3, 1), expected (2, 1)",
            dataset_one_hot(out, matrix_view((real[]){0, 1, 2}, 3, 1)));
    MISTAKE("dataset_one_hot: out (2, 3) and y (2, 1) share memory (aliasing)",
            dataset_one_hot(out, matrix_view(hot, 2, 1)));
}

/* --- standardising ----------------------------------------------------------- */

Test(dataset, mean_and_std_of_each_column)
{
    real moments[6];
    Matrix x = matrix_view((real[]){1, 10, 7, 3, 20, 7, 5, 60, 7}, 3, 3);
    Matrix mean = matrix_view(moments, 1, 3), std = matrix_view(moments + 3, 1, 3);
    dataset_mean_std(mean, std, x);
    MATRIX_CLOSE(mean, matrix_view((real[]){3, 30, 7}, 1, 3), 2, 0);
    // 8/3 and 1400/3 are the mean squares about 3 and 30; the last column never changes
    Matrix expected = matrix_view(
        (real[]){(real)sqrt(8.0 / 3), (real)sqrt(1400.0 / 3), 1}, 1, 3);
    MATRIX_CLOSE(std, expected, 4, 0);

    // two rows, and the second alone differs
    Matrix two = matrix_view((real[]){1, 3}, 2, 1), one = matrix_view(moments, 1, 1);
    dataset_mean_std(one, matrix_view(moments + 1, 1, 1), two);
    cr_assert(moments[0] == 2 && moments[1] == 1);
}

Test(dataset, standardised_columns_have_mean_0_and_std_1)
{
    Random random = random_seed(1);
    Matrix x = matrix_new(50, 3), out = matrix_new(50, 3);
    Matrix mean = matrix_new(1, 3), std = matrix_new(1, 3);
    random_fill_normal(&random, x, 5, 3);
    dataset_mean_std(mean, std, x);
    dataset_standardise(out, x, mean, std);
    dataset_standardise(x, x, mean, std); // in place
    cr_assert(matrix_equal(out, x));
    dataset_mean_std(mean, std, out);
    for (size_t j = 0; j < 3; j++) { // 50 roundings, of numbers about 1 + 5/3
        CLOSE((double)matrix_at(mean, 0, j), 0, 0, 20);
        CLOSE((double)matrix_at(std, 0, j), 1, 50, 0);
    }
    for (Matrix *m[] = {&x, &out, &mean, &std, NULL}, **p = m; *p; p++) matrix_free(*p);
}

Test(dataset, a_column_that_never_changes_standardises_to_zero_whatever_it_holds)
{
    // the sum of 0.1 over m, divided by m, is not 0.1: rounding must not become +-1
    const real constants[] = {(real)0.1, (real)1e-30, (real)-7.3, (real)1e20, 0};
    real moments[2];
    Matrix x = matrix_new(150, 1);
    Matrix mean = matrix_view(moments, 1, 1), std = matrix_view(moments + 1, 1, 1);
    for (int i = 0; i < 5; i++) {
        matrix_fill(x, constants[i]);
        dataset_mean_std(mean, std, x);
        cr_assert(moments[0] == constants[i] && moments[1] == 1);
        dataset_standardise(x, x, mean, std);
        cr_assert(matrix_max_abs(x) == 0);
    }
    matrix_free(&x);
}

/* The mean of equal numbers is that number, to the bit, in any column: three times 0.1
 * divided by three is not. What never changes is divided by 1. */
Test(dataset, the_mean_of_a_column_that_never_changes_is_its_value)
{
    Matrix x = matrix_view((real[]){1, (real)0.1, 2, 5, (real)0.1, 7, 3, (real)0.1, 0},
                           3, 3);
    Matrix mean = matrix_new(1, 3), std = matrix_new(1, 3);
    dataset_mean_std(mean, std, x);
    cr_assert(matrix_at(mean, 0, 1) == (real)0.1 && matrix_at(std, 0, 1) == 1);
    CLOSE(matrix_at(mean, 0, 0), 3, 4, 0);
    CLOSE(matrix_at(mean, 0, 2), 3, 4, 0);
    matrix_free(&mean);
    matrix_free(&std);
}

Test(dataset, standardising_with_matrices_that_do_not_fit_is_a_mistake)
{
    real v[12] = {0}, w[6] = {0};
    Matrix x = matrix_view(v, 4, 3), row = matrix_view(w, 1, 3),
           other = matrix_view(w + 3, 1, 3);
    Matrix two = matrix_view(w + 3, 1, 2);
    MISTAKE_IN("dataset.c", "dataset_mean_std: std is (1, 2), expected (1, 3)",
               dataset_mean_std(row, two, x));
    MISTAKE_IN("dataset.c", "matrix_sum_rows: out is (1, 2), expected (1, 3)",
               dataset_mean_std(two, row, x));
    MISTAKE_IN("dataset.c",
               "dataset_mean_std: std (1, 3) and mean (1, 3) share memory (aliasing)",
               dataset_mean_std(row, row, x));
    MISTAKE_IN("dataset.c",
               "dataset_mean_std: std (1, 3) and x (4, 3) share memory (aliasing)",
               dataset_mean_std(row, matrix_rows(x, 3, 1), x));
    MISTAKE_IN("dataset.c", "dataset_standardise: mean is (1, 2), expected (1, 3)",
               dataset_standardise(x, x, two, row));
    MISTAKE_IN("dataset.c", "dataset_standardise: std is (1, 2), expected (1, 3)",
               dataset_standardise(x, x, row, two));
    MISTAKE_IN(
        "dataset.c",
        "dataset_standardise: out (4, 3) and mean (1, 3) share memory (aliasing)",
        dataset_standardise(x, x, matrix_rows(x, 0, 1), other));
    MISTAKE_IN("dataset.c",
               "dataset_standardise: out (4, 3) and std (1, 3) share memory (aliasing)",
               dataset_standardise(x, x, other, matrix_rows(x, 0, 1)));
}

/* Centred at 2 and 30 with deviations 1 and 10; the test rows by the same numbers. */
Test(dataset, standardising_two_parts_by_the_first)
{
    real a[] = {1, 20, 3, 40}, b[] = {2, 50}, c[] = {1, 20, 3, 40};
    Matrix train = matrix_view(a, 2, 2), test = matrix_view(b, 1, 2);
    dataset_standardise_both(train, test, 0);
    MATRIX_CLOSE(train, matrix_view((real[]){-1, -1, 1, 1}, 2, 2), 0, 0);
    MATRIX_CLOSE(test, matrix_view((real[]){0, 2}, 1, 2), 0, 0);
    dataset_standardise_both(matrix_view(c, 2, 2), (Matrix){0}, 2);
    MATRIX_CLOSE(matrix_view(c, 2, 2),
                 matrix_view((real[]){(real)-0.5, -5, (real)0.5, 5}, 2, 2), 0, 0);
}

/* --- what a program needs of its data ------------------------------------------ */

Test(dataset, targets_are_one_hot_rows)
{
    Dataset data = ten_rows();
    Matrix targets = dataset_targets(data);
    cr_assert(targets.rows == ROWS && targets.cols == 3);
    for (size_t i = 0; i < ROWS; i++)
        for (size_t k = 0; k < 3; k++)
            cr_assert(matrix_at(targets, i, k) == (i % 3 == k));
    matrix_free(&targets);
    dataset_free(&data);
}

/* Three samples of two features in three classes, none of which is in the second. */
Test(dataset, a_program_refuses_what_lacks_something)
{
    const char *path = temporary("few.csv"), *few = "3,2,a,b,c\n0,5,0\n0,7,2\n0,5,2\n";
    const struct {
        DatasetNeeds needs;
        const char *said;
    } cases[] = {
        {{.samples = {4}}, "3 samples, expected at least 4"},
        {{.features = {3}}, "2 features, expected at least 3"},
        {{.features = {1, 1}}, "2 features, expected 1"},
        {{.classes = {1, 2}}, "3 classes, expected 1 to 2"},
        {{.samples = {4, 9}, .features = {3}}, "3 samples, expected 4 to 9"},
        {{.classes = {2}, .every_class = true}, "no sample of class 1 (b)"},
        {{.column = 1}, "column 1 is 0 in every row, and no line fits it"},
    };
    write_file(path, few, strlen(few));
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char line[600];
        Outcome o;
        IN_CHILD(o, dataset_load("me", path, cases[i].needs));
        snprintf(line, sizeof line, "me: %s: %s\n", path, cases[i].said);
        OUTCOME(o, 1, "", line);
    }
    DatasetNeeds fits = {.samples = {3, 3},
                         .features = {2},
                         .classes = {1, 3},
                         .every_class = true,
                         .column = 2,
                         .not_zero = true};
    Dataset data = dataset_load("me", path, fits);
    cr_assert(data.x.rows == 3 && data.classes == 3);
    dataset_free(&data);
}

Test(dataset, a_program_refuses_nothing_but_zeros_and_what_is_not_there)
{
    char line[600];
    const char *path = temporary("zeros.csv");
    Outcome o;
    write_file(path, "0,0\n0,1\n", 8);
    IN_CHILD(o, dataset_load("me", path, (DatasetNeeds){.not_zero = true}));
    snprintf(line, sizeof line,
             "me: %s: every number is 0, and nothing can be learned\n", path);
    OUTCOME(o, 1, "", line);
    IN_CHILD(o, dataset_load("me", "/none", (DatasetNeeds){.samples = {1}}));
    OUTCOME(o, 1, "", "me: /none: cannot be opened: No such file or directory\n");
}
