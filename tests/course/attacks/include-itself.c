/* Includes itself twice, and warns each time: two to the power of the depth that gcc allows. */
/* expect: compile */
#warning "again and again"
#include __FILE__
#include __FILE__
