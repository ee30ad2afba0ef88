/* Texts that are nearly shapes, and room for few sizes. */

/* A shape of up to 16 sizes; one in two has a letter put in, changed or taken away. */
static void draw_text(Random *random, int k, char text[200])
{
    static const char letters[] = "0123456789-- +x.\t";
    static const size_t ends[] = {1, 10, 99999, 999999, 1000000, 1000001, 0};
    size_t count = k == 0 ? 1 : 1 + (size_t)random_below(random, 16), at = 0;
    for (size_t i = 0; i < count; i++) {
        size_t size = 1 + (size_t)random_below(random, 30);
        if (k % 3 == 0) size = ends[random_below(random, k % 6 ? 5 : 7)];
        at += (size_t)snprintf(text + at, 200 - at, i ? "-%zu" : "%zu", size);
    }
    size_t place = (size_t)random_below(random, at);
    char letter = letters[random_below(random, sizeof letters - 1)];
    if (k % 4 == 1) text[place] = letter;
    if (k % 4 == 3) memmove(text + place, text + place + 1, at - place);
}

Test(ex2_2_hidden, d_reads_what_is_nearly_a_shape)
{
    Random random = beside_random(1);
    for (int k = 0; k < 20 * DRAWS; k++) {
        char text[200];
        draw_text(&random, k, text);
        size_t most = 1 + (size_t)random_below(&random, 17), sizes[18], want[18];
        for (size_t i = 0; i < 18; i++) sizes[i] = want[i] = 4242;
        size_t count = right_read_shape(want, most, text);
        size_t got = read_shape(sizes, most, text);
        cr_assert(got == count, "a text has %zu sizes", got);
        for (size_t i = 0; i < count; i++)
            cr_assert(sizes[i] == want[i], "size %zu is %zu", i, sizes[i]);
        cr_assert(sizes[most] == 4242, "written behind the room");
        cr_assert(shape_parameters(text) == right_shape_parameters(text),
                  "%zu parameters", shape_parameters(text));
    }
}
