#include "twofold.h"

#include "real.h"

/* ln 2 */
#define LN2 ((Twofold){0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56})

/* (eq:two-sum) */
Twofold two_sum(double a, double b)
{
    double sum = a + b;
    double b_part = sum - a, a_part = sum - b_part; // what of each is in the sum
    return (Twofold){sum, (a - a_part) + (b - b_part)};
}

/* The upper 26 digits of a, so that products of such halves are exact. */
static double upper_half(double a)
{
    double shifted = a * 134217729; // 2^27 + 1
    return shifted - (shifted - a);
}

/* (eq:two-product) */
Twofold two_product(double a, double b)
{
    double product = a * b;
    double a1 = upper_half(a), a2 = a - a1, b1 = upper_half(b), b2 = b - b1;
    double low = ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2;
    return (Twofold){product, low};
}

Twofold twofold_add(Twofold a, Twofold b)
{
    Twofold high = two_sum(a.high, b.high), low = two_sum(a.low, b.low);
    high = two_sum(high.high, high.low + low.high);
    return two_sum(high.high, high.low + low.low);
}

Twofold twofold_multiply(Twofold a, Twofold b)
{
    Twofold product = two_product(a.high, b.high);
    double cross = a.high * b.low + a.low * b.high;
    return two_sum(product.high, product.low + cross);
}

/* A quotient of doubles, and twice a quotient of what is left. */
Twofold twofold_divide(Twofold a, Twofold b)
{
    Twofold quotient = {a.high / b.high, 0};
    for (int i = 0; i < 2; i++) {
        Twofold back = twofold_multiply(quotient, (Twofold){-b.high, -b.low});
        double rest = twofold_add(a, back).high;
        quotient = twofold_add(quotient, (Twofold){rest / b.high, 0});
    }
    return quotient;
}

/* (eq:twofold-exp) x = k ln 2 + 256 r; the series for e^r - 1, then eight doublings. */
Twofold twofold_exp(Twofold x)
{
    enum { TERMS = 11, DOUBLINGS = 8 };
    double k = floor(x.high / LN2.high + 0.5);
    Twofold r = twofold_add(x, twofold_multiply(LN2, (Twofold){-k, 0}));
    r = (Twofold){ldexp(r.high, -DOUBLINGS), ldexp(r.low, -DOUBLINGS)};

    Twofold one = {1, 0}, s = one;
    for (int n = TERMS; n >= 2; n--) // 1 + r/2 (1 + r/3 (1 + r/4 (...)))
        s = twofold_add(one, twofold_multiply(twofold_divide(r, (Twofold){n, 0}), s));
    s = twofold_multiply(r, s);
    for (int i = 0; i < DOUBLINGS; i++) // e^2r - 1 = (e^r - 1) (2 + e^r - 1)
        s = twofold_multiply(s, twofold_add(s, (Twofold){2, 0}));

    s = twofold_add(s, one);
    return (Twofold){ldexp(s.high, (int)k), ldexp(s.low, (int)k)};
}

/* Newton's method on e^y = x: y + x e^-y - 1, which doubles the digits each time. */
Twofold twofold_log(Twofold x)
{
    int k;
    double m = frexp(x.high, &k);
    Twofold y = {(double)real_log((real)m), 0};
    x = (Twofold){m, ldexp(x.low, -k)};
    for (int i = 0; i < 3; i++) {
        Twofold ratio = twofold_multiply(x, twofold_exp((Twofold){-y.high, -y.low}));
        y = twofold_add(y, twofold_add(ratio, (Twofold){-1, 0}));
    }
    return twofold_add(y, twofold_multiply(LN2, (Twofold){k, 0}));
}

double twofold_error(double got, Twofold want)
{
    Twofold gap = twofold_add((Twofold){got, 0}, (Twofold){-want.high, -want.low});
    return gap.high / want.high;
}
