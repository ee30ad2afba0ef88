/* Streams of every length, of all sizes, cut anywhere; some of them empty. */

static Matrix stream(void)
{
    Matrix state = matrix_new(1, 2);
    state.data[0] = -INFINITY;
    state.data[1] = 0;
    return state;
}

static void require_value(Matrix state, Matrix right)
{
    real got = stream_value(state), want = right_stream_value(right);
    cr_assert(isinf(want) ? got == want : close_to(got, want, 200, 200),
              "the value is %g", (double)got);
}

Test(ex7_1_hidden, d_any_logits_in_three_streams)
{
    Random random = beside_random(1);
    for (int k = 0; k < 2 * DRAWS; k++) {
        Matrix states[3], all = stream();
        for (int s = 0; s < 3; s++) states[s] = stream();
        size_t count = k == 0 ? 0 : (size_t)random_below(&random, 12);
        real size = k % 2 ? 2 : 2000;
        for (size_t i = 0; i < count; i++) {
            real z = random_below(&random, 5) ? size * random_normal(&random)
                                              : -INFINITY;
            stream_add(states[random_below(&random, (uint64_t)k % 3 + 1)], z);
            right_stream_add(all, z);
        }
        for (int s = 1; s < 3; s++) {
            Matrix before = beside_copy(states[s]);
            stream_merge(states[0], states[s]);
            require_same("other", states[s], before);
        }
        require_value(states[0], all);
    }
}
