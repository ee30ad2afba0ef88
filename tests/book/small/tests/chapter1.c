#include "small.h"

#include <criterion/criterion.h>

/* (eq:small-step) */
Test(small, step_by_hand)
{
    cr_assert(small_step(1, 0.5, 0.5) == 0.75);
}
