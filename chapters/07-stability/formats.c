#include "formats.h"

#include "check.h"

#include <string.h>

Format format_named(const char *name)
{
    static const Format known[] = {
        {"half", 5, 10}, {"bfloat16", 8, 7}, {"float", 8, 23}, {"double", 11, 52}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(known[i].name, name) == 0) return known[i];
    check_mistake(HERE, "format_named", "no format is named '%s'", name);
}

/* The exponent of the largest numbers, and what is added to every exponent. */
static int bias_of(Format format)
{
    return (1 << (format.exponent_bits - 1)) - 1;
}

/* The bits of infinity: exponent all ones, fraction 0. */
static uint64_t infinity_of(Format format)
{
    return (((uint64_t)1 << format.exponent_bits) - 1) << format.fraction_bits;
}

/* The whole number nearest to v >= 0, of two equally near the even one. */
static uint64_t round_to_even(double v)
{
    double down = floor(v), rest = v - down; // exact, both
    uint64_t whole = (uint64_t)down;
    bool odd = whole % 2 == 1;
    return rest > 0.5 || (rest == 0.5 && odd) ? whole + 1 : whole;
}

/* (eq:float-value), from right to left */
uint64_t format_encode(Format format, double x)
{
    int bits = format.fraction_bits, bias = bias_of(format), lowest = 1 - bias;
    uint64_t infinite = infinity_of(format);
    if (isnan(x)) return infinite | (uint64_t)1 << (bits - 1);
    uint64_t sign = (uint64_t)(signbit(x) != 0) << (format.exponent_bits + bits);
    if (isinf(x)) return sign | infinite;

    double size = fabs(x);
    int exponent;
    frexp(size, &exponent); // size = m 2^exponent with m in [1/2, 1)
    exponent--;             // so that m is in [1, 2)
    if (exponent > bias) return sign | infinite;
    if (size == 0 || exponent < lowest) exponent = lowest; // the steps get no finer

    // How many steps of the last digit, 2^(exponent - bits) each. From the lowest
    // normal number on they include the hidden 1, which counts the exponent up by one;
    // a carry out of the fraction does the same, up to infinity.
    uint64_t steps = round_to_even(ldexp(size, bits - exponent));
    return sign | (((uint64_t)(exponent - lowest) << bits) + steps);
}

/* (eq:float-value), from left to right */
double format_decode(Format format, uint64_t bits)
{
    int width = format.fraction_bits, lowest = 1 - bias_of(format);
    uint64_t fraction = bits & (((uint64_t)1 << width) - 1);
    uint64_t field = bits >> width & (((uint64_t)1 << format.exponent_bits) - 1);
    bool negative = bits >> (format.exponent_bits + width) & 1;

    double size;
    if (field << width == infinity_of(format))
        size = fraction == 0 ? INFINITY : NAN;
    else if (field == 0)
        size = ldexp((double)fraction, lowest - width);
    else // the hidden 1 stands before the fraction
        size = ldexp((double)(fraction + ((uint64_t)1 << width)),
                     (int)field - 1 + lowest - width);
    return negative ? -size : size;
}

/* (eq:rounding-error) */
double format_round(Format format, double x)
{
    return format_decode(format, format_encode(format, x));
}

double format_epsilon(Format format)
{
    return ldexp(1, -format.fraction_bits);
}

/* (eq:format-range) */
double format_largest(Format format)
{
    return ldexp(2 - format_epsilon(format), bias_of(format));
}

double format_smallest_normal(Format format)
{
    return ldexp(1, 1 - bias_of(format));
}

double format_smallest(Format format)
{
    return ldexp(1, 1 - bias_of(format) - format.fraction_bits);
}

/* (eq:exp-limits) */
real format_exp_overflow(Format format)
{
    real missing = real_log1p((real)(-format_epsilon(format) / 2));
    return (real)(bias_of(format) + 1) * real_log(2) + missing;
}

real format_exp_underflow(Format format)
{
    int half_step = 1 - bias_of(format) - format.fraction_bits - 1;
    return (real)half_step * real_log(2);
}
