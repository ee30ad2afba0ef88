/* Has the assembler read a file, which it shows in its errors. */
/* expect: compile */
__asm__(".include \"/etc/passwd\"\n.include \"ROOT/chapters/00-foundations/exercises/0.3-two-paths.test.c\"\n");
