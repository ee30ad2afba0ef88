/* The answer to exercise 4.5: these functions in the place of its file's. */

static size_t append(Tape *tape, Operation operation, size_t a, size_t b, real value)
{
    tape->nodes[tape->count] = (Node){operation, a, b, value, 0};
    return tape->count++;
}

size_t tape_input(Tape *tape, real value)
{
    return append(tape, INPUT, 0, 0, value);
}

size_t tape_add(Tape *tape, size_t a, size_t b)
{
    return append(tape, ADD, a, b, tape->nodes[a].value + tape->nodes[b].value);
}

size_t tape_multiply(Tape *tape, size_t a, size_t b)
{
    return append(tape, MULTIPLY, a, b, tape->nodes[a].value * tape->nodes[b].value);
}

size_t tape_tanh(Tape *tape, size_t a)
{
    return append(tape, TANH, a, a, tanh_value(tape->nodes[a].value));
}

void tape_backward(Tape *tape, size_t result)
{
    for (size_t i = 0; i < tape->count; i++) tape->nodes[i].slope = 0;
    tape->nodes[result].slope = 1;
    for (size_t i = result + 1; i-- > 0;) {
        Node node = tape->nodes[i];
        Node *a = &tape->nodes[node.a], *b = &tape->nodes[node.b];
        switch (node.operation) {
        case INPUT: break;
        case ADD: a->slope += node.slope, b->slope += node.slope; break;
        case MULTIPLY: {
            real to_a = node.slope * b->value, to_b = node.slope * a->value;
            a->slope += to_a, b->slope += to_b;
            break;
        }
        case TANH: a->slope += node.slope * tanh_slope(a->value); break;
        }
    }
}
