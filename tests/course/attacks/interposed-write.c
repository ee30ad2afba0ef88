/* Replaces the functions through which the answer is given. */
/* expect: no answer|well-formed|compile */
#include "matrix.h"
#include <sys/types.h>

ssize_t write(int fd, const void *bytes, size_t size);
ssize_t write(int fd, const void *bytes, size_t size)
{
    (void)fd, (void)bytes;
    return (ssize_t)size;
}

void wire_real(void *wire, double number);
void wire_real(void *wire, double number)
{
    (void)wire, (void)number;
}

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
}
