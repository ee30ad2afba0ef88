/* Log-sum-exp of a stream. */
#include "exercises/support.h"
#include "stable.h"

void stream_add(Matrix state, real z);
real stream_value(Matrix state);
void stream_merge(Matrix state, Matrix other);

TestSuite(ex7_1, .timeout = 10);

typedef struct Stream {
    real numbers[2];
} Stream;

static Matrix state_of(Stream *stream)
{
    return matrix_view(stream->numbers, 1, 2);
}

static Stream stream_new(void)
{
    return (Stream){{-INFINITY, 0}};
}

/* The value of a stream of these logits. */
static real value_of(const real *z, size_t n)
{
    Stream stream = stream_new();
    for (size_t i = 0; i < n; i++) stream_add(state_of(&stream), z[i]);
    return stream_value(state_of(&stream));
}

/* The chapter's own, which looks twice. */
static real trusted(const real *z, size_t n)
{
    real out, row[512];
    for (size_t i = 0; i < n; i++) row[i] = z[i];
    log_sum_exp(matrix_view(&out, 1, 1), matrix_view(row, 1, n));
    return out;
}

Test(ex7_1, a_one_logit_is_itself)
{
    const real z[] = {0, 3, -2.5f, 1000, -1000, REAL_MAX, -REAL_MAX};
    for (int i = 0; i < 7; i++) {
        real value = value_of(&z[i], 1);
        cr_assert(value == z[i], "the stream of %g alone has the value %g: ln e^z = z",
                  (double)z[i], (double)value);
    }
}

Test(ex7_1, a_the_state_is_largest_and_sum)
{
    Stream stream = stream_new();
    stream_add(state_of(&stream), 3);
    stream_add(state_of(&stream), 5);
    stream_add(state_of(&stream), 5);
    cr_assert(stream.numbers[0] == 5, "after 3, 5, 5 the largest is %g",
              (double)stream.numbers[0]);
    cr_assert(close_to(stream.numbers[1], (real)2.1353352832366127, 8, 0),
              "after 3, 5, 5 the sum is %.9g, expected 2 + e^-2 = 2.135335283: the old "
              "terms shrink when a larger logit comes",
              (double)stream.numbers[1]);
}

Test(ex7_1, b_rising_and_falling_streams_agree)
{
    real up[40], down[40];
    for (int i = 0; i < 40; i++) up[i] = down[39 - i] = (real)(i - 20);
    real want = trusted(up, 40);
    cr_assert(close_to(value_of(up, 40), want, 64, 0), "rising: %.9g, expected %.9g",
              (double)value_of(up, 40), (double)want);
    cr_assert(close_to(value_of(down, 40), want, 64, 0), "falling: %.9g, expected %.9g",
              (double)value_of(down, 40), (double)want);
}

Test(ex7_1, b_any_order_gives_the_rows_value)
{
    Random random = random_seed(exercise_seed());
    for (int repeat = 0; repeat < 50; repeat++) {
        real z[300], spread = (real)(repeat % 5 == 0 ? 2000 : 3 * repeat + 1);
        size_t n = 1 + random_below(&random, 300);
        for (size_t i = 0; i < n; i++)
            z[i] = spread * (2 * random_uniform(&random) - 1);
        real want = trusted(z, n), got = value_of(z, n);
        // 300 additions and as many shrinkings of the sum, each a rounding or two
        cr_assert(close_to(got, want, 64, 2000), "%zu logits: %.12g, expected %.12g", n,
                  (double)got, (double)want);
    }
}

Test(ex7_1, b_large_logits_do_not_overflow)
{
    const real z[] = {-1000, 1000, 1001, -1001, 1002};
    cr_assert(close_to(value_of(z, 5), (real)1002.40760596444438, 8, 0),
              "logits around 1000 give %g: which exponential is above 1?",
              (double)value_of(z, 5));
}

Test(ex7_1, b_minus_infinity_changes_nothing)
{
    const real inf = INFINITY;
    const real z[] = {-inf, -inf, 2, -inf, 4, -inf}, plain[] = {2, 4};
    real first = value_of(z, 2), all = value_of(z, 6);
    cr_assert(first == -inf, "of -inf alone the value is %g, expected -inf",
              (double)first);
    cr_assert(close_to(all, value_of(plain, 2), 0, 0) && isfinite(all),
              "with -inf among the logits the value is %g, expected %g: "
              "-inf less -inf is NaN",
              (double)all, (double)value_of(plain, 2));
    Stream empty = stream_new();
    cr_assert(stream_value(state_of(&empty)) == -inf, "an empty stream has ln 0");
}

Test(ex7_1, c_merged_halves_are_the_whole)
{
    Random random = random_seed(exercise_seed() + 1);
    for (int repeat = 0; repeat < 50; repeat++) {
        real z[100];
        Stream left = stream_new(), right = stream_new(), before;
        size_t cut = random_below(&random, 101);
        for (size_t i = 0; i < 100; i++) {
            z[i] = 300 * (2 * random_uniform(&random) - 1);
            stream_add(state_of(i < cut ? &left : &right), z[i]);
        }
        before = right;
        stream_merge(state_of(&left), state_of(&right));
        real got = stream_value(state_of(&left)), want = trusted(z, 100);
        cr_assert(close_to(got, want, 64, 1000), "cut at %zu: %.12g, expected %.12g",
                  cut, (double)got, (double)want);
        cr_assert(before.numbers[0] == right.numbers[0] &&
                      before.numbers[1] == right.numbers[1],
                  "the other stream was changed");
    }
}

Test(ex7_1, c_merging_with_nothing)
{
    Stream one = stream_new(), none = stream_new(), again = stream_new();
    stream_add(state_of(&one), 7);
    stream_merge(state_of(&one), state_of(&none));
    cr_assert(stream_value(state_of(&one)) == 7, "an empty stream has nothing to add");
    stream_merge(state_of(&none), state_of(&one));
    cr_assert(stream_value(state_of(&none)) == 7, "all of it came from the other");
    Stream nothing = stream_new();
    stream_merge(state_of(&again), state_of(&nothing));
    cr_assert(stream_value(state_of(&again)) == -INFINITY, "nothing and nothing");
}
