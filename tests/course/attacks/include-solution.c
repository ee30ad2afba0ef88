/* Includes the reference solution. */
/* expect: compile */
#include "ROOT/chapters/00-foundations/exercises/answers/0.3-two-paths.c"
