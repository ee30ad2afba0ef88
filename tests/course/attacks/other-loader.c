/* Names a program of its own as the loader. */
/* expect: slopes: element|no answer|compile|crashed */
#include "matrix.h"

__attribute__((used, section(".interp"))) static const char loader[] = "/sandbox";

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
}
