/* The answer to exercise 5.3: these functions in the place of its file's. */

real worst_error(size_t *place, Matrix derived, Matrix measured, real floor)
{
    real worst = -1;
    size_t count = derived.rows * derived.cols;
    *place = 0;
    for (size_t k = 0; k < count; k++) {
        real a = derived.data[k], n = measured.data[k];

        // how far apart they are, and how large the larger one is
        real apart = without_sign(a - n);
        real size = without_sign(a);
        if (without_sign(n) > size) size = without_sign(n);
        if (floor > size) size = floor;

        // the error, and whether it is the worst so far
        real error = apart / size;
        if (!isfinite(a) || !isfinite(n)) error = INFINITY;
        if (error <= worst) continue;
        worst = error;
        *place = k;
    }
    return worst;
}
