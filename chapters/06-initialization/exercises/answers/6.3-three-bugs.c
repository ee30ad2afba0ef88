/* The answer to exercise 6.3: these functions in the place of its file's. */

void draw_he(Matrix w, uint64_t seed)
{
    Random random = random_seed(seed);
    real variance = 2 / (real)w.rows;
    random_fill_normal(&random, w, 0, real_sqrt(variance));
}

real forecast(real square, Matrix sizes)
{
    for (size_t l = 0; l + 1 < sizes.cols; l++) {
        real n_in = matrix_at(sizes, 0, l), variance = 2 / n_in;
        real kept = l == 0 ? 1 : (real)0.5;
        square = size_factor((size_t)n_in, variance, kept) * square;
    }
    return square;
}
