/* Says that its lines are those of another file, which the compiler shows beside an error. */
/* expect: compile */
#line 1 "/etc/passwd"
int broken = ;
#line 1 "ROOT/tests/exercises/0.3.c"
int broken_too = ;
