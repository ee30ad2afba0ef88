/* Shapes read from text: good ones, bad ones, and their parameters. */
#include "exercises/support.h"
#include "network.h"

#include <string.h>

size_t read_shape(size_t *sizes, size_t most, const char *text);
size_t shape_parameters(const char *text);

TestSuite(ex2_2, .timeout = 10);

enum { ROOM = 20, UNTOUCHED = 4242 };

static void fill(size_t *sizes)
{
    for (size_t i = 0; i < ROOM; i++) sizes[i] = UNTOUCHED;
}

static void require_shape(const char *text, size_t count, const size_t *want)
{
    size_t sizes[ROOM];
    fill(sizes);
    size_t got = read_shape(sizes, count, text); // room for exactly so many
    cr_assert(got == count, "'%s' has %zu sizes, expected %zu", text, got, count);
    for (size_t i = 0; i < count; i++)
        cr_assert(sizes[i] == want[i], "'%s': size %zu is %zu, expected %zu", text, i,
                  sizes[i], want[i]);
    cr_assert(sizes[count] == UNTOUCHED, "'%s': written behind the last size", text);
}

Test(ex2_2, a_reads_shapes)
{
    require_shape("784-128-10", 3, (const size_t[]){784, 128, 10});
    require_shape("4-3", 2, (const size_t[]){4, 3});
    require_shape("1-1000000-7-900", 4, (const size_t[]){1, 1000000, 7, 900});
}

Test(ex2_2, b_reads_any_shape)
{
    Random random = random_seed(exercise_seed());
    for (int k = 0; k < 200; k++) {
        size_t sizes[ROOM], count = 2 + random_below(&random, 15);
        char text[ROOM * 8] = "";
        for (size_t i = 0; i < count; i++) {
            sizes[i] = 1 + random_below(&random, k % 2 ? 12 : 1000000);
            snprintf(text + strlen(text), sizeof text - strlen(text),
                     i ? "-%zu" : "%zu", sizes[i]);
        }
        require_shape(text, count, sizes);
    }
}

static void require_none(const char *const *texts, const char *why)
{
    require_shape("4-3", 2, (const size_t[]){4, 3}); // to refuse all is no answer
    for (; *texts; texts++) {
        size_t sizes[ROOM];
        fill(sizes);
        size_t got = read_shape(sizes, 8, *texts);
        cr_assert(got == 0, "'%s' gives %zu, expected 0: %s", *texts, got, why);
        cr_assert(sizes[8] == UNTOUCHED, "'%s': written behind the room", *texts);
        cr_assert(shape_parameters(*texts) == 0 || strlen(*texts) > 15,
                  "'%s' has %zu parameters, expected 0", *texts,
                  shape_parameters(*texts));
    }
}

Test(ex2_2, b_refuses_what_is_cut_short)
{
    require_none(
        (const char *const[]){"", "5", "5-", "-5", "4-8-", "-4-8", "-", "4--8", NULL},
        "between two dashes, and at both ends, a size must stand");
}

Test(ex2_2, b_refuses_other_letters)
{
    require_none((const char *const[]){"4-x", "4x8", "4,8", "4-8 ", " 4-8", "4- 8",
                                       "4-+8", "4-8\n", "0x4-8", "4-8.0", "4-1e3",
                                       NULL},
                 "digits, and one dash between sizes, and nothing else");
}

Test(ex2_2, b_refuses_sizes_out_of_range)
{
    require_none((const char *const[]){"0-3", "4-0-3", "4-1000001", "1000001-4",
                                       "4-18446744073709551617-3",
                                       "4-99999999999999999999999999999", NULL},
                 "a size is 1 to 1000000");
}

Test(ex2_2, b_refuses_more_sizes_than_there_is_room_for)
{
    size_t sizes[ROOM];
    for (size_t most = 0; most < 5; most++) {
        fill(sizes);
        size_t got = read_shape(sizes, most, "5-6-7-8-9");
        cr_assert(got == 0, "five sizes, room for %zu, and it gives %zu", most, got);
        cr_assert(sizes[most] == UNTOUCHED, "written behind a room of %zu", most);
    }
    cr_assert(read_shape(sizes, 5, "5-6-7-8-9") == 5, "five fit into five");
}

Test(ex2_2, c_counts_parameters)
{
    static const struct {
        const char *text;
        size_t count;
    } known[] = {{"784-128-10", 101770},
                 {"4-8-3", 67},
                 {"2-2-1", 9},
                 {"5-1", 6},
                 {"1000000-1000000", 1000001000000}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        size_t got = shape_parameters(known[i].text);
        cr_assert(got == known[i].count, "%s has %zu parameters, expected %zu",
                  known[i].text, got, known[i].count);
    }
}

/* The chapter's own count, for drawn shapes of up to 16 sizes. */
Test(ex2_2, c_counts_as_the_chapter_does)
{
    const char *names[16];
    Random random = random_seed(exercise_seed() + 1);
    for (size_t l = 0; l < 16; l++) names[l] = "relu";
    for (int k = 0; k < 50; k++) {
        size_t sizes[16], count = k == 0 ? 16 : 2 + random_below(&random, 15);
        char text[200] = "";
        for (size_t i = 0; i < count; i++) {
            sizes[i] = 1 + random_below(&random, 30);
            snprintf(text + strlen(text), sizeof text - strlen(text),
                     i ? "-%zu" : "%zu", sizes[i]);
        }
        Network network = network_new(count - 1, sizes, names);
        size_t want = network_parameters(network), got = shape_parameters(text);
        network_free(&network);
        cr_assert(got == want, "%s has %zu parameters, expected %zu", text, got, want);
    }
}
