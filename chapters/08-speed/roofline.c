#include "roofline.h"

#include <stdlib.h>

/* (eq:roofline) */
double roofline(double intensity, double bandwidth, double peak)
{
    double reach = intensity * bandwidth;
    return reach < peak ? reach : peak;
}

/* (eq:tile-intensity) */
double tile_intensity(size_t rows, size_t cols, size_t bytes)
{
    return 2 * (double)(rows * cols) / (double)(bytes * (rows + cols));
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double median(double *numbers, size_t count)
{
    qsort(numbers, count, sizeof *numbers, by_value);
    return (numbers[(count - 1) / 2] + numbers[count / 2]) / 2;
}

double spread(double *numbers, size_t count)
{
    double middle = median(numbers, count);
    return (numbers[count - 1] - numbers[0]) / middle;
}

/* (eq:sample-work) */
size_t sample_operations(size_t inputs, size_t hidden, size_t classes)
{
    size_t first = inputs * hidden, second = hidden * classes;
    return 2 * (2 * first + 3 * second);
}
