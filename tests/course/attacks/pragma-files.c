/* Names files in pragmas. */
/* expect: compile */
#pragma GCC dependency "/etc/passwd"
#pragma GCC pch_preprocess "/etc/passwd"
_Pragma("GCC dependency \"ROOT/tests/exercises/0.3.c\"")
#include_next <../../../etc/passwd>
