/* Says that its lines are those of another file, which the compiler shows beside an error. */
/* expect: compile */
#line 1 "/etc/passwd"
int broken = ;
#line 1 "ROOT/chapters/00-foundations/exercises/0.3-two-paths.test.c"
int broken_too = ;
