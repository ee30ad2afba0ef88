/* Gives the compiler options from within, a plugin and files to write among them. */
/* expect: slopes: element|compile */
#include "matrix.h"

#pragma GCC optimize("-fplugin=/tmp/escaped-NONCE.so")
#pragma GCC optimize("-fdump-tree-all=/tmp/escaped-NONCE")
#pragma GCC optimize("fast-math", "O0")

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
}
