/* Takes the place of the memory's and the texts' functions. */
/* expect: compile|slopes: element|no answer|well-formed|crashed */
#include "matrix.h"
#include <stddef.h>

static char room[1 << 20];

void *malloc(size_t size)
{
    (void)size;
    return room;
}

void *calloc(size_t count, size_t size)
{
    (void)count, (void)size;
    return room;
}

void *realloc(void *old, size_t size)
{
    (void)old, (void)size;
    return room;
}

void free(void *old)
{
    (void)old;
}

int strcmp(const char *a, const char *b)
{
    (void)a, (void)b;
    return 0;
}

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
}
