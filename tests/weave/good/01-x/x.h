#ifndef X_H
#define X_H

typedef double real;

/* A pair of numbers. */
typedef struct {
    real a;
    real b;
} Pair;

#define PAIR_MAX(p) \
    ((p).a > (p).b ? (p).a : (p).b)

/* The slope of the halved squared error  (eq:slope). */
real neuron_slope(real w, real x, real y);

#endif
