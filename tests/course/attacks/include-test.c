/* Includes the tests, and what else lies about. */
/* expect: compile */
#if __has_include("ROOT/tests/exercises/0.3.c")
#include "ROOT/tests/exercises/0.3.c"
#endif
#if __has_include("/etc/passwd")
#error "it sees the machine's files"
#endif
#include "../../../tests/exercises/0.3.c"
