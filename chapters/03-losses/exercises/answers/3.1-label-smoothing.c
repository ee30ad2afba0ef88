/* The answer to exercise 3.1: these functions in the place of its file's. */

void smooth_labels(Matrix out, Matrix y, real amount)
{
    for (size_t i = 0; i < y.rows * y.cols; i++)
        out.data[i] = (1 - amount) * y.data[i] + amount / (real)y.cols;
}

real smoothed_floor(size_t classes, real amount)
{
    real small = amount / (real)classes, large = 1 - amount + small;
    real sum = -large * real_log(large);
    if (small > 0) sum -= (real)(classes - 1) * small * real_log(small);
    return sum;
}
