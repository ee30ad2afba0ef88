/* Embeds a file of the grader's through the assembler. */
/* expect: compile */
#include "matrix.h"

__asm__(".data\n.global stolen\nstolen:\n.macro take file\n.inc\\()bin \"\\file\"\n.endm\n"
        "take ROOT/tests/exercises/0.3.c\n");

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
}
