/* A brace is missing. */
/* points: 0 */
/* says: It was not compiled */
#include "activation.h"

real softplus(real z);

real softplus(real z)
{
    return z
