/* Includes a file without an end. */
/* expect: compile */
#include "/dev/zero"
#include "/dev/stdin"
#include "/proc/self/environ"
