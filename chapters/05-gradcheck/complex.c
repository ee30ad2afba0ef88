#include "complex.h"

#include "check.h"

Complex complex_add(Complex a, Complex b)
{
    return (Complex){a.re + b.re, a.im + b.im};
}

Complex complex_subtract(Complex a, Complex b)
{
    return (Complex){a.re - b.re, a.im - b.im};
}

/* (eq:complex-product) */
Complex complex_multiply(Complex a, Complex b)
{
    return (Complex){a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}

/* (eq:complex-quotient) */
Complex complex_divide(Complex a, Complex b)
{
    real size = b.re * b.re + b.im * b.im;
    Complex above = complex_multiply(a, (Complex){b.re, -b.im});
    return (Complex){above.re / size, above.im / size};
}

/* (eq:complex-exp) */
Complex complex_exp(Complex a)
{
    real size = real_exp(a.re);
    return (Complex){size * real_cos(a.im), size * real_sin(a.im)};
}

/* (eq:complex-step) */
real complex_step(Complex (*f)(Complex), real x, real h)
{
    if (!(h > 0))
        check_mistake(HERE, "complex_step", "the step is %g, expected above 0", h);
    return f((Complex){x, h}).im / h;
}
