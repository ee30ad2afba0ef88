/* Twofold numbers: two doubles that stand for their exact sum, about 32 digits. The
 * ruler with which this chapter measures what a double loses, the same on every machine
 * (long double is not). Known as double-double arithmetic (Dekker 1971).
 *
 * |low| is at most half of the last digit of high. The errors are in parts of the
 * result; sizes above 1e300 and below 1e-290 are not provided for. */
#ifndef STABILITY_TWOFOLD_H
#define STABILITY_TWOFOLD_H

typedef struct Twofold {
    double high, low;
} Twofold;

/* a + b and a b without any error  (eq:two-sum, eq:two-product). */
Twofold two_sum(double a, double b);
Twofold two_product(double a, double b);

/* The operations on twofold numbers, each within 1e-31. For a sum whose parts nearly
 * cancel, that is 1e-31 of the parts. */
Twofold twofold_add(Twofold a, Twofold b);
Twofold twofold_multiply(Twofold a, Twofold b);
Twofold twofold_divide(Twofold a, Twofold b);

/* e^x for |x| <= 600, within 1e-28; ln x for 1e-260 <= x <= 1e260, within 1e-28 of
 * 1 + |ln x|  (eq:twofold-exp). */
Twofold twofold_exp(Twofold x);
Twofold twofold_log(Twofold x);

/* (got - want) / want. */
double twofold_error(double got, Twofold want);

#endif
