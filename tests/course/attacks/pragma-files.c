/* Names files in pragmas. */
/* expect: compile */
#pragma GCC dependency "/etc/passwd"
#pragma GCC pch_preprocess "/etc/passwd"
_Pragma("GCC dependency \"ROOT/chapters/00-foundations/exercises/0.3-two-paths.test.c\"")
#include_next <../../../etc/passwd>
