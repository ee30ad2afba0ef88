/* The answer to exercise 4.2: these functions in the place of its file's. */

void skip_forward(Matrix a, Matrix z, Matrix x, Matrix w, Matrix b, Activation f)
{
    dense_forward(z, x, w, b);
    activation_forward(a, z, f);
    matrix_add(a, a, x);
}

void skip_backward(Matrix dw, Matrix db, Matrix dx, Matrix dz, Matrix da, Matrix x,
                   Matrix z, Matrix w, Activation f)
{
    activation_backward(dz, da, z, f);
    dense_backward(dw, db, dx, x, w, dz);
    matrix_add(dx, dx, da); // the way around
}
