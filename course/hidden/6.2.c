/* Layers of every size, of which some units, none or all are dead. */

/* A unit is dead by chance; one that lives says something once, the sign drawn. */
static Matrix draw_said(Random *random, int k, size_t m, size_t out, bool *dead)
{
    Matrix a = matrix_new(m, out);
    matrix_fill(a, 0);
    for (size_t j = 0; j < out; j++) {
        dead[j] = k == 1 || (k != 2 && random_below(random, 2) == 0);
        size_t row = (size_t)random_below(random, m);
        if (!dead[j]) matrix_at(a, row, j) = random_below(random, 2) ? (real)1e-9 : -1;
    }
    return a;
}

Test(ex6_2_hidden, d_any_shape)
{
    Random random = beside_random(1);
    for (int k = 0; k < DRAWS; k++) {
        size_t m = beside_size(&random, k, 9), n = beside_size(&random, k, 9);
        size_t out = beside_size(&random, k, 20), count = 0;
        bool dead[20];
        Matrix a = draw_said(&random, k, m, out, dead), said = beside_copy(a);
        Matrix w = beside_draw(&random, n, out, 50),
               b = beside_draw(&random, 1, out, 50);
        Matrix old_w = beside_copy(w), old_b = beside_copy(b);
        size_t got = revive(w, b, a, (uint64_t)k);
        for (size_t j = 0; j < out; j++) {
            count += dead[j];
            real bias = dead[j] ? 0 : old_b.data[j];
            cr_assert(b.data[j] == bias, "a bias is %g", (double)b.data[j]);
            for (size_t i = 0; i < n; i++)
                cr_assert((matrix_at(w, i, j) == matrix_at(old_w, i, j)) == !dead[j],
                          "a weight of a unit that %s", dead[j] ? "is dead" : "lives");
        }
        require_finite("w", w);
        cr_assert(got == count, "%zu units were revived", got);
        require_same("a", a, said);
    }
}
