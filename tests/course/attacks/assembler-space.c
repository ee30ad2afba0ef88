/* Asks the assembler for a section of 64 gigabytes. */
/* expect: compile */
__asm__(".data\n.skip 0x1000000000, 7\n");
