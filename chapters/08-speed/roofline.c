#include "roofline.h"

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
