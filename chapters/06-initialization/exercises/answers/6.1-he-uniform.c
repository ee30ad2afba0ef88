/* The answer to exercise 6.1: these functions in the place of its file's. */

void gain_uniform(Matrix w, real gain, uint64_t seed)
{
    Random random = random_seed(seed);
    real limit = real_sqrt(3 * gain / (real)w.rows);
    random_fill_uniform(&random, w, -limit, limit);
}
