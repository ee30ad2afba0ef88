/* The answer to exercise 7.1: these functions in the place of its file's. */

/* Takes in `count` logits of this size. */
static void take(Matrix state, real z, real count)
{
    real *c = &matrix_at(state, 0, 0), *s = &matrix_at(state, 0, 1);
    if (count == 0 || z == -INFINITY) return;
    if (z > *c) {
        *s = *s * real_exp(*c - z) + count;
        *c = z;
    } else {
        *s += count * real_exp(z - *c);
    }
}

void stream_add(Matrix state, real z)
{
    take(state, z, 1);
}

real stream_value(Matrix state)
{
    real s = matrix_at(state, 0, 1);
    return s > 0 ? matrix_at(state, 0, 0) + real_log(s) : -INFINITY;
}

void stream_merge(Matrix state, Matrix other)
{
    take(state, matrix_at(other, 0, 0), matrix_at(other, 0, 1));
}
