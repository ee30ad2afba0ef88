/* The trusted side of a call. A generated file defines each function of an exercise, in
 * its own signature, out of these: it names the arguments in order, asks, takes the
 * result and whatever else came back, and ends.
 *
 *     real hinge_loss(Matrix z, Matrix y)
 *     {
 *         Call *call = call_begin("hinge_loss");
 *         call_matrix(call, z, true);
 *         call_matrix(call, y, true);
 *         call_ask(call);
 *         real result = call_take_real(call);
 *         call_end(call);
 *         return result;
 *     }
 *
 * The function itself runs in another process, which the program behind the socket
 * GRADER_SOCKET starts in a sandbox: one for each test. Anything but an explicit,
 * well-formed answer fails the test, with the reason. */
#ifndef COURSE_PROXY_H
#define COURSE_PROXY_H

#include "wire.h"

typedef struct Call Call;

Call *call_begin(const char *function);

/* Every matrix comes back whole, with what the function left in it, unless `back` is
 * false. Matrices that share numbers share them on the other side too. */
void call_matrix(Call *call, Matrix m, bool back);
void call_real(Call *call, real number);
void call_count(Call *call, uint64_t count);
void call_string(Call *call, const char *string);

void call_ask(Call *call);

real call_take_real(Call *call);
uint64_t call_take_count(Call *call, uint64_t most);

/* Takes the matrices' numbers; requires that nothing is left. */
void call_end(Call *call);

#endif
