/* The answer to exercise 1.5: these functions in the place of its file's. */

/* The class whose z is highest for sample i. */
static size_t winner(Matrix x, size_t i, Matrix w, Matrix b)
{
    size_t best = 0;
    real highest = -INFINITY;
    for (size_t k = 0; k < w.cols; k++) {
        real z = matrix_at(b, 0, k);
        for (size_t j = 0; j < x.cols; j++)
            z += matrix_at(x, i, j) * matrix_at(w, j, k);
        if (z > highest) {
            highest = z;
            best = k;
        }
    }
    return best;
}

/* Moves column k by factor times sample i, and its bias by factor. */
static void push(Matrix w, Matrix b, size_t k, Matrix x, size_t i, real factor)
{
    for (size_t j = 0; j < x.cols; j++)
        matrix_at(w, j, k) += factor * matrix_at(x, i, j);
    matrix_at(b, 0, k) += factor;
}

static void learn(Matrix w, Matrix b, Matrix x, Matrix y)
{
    for (size_t i = 0; i < x.rows; i++) {
        size_t said = winner(x, i, w, b), is = (size_t)matrix_at(y, i, 0);
        if (said == is) continue;
        push(w, b, is, x, i, 1);
        push(w, b, said, x, i, -1);
    }
}

static size_t count_mistakes(Matrix w, Matrix b, Matrix x, Matrix y)
{
    size_t count = 0;
    for (size_t i = 0; i < x.rows; i++)
        count += winner(x, i, w, b) != (size_t)matrix_at(y, i, 0);
    return count;
}

void multiclass_predict(Matrix p, Matrix x, Matrix w, Matrix b)
{
    for (size_t i = 0; i < x.rows; i++) matrix_at(p, i, 0) = (real)winner(x, i, w, b);
}

void multiclass_train(Matrix w, Matrix b, Matrix x, Matrix y, size_t epochs)
{
    Matrix now_w = matrix_new(w.rows, w.cols), now_b = matrix_new(1, w.cols);
    size_t fewest = x.rows + 1;
    matrix_fill(now_w, 0);
    matrix_fill(now_b, 0);
    for (size_t epoch = 0; epoch < epochs && fewest > 0; epoch++) {
        learn(now_w, now_b, x, y);
        size_t mistakes = count_mistakes(now_w, now_b, x, y);
        if (mistakes >= fewest) continue;
        fewest = mistakes;
        matrix_copy(w, now_w);
        matrix_copy(b, now_b);
    }
    matrix_free(&now_w);
    matrix_free(&now_b);
}
