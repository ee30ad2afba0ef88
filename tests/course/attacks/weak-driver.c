/* Offers the driver's and the wire's functions a second time, weak and strong. */
/* expect: compile|slopes: element|no answer|well-formed */
#include "matrix.h"
#include <stdint.h>

__attribute__((weak)) double driver_real(void *answer);
double driver_real(void *answer)
{
    (void)answer;
    return 1;
}

void wire_real(void *wire, double number);
void wire_real(void *wire, double number)
{
    (void)wire, (void)number;
}
__asm__(".weak main\n.globl driver_functions\n.set driver_functions, 0\n");

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
}
