/* Finding the operation that made the first NaN.
 *
 * A tracer watches single operations go by. It keeps the first one whose result was
 * infinite and the first whose result was NaN, with inputs and place; what comes after
 * is only spreading. trace_network sends a whole network through it, operation by
 * operation, in the order of network_forward and network_backward, and with the same
 * results to the bit. */
#ifndef STABILITY_TRACE_H
#define STABILITY_TRACE_H

#include "backprop.h"

typedef enum TraceKind {
    TRACE_NOTHING, // not found
    TRACE_GIVEN,   // the number came in from outside: an input or a weight
    TRACE_ONE,     // one input, a
    TRACE_TWO,     // two inputs, a and b
    TRACE_MANY     // many inputs, from a to b
} TraceKind;

/* One operation, and where it stood: element (row, col) of `part` of a layer. */
typedef struct TraceStep {
    TraceKind kind;
    const char *operation; // "+", "exp", or a loss's or an activation's name
    real a, b, result;
    const char *part; // "z", "dw", ...; "loss" or "batch"; NULL without a place
    size_t layer, row, col;
} TraceStep;

typedef struct Tracer {
    TraceStep now;           // place of the next operation
    TraceStep infinite, nan; // the first of each
    size_t operations;       // that have gone by
} Tracer;

/* A tracer that has seen nothing yet. */
Tracer tracer_new(void);

/* Says where the next operations stand. */
void tracer_at(Tracer *tracer, const char *part, size_t layer, size_t row, size_t col);

/* a OPERATION b for "+", "-", "*" and "/"; OPERATION(a) for "exp", "log" and "sqrt".
 * Returns the result and takes note of it. Another operation is a mistake. */
real traced(Tracer *tracer, const char *operation, real a, real b);

/* Takes note of a result that was computed elsewhere, and returns it. */
real trace_note(Tracer *tracer, TraceKind kind, const char *operation, real a, real b,
                real result);

/* Writes one line into text, at most size bytes: `layer 1, z (0, 2): 1e+200 * 1e+200 =
 * inf`, or `none`. Returns text. */
char *trace_describe(char *text, size_t size, TraceStep step);

/* network_forward, traced: the parameters first, then x, z and a, layer by layer. */
Matrix trace_forward(Tracer *tracer, Cache *cache, Network network, Matrix x);

/* network_backward, traced: the loss of each sample and of all, its slopes, then dz,
 * dw, db and dx from the last layer to the first. */
real trace_backward(Tracer *tracer, Gradients *gradients, Network network,
                    const Cache *cache, Matrix y, Loss loss);

/* Both, for one batch x (m, n_in) with its targets y (m, n_out). Run it when a loss
 * or a gradient is not finite, on the batch that did it, before the step that would
 * spread it. Allocates what it needs and frees it. */
Tracer trace_network(Network network, Matrix x, Matrix y, Loss loss);

#endif
