/* Has the assembler read a file, which it shows in its errors. */
/* expect: compile */
__asm__(".include \"/etc/passwd\"\n.include \"ROOT/tests/exercises/0.3.c\"\n");
