#include "trace.h"

#include <stdio.h>
#include <string.h>

Tracer tracer_new(void)
{
    return (Tracer){.now = {.kind = TRACE_NOTHING}};
}

void tracer_at(Tracer *tracer, const char *part, size_t layer, size_t row, size_t col)
{
    tracer->now = (TraceStep){.part = part, .layer = layer, .row = row, .col = col};
}

real trace_note(Tracer *tracer, TraceKind kind, const char *operation, real a, real b,
                real result)
{
    tracer->operations++;
    if (isfinite(result)) return result;
    TraceStep *first = isnan(result) ? &tracer->nan : &tracer->infinite;
    if (first->kind != TRACE_NOTHING) return result; // it has only spread

    *first = tracer->now;
    first->kind = kind;
    first->operation = operation;
    first->a = a;
    first->b = b;
    first->result = result;
    return result;
}

real traced(Tracer *tracer, const char *operation, real a, real b)
{
    TraceKind kind = strlen(operation) > 1 ? TRACE_ONE : TRACE_TWO;
    real result = 0;
    switch (operation[0]) {
    case '+': result = a + b; break;
    case '-': result = a - b; break;
    case '*': result = a * b; break;
    case '/': result = a / b; break;
    case 'e': result = real_exp(a); break;
    case 'l': result = real_log(a); break;
    case 's': result = real_sqrt(a); break;
    default: check_mistake(HERE, "traced", "no operation is named '%s'", operation);
    }
    return trace_note(tracer, kind, operation, a, b, result);
}

char *trace_describe(char *text, size_t size, TraceStep step)
{
    char place[80] = "";
    double a = real_printable((double)step.a), b = real_printable((double)step.b);
    double result = real_printable((double)step.result);
    const char *name = step.operation;
    if (step.part && strcmp(step.part, "loss") == 0)
        snprintf(place, sizeof place, "loss of sample %zu: ", step.row);
    else if (step.part && strcmp(step.part, "batch") == 0)
        snprintf(place, sizeof place, "loss of the batch: ");
    else if (step.part)
        snprintf(place, sizeof place, "layer %zu, %s (%zu, %zu): ", step.layer,
                 step.part, step.row, step.col);
    switch (step.kind) {
    case TRACE_NOTHING: snprintf(text, size, "none"); break;
    case TRACE_GIVEN: snprintf(text, size, "%swas %g before", place, result); break;
    case TRACE_ONE:
        snprintf(text, size, "%s%s(%g) = %g", place, name, a, result);
        break;
    case TRACE_TWO:
        snprintf(text, size, "%s%g %s %g = %g", place, a, name, b, result);
        break;
    case TRACE_MANY:
        snprintf(text, size, "%s%s of [%.4g, %.4g] = %g", place, name, a, b, result);
        break;
    }
    return text;
}
