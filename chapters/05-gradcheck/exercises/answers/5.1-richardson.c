/* The answer to exercise 5.1: these functions in the place of its file's. */

real richardson_slope(const real values[4], real h)
{
    real wide = (values[3] - values[0]) / (2 * h);
    real narrow = (values[2] - values[1]) / h;
    return (4 * narrow - wide) / 3;
}
