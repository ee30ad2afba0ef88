/* Linked into the build of `make coverage` only, in place of abort and _exit: a test's
 * child that ends by one of them writes down first what it has run. */
#include <stdlib.h>
#include <unistd.h>

void __gcov_dump(void);
_Noreturn void __real_abort(void);
_Noreturn void __real__exit(int status);
_Noreturn void __wrap_abort(void);
_Noreturn void __wrap__exit(int status);

_Noreturn void __wrap_abort(void)
{
    __gcov_dump();
    __real_abort();
}

_Noreturn void __wrap__exit(int status)
{
    __gcov_dump();
    __real__exit(status);
}
