double high(const double *values, int count);
