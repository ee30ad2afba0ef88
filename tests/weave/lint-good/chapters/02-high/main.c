#include <stdio.h>
#include <stdlib.h>

static int shown;

int main(void)
{
    printf("%d\n", shown);
    exit(0);
}
