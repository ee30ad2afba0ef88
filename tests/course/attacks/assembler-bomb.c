/* Repeats itself in the assembler, to a gigabyte. */
/* expect: compile|come to an end */
__asm__(".data\n.rept 1000000000\n.byte 1\n.endr\n");
