/* Chapter 3, what its functions refuse: the operation, the row and the column in one
 * line. */
#include "dataset.h"
#include "losses.h"
#include "support.h"
#include "targets.h"

TestSuite(refusals, .timeout = 20);

static const real INF = INFINITY, NOT_A_NUMBER = NAN;

#define STOPS(file, line, ...) MISTAKE_IN(file, line, __VA_ARGS__)
/* One row (1, 3) of three numbers. */
#define OF(a, b, c) matrix_view((real[]){a, b, c}, 1, 3)

/* Labels (m, 1) where one-hot rows (m, K) are wanted: the mistake of this chapter. */
Test(refusals, labels_in_the_place_of_one_hot_rows)
{
    Matrix labels = ZEROS(4, 1), z = ZEROS(4, 3), dz = ZEROS(4, 3);
#define SAYS(name) name ": y is (4, 1), expected (4, 3)"
    STOPS("losses.c", SAYS("squared_loss"), squared_loss(z, labels));
    STOPS("losses.c", SAYS("squared_gradient"), squared_gradient(dz, z, labels));
    STOPS("losses.c", SAYS("huber_loss"), huber_loss(z, labels));
    STOPS("losses.c", SAYS("huber_gradient"), huber_gradient(dz, z, labels));
    STOPS("losses.c", SAYS("sigmoid_cross_entropy"), sigmoid_cross_entropy(z, labels));
    STOPS("losses.c", SAYS("sigmoid_cross_entropy_gradient"),
          sigmoid_cross_entropy_gradient(dz, z, labels));
    STOPS("softmax.c", SAYS("softmax_cross_entropy"), softmax_cross_entropy(z, labels));
    STOPS("softmax.c", SAYS("softmax_cross_entropy_gradient"),
          softmax_cross_entropy_gradient(dz, z, labels));
    STOPS("softmax.c", SAYS("cross_entropy"), cross_entropy(z, labels));
    STOPS("softmax.c", SAYS("cross_entropy_gradient"),
          cross_entropy_gradient(dz, z, labels));
    STOPS("measures.c", SAYS("accuracy"), accuracy(z, labels));
    STOPS("measures.c", SAYS("confusion_matrix"), confusion_matrix(dz, z, labels));
}

/* The gradient has a wrong shape, or a matrix that must stay is its place. */
Test(refusals, gradients_in_a_wrong_place)
{
    Matrix z = ZEROS(1, 3), y = OF(1, 0, 0), two = ZEROS(2, 3);
    const char *apart[] = {
        "squared_gradient: dp (1, 3) and y (1, 3) share memory (aliasing)",
        "huber_gradient: dp (1, 3) and y (1, 3) share memory (aliasing)",
        "sigmoid_cross_entropy_gradient: dz (1, 3) and y (1, 3) share memory "
        "(aliasing)",
        "softmax_cross_entropy_gradient: dz (1, 3) and y (1, 3) share memory "
        "(aliasing)",
    };
    STOPS("losses.c", apart[0], squared_gradient(y, z, y));
    STOPS("losses.c", apart[1], huber_gradient(y, z, y));
    STOPS("losses.c", apart[2], sigmoid_cross_entropy_gradient(y, z, y));
    STOPS("softmax.c", apart[3], softmax_cross_entropy_gradient(y, z, y));
    STOPS("softmax.c",
          "cross_entropy_gradient: dp (1, 3) and y (1, 3) share memory (aliasing)",
          cross_entropy_gradient(y, z, y));
    STOPS("softmax.c",
          "softmax_backward: dz (1, 3) and p (1, 3) share memory (aliasing)",
          softmax_backward(z, y, z));
    STOPS("softmax.c", "softmax_backward: dp is (2, 3), expected (1, 3)",
          softmax_backward(z, two, y));
    STOPS("softmax.c", "softmax_backward: p (1, 3) holds no numbers",
          softmax_backward(z, y, matrix_view(NULL, 1, 3)));
    STOPS("softmax.c", "softmax_jacobian: j is (4, 3), expected (3, 3)",
          softmax_jacobian(ZEROS(4, 3), OF(1, 0, 0)));
    STOPS("softmax.c", "softmax_jacobian: p is (2, 3), expected (1, 3)",
          softmax_jacobian(ZEROS(3, 3), two));
    Matrix j = ZEROS(3, 3);
    STOPS("softmax.c",
          "softmax_jacobian: j (3, 3) and p (1, 3) share memory (aliasing)",
          softmax_jacobian(j, matrix_rows(j, 1, 1)));
    STOPS("losses.c", "matrix_subtract: out (2, 3) and a (1, 3): shapes differ",
          squared_gradient(two, z, y));
    STOPS("softmax.c", "matrix_copy: out (2, 3) and a (1, 3): shapes differ",
          softmax_cross_entropy_gradient(two, z, y));
}

