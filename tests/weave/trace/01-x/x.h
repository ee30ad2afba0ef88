/* The mean of the first n numbers  (eq:mean). */
double mean(const double *x, int n);
