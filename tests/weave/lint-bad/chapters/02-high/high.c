static double helper(double x)
{
    return x;
}

double high(const double *x, int n)
{
    double total = helper(0.0);
    for (int i = 0; i < n; i++) {
        double next = x[i];          // no comment
        if (next<0.0) next = -next;

        if (next > 1.0)  next = 1.0;
        total += next * next;
        total += next / 2.0;
    }
    return total;
}
