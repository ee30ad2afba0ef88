/* Complex numbers, as few operations as the complex step needs, and the complex step.
 *
 * The functions use + - * / and the functions of real.h only, so that they give the
 * same bits on every machine, which C's own complex numbers do not promise. */
#ifndef GRADCHECK_COMPLEX_H
#define GRADCHECK_COMPLEX_H

#include "real.h"

typedef struct Complex {
    real re, im; // re + i im
} Complex;

Complex complex_add(Complex a, Complex b);
Complex complex_subtract(Complex a, Complex b);

/* (a + ib)(c + id) = (ac - bd) + i(ad + bc)  (eq:complex-product). */
Complex complex_multiply(Complex a, Complex b);

/* a / b, for b not 0: above and below times the conjugate of b
 * (eq:complex-quotient). */
Complex complex_divide(Complex a, Complex b);

/* e^(u + iv) = e^u (cos v + i sin v)  (eq:complex-exp). */
Complex complex_exp(Complex a);

/* The slope of f at the real x, the imaginary part of f(x + ih) divided by h
 * (eq:complex-step; Squire & Trapp 1998). h > 0 may be as small as 1e-100 (1e-20 in
 * float): nothing is subtracted. f must be built from operations that carry the
 * imaginary part along, and be real for real numbers. */
real complex_step(Complex (*f)(Complex), real x, real h);

#endif