/* One target for all rows, and a loss for each. */
Test(refusals, rows_of_losses_that_do_not_fit)
{
    Matrix z = ZEROS(2, 3), e = ZEROS(2, 3), y = OF(1, 0, 0), losses = ZEROS(2, 1);
#define OF_ROWS "softmax_cross_entropy_rows: "
    STOPS("softmax.c", OF_ROWS "losses is (1, 2), expected (2, 1)",
          softmax_cross_entropy_rows(ZEROS(1, 2), e, z, y));
    STOPS("softmax.c", OF_ROWS "y is (2, 3), expected (1, 3)",
          softmax_cross_entropy_rows(losses, e, z, ZEROS(2, 3)));
    STOPS("softmax.c", OF_ROWS "row 0, column 1 of y is -1, expected a probability",
          softmax_cross_entropy_rows(losses, e, z, OF(1, -1, 1)));
    STOPS("softmax.c", OF_ROWS "e (1, 3) and y (1, 3) share memory (aliasing)",
          softmax_cross_entropy_rows(ZEROS(1, 1), y, ZEROS(1, 3), y));
    STOPS("softmax.c", OF_ROWS "losses (2, 1) and e (2, 3) share memory (aliasing)",
          softmax_cross_entropy_rows(matrix_view(e.data, 2, 1), e, z, y));
    STOPS("softmax.c", OF_ROWS "losses (1, 1) and y (1, 1) share memory (aliasing)",
          softmax_cross_entropy_rows(matrix_view(y.data, 1, 1), ZEROS(1, 1),
                                     ZEROS(1, 1), matrix_view(y.data, 1, 1)));
    STOPS("softmax.c", "matrix_copy: out (1, 3) and a (2, 3): shapes differ",
          softmax_cross_entropy_rows(losses, ZEROS(1, 3), z, y));
}

Test(refusals, an_empty_batch)
{
    Matrix none = ZEROS(0, 3);
    STOPS("losses.c", "squared_loss: y (0, 3) holds no numbers",
          squared_loss(none, none));
    STOPS("losses.c", "huber_loss: y (0, 3) holds no numbers", huber_loss(none, none));
    STOPS("losses.c", "sigmoid_cross_entropy: y (0, 3) holds no numbers",
          sigmoid_cross_entropy(none, none));
    STOPS("softmax.c", "softmax_cross_entropy: y (0, 3) holds no numbers",
          softmax_cross_entropy(none, none));
    STOPS("softmax.c", "softmax_cross_entropy_gradient: y (0, 3) holds no numbers",
          softmax_cross_entropy_gradient(none, none, none));
    STOPS("softmax.c", "cross_entropy: y (0, 3) holds no numbers",
          cross_entropy(none, none));
    STOPS("measures.c", "accuracy: y (0, 3) holds no numbers", accuracy(none, none));
    STOPS("softmax.c", "matrix_copy: out (0, 3) holds no numbers", softmax(none, none));
    STOPS("losses.c", "squared_loss: the output (1, 3) holds no numbers",
          squared_loss(matrix_view(NULL, 1, 3), OF(0, 0, 0)));
}

