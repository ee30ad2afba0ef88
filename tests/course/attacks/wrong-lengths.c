/* Answers in the right form, of the wrong length, with numbers that are none. */
/* expect: well-formed */
#include "matrix.h"
#include <string.h>
#include <unistd.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    const char *text = "answer 39\nx3ff0000000000000 nan(77) 0x1p+0 \"><x>\n";
    if (write(3, text, strlen(text)) < 0) return;
}
