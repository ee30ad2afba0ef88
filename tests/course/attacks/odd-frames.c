/* Answers in frames that are none: lengths with signs, overflows and zeros. */
/* expect: well-formed|more than */
#include "matrix.h"
#include <string.h>
#include <unistd.h>

void graph_slopes(Matrix slopes, Matrix inputs)
{
    (void)slopes, (void)inputs;
    static int which;
    const char *texts[] = {"answer -1\n",     "answer 18446744073709551617\n",
                           "answer 0\n",      "answer +5\ndone ",
                           "answer  4\ndone", "ANSWER 4\ndone"};
    const char *text = texts[which++ % 6];
    if (write(3, text, strlen(text)) < 0) return;
}