/* NaN and infinity in the data: in row 2, column 1, whatever stands elsewhere. */
Test(refusals, targets_that_are_no_numbers)
{
    Matrix z = ZEROS(4, 3), y = ZEROS(4, 3);
#define FOUND(name, what) name ": row 2, column 1 of y is " what
    matrix_at(y, 2, 1) = NOT_A_NUMBER;
    STOPS("losses.c", FOUND("squared_loss", "nan, expected a finite number"),
          squared_loss(z, y));
    STOPS("losses.c", FOUND("squared_gradient", "nan, expected a finite number"),
          squared_gradient(z, z, y));
    STOPS("losses.c", FOUND("huber_gradient", "nan, expected a finite number"),
          huber_gradient(z, z, y));
    STOPS("losses.c", FOUND("sigmoid_cross_entropy", "nan, expected a finite number"),
          sigmoid_cross_entropy(z, y));
    matrix_at(y, 2, 1) = -INF;
    STOPS("losses.c", FOUND("huber_loss", "-inf, expected a finite number"),
          huber_loss(z, y));
    matrix_at(y, 2, 1) = (real)1.5;
    STOPS("losses.c", FOUND("sigmoid_cross_entropy", "1.5, expected 0 to 1"),
          sigmoid_cross_entropy(z, y));
    STOPS("losses.c", FOUND("sigmoid_cross_entropy_gradient", "1.5, expected 0 to 1"),
          sigmoid_cross_entropy_gradient(z, z, y));
    matrix_at(y, 2, 1) = (real)-0.5;
    STOPS("losses.c", FOUND("sigmoid_cross_entropy", "-0.5, expected 0 to 1"),
          sigmoid_cross_entropy(z, y));
}

/* Rows that are no distribution: all classes negative together, NaN, a sum off 1. */
Test(refusals, targets_that_are_no_distribution)
{
    Matrix z = ZEROS(1, 3), dz = ZEROS(1, 3);
#define AT(name, place) name ": row 0, column " place ", expected a probability"
    STOPS("softmax.c", AT("softmax_cross_entropy", "2 of y is -0.5"),
          softmax_cross_entropy(z, OF(1, 0.5, -0.5)));
    STOPS("softmax.c", AT("softmax_cross_entropy_gradient", "1 of y is nan"),
          softmax_cross_entropy_gradient(dz, z, OF(1, NOT_A_NUMBER, 0)));
    STOPS("softmax.c", AT("cross_entropy", "0 of y is nan"),
          cross_entropy(z, OF(NOT_A_NUMBER, 0, 1)));
    STOPS("measures.c", AT("accuracy", "0 of y is -1"), accuracy(z, OF(-1, 1, 1)));
    STOPS("measures.c", AT("entropy", "1 of p is -0.5"), entropy(OF(1, -0.5, 0.5)));
    STOPS("measures.c", AT("kl_divergence", "2 of q is nan"),
          kl_divergence(OF(1, 0, 0), OF(1, 0, NOT_A_NUMBER)));
#define SUM(name, what) name ": row 0 of " what ", expected 1 without negative parts"
    STOPS("softmax.c", SUM("softmax_cross_entropy", "y sums to 2"),
          softmax_cross_entropy(z, OF(1, 0, 1)));
    STOPS("softmax.c", SUM("softmax_cross_entropy_gradient", "y sums to 0"),
          softmax_cross_entropy_gradient(dz, z, OF(0, 0, 0)));
    STOPS("softmax.c", SUM("cross_entropy_gradient", "y sums to 0.5"),
          cross_entropy_gradient(dz, z, OF(0.5, 0, 0)));
    STOPS("measures.c", SUM("confusion_matrix", "y sums to inf"),
          confusion_matrix(ZEROS(3, 3), z, OF(INF, 0, 0)));
    STOPS("measures.c", SUM("entropy", "p sums to 2"), entropy(OF(1, 1, 0)));
    STOPS("measures.c", SUM("kl_divergence", "p sums to 0"),
          kl_divergence(OF(0, 0, 0), OF(1, 0, 0)));
}

