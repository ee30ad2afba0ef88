/* Includes the tests, and what else lies about. */
/* expect: compile */
#if __has_include("ROOT/chapters/00-foundations/exercises/0.3-two-paths.test.c")
#include "ROOT/chapters/00-foundations/exercises/0.3-two-paths.test.c"
#endif
#if __has_include("/etc/passwd")
#error "it sees the machine's files"
#endif
#include "../../../chapters/00-foundations/exercises/0.3-two-paths.test.c"