/* A label outside the classes; one column, of which any answer would be right. */
Test(refusals, classes_that_are_not_there)
{
    Matrix hot = ZEROS(3, 3), labels = OF(0, 3, 1);
    labels.rows = 3, labels.cols = 1;
    MISTAKE("dataset_one_hot: row 1: class 3, expected a whole number below 3",
            dataset_one_hot(hot, labels));
    STOPS("measures.c",
          "accuracy: the output (4, 1) has one column, expected one a class",
          accuracy(ZEROS(4, 1), ZEROS(4, 1)));
    STOPS("measures.c",
          "confusion_matrix: the output (4, 1) has one column, expected one a class",
          confusion_matrix(ZEROS(1, 1), ZEROS(4, 1), ZEROS(4, 1)));
    STOPS("measures.c", "confusion_matrix: counts is (3, 2), expected (3, 3)",
          confusion_matrix(ZEROS(3, 2), OF(1, 2, 3), OF(1, 0, 0)));
    STOPS("measures.c", "entropy: p is (3, 1), expected (1, 1)", entropy(ZEROS(3, 1)));
    STOPS("measures.c", "kl_divergence: p is (1, 2), expected (1, 3)",
          kl_divergence(ZEROS(1, 2), OF(1, 0, 0)));
    STOPS("measures.c", "kl_divergence: q is (2, 2), expected (1, 2)",
          kl_divergence(ZEROS(1, 2), ZEROS(2, 2)));
}

/* The functions that judge targets, by themselves: bounds are allowed, roundings too. */
Test(refusals, targets_are_judged_in_all_their_bounds)
{
    require_same(HERE, "judge", ZEROS(2, 3), ZEROS(2, 3));
    require_targets(HERE, "judge", ZEROS(1, 3), OF(0, 1, 0.5), 0, 1);
    require_distributions(HERE, "judge", "y", OF((real)0.1, (real)0.2, (real)0.7));
    STOPS("chapter3_refuses.c", "judge: y is (3, 2), expected (2, 3)",
          require_same(HERE, "judge", ZEROS(2, 3), ZEROS(3, 2)));
    STOPS("chapter3_refuses.c", "judge: row 0, column 2 of y is 4, expected -2 to 3",
          require_targets(HERE, "judge", ZEROS(1, 3), OF(-2, 3, 4), -2, 3));
    STOPS("chapter3_refuses.c",
          "judge: row 0 of the belief sums to 0.999, expected 1 without negative parts",
          require_distributions(HERE, "judge", "the belief",
                                OF((real)0.5, (real)0.499, 0)));
    STOPS("chapter3_refuses.c",
          "judge: row 0 of y sums to 0.333333, expected 1 without negative parts",
          require_distributions(HERE, "judge", "y", OF(1 / (real)3, 0, 0)));
    // 24 roundings are allowed to three numbers; 64 are not, and must not read as 1
    real off = 1 + 64 * REAL_EPSILON;
    char line[128], barely[128];
    snprintf(line, sizeof line,
             "judge: row 0 of y sums to %.17g, expected 1 without negative parts",
             (double)off);
    require_distributions(HERE, "judge", "y", OF(1, 8 * REAL_EPSILON, 0));
    require_distributions(HERE, "judge", "y", OF(1, 24 * REAL_EPSILON, 0));
    snprintf(barely, sizeof barely,
             "judge: row 0 of y sums to %.17g, expected 1 without negative parts",
             (double)(1 + 25 * REAL_EPSILON));
    STOPS("chapter3_refuses.c", barely,
          require_distributions(HERE, "judge", "y", OF(1, 25 * REAL_EPSILON, 0)));
    STOPS("chapter3_refuses.c", line,
          require_distributions(HERE, "judge", "y", OF(off, 0, 0)));
}
