"""How a parameter of each type goes to another process, and what of it comes back.

A new type is a new entry here: what the proxy sends, and what it takes back beside the
matrices; what the driver receives, and what it gives.
"""

from __future__ import annotations

import dataclasses
import re

from tools.exercises import Function


class SignatureError(Exception):
    """A prototype that cannot be sent to another process."""


@dataclasses.dataclass
class Pieces:
    """What one parameter needs on both sides."""

    ask: str
    take: str = ""  # proxy: what comes back beside the matrices
    receive: str = ""  # driver
    give: str = ""


SCALARS = {
    # type: what sends it, what takes it on the proxy's side, receives it, gives it
    "real": ("call_real(call, {})", "call_take_real(call)", "driver_real(answer)",
             "driver_give_real(answer, {})"),
    "size_t": ("call_count(call, {})", "(size_t)call_take_count(call, UINT64_MAX)",
               "(size_t)driver_count(answer, UINT64_MAX)", "driver_give_count(answer, {})"),
    "uint64_t": ("call_count(call, {})", "call_take_count(call, UINT64_MAX)",
                 "driver_count(answer, UINT64_MAX)", "driver_give_count(answer, {})"),
    "bool": ("call_count(call, {})", "call_take_count(call, 1) != 0",
             "driver_count(answer, 1) != 0", "driver_give_count(answer, {})"),
}

LAYERS = Pieces(
    ask="""    call_count(call, N.depth);
    for (size_t l = 0; l < N.depth; l++) {
        call_matrix(call, N.layers[l].w, true);
        call_matrix(call, N.layers[l].b, true);
        call_string(call, N.layers[l].f.name);
    }
""",
    receive="""    Network N = {.depth = driver_count(answer, WIRE_COUNT_MOST)};
    N.layers = driver_room(N.depth, sizeof *N.layers);
    for (size_t l = 0; l < N.depth; l++) {
        N.layers[l].w = driver_matrix(answer);
        N.layers[l].b = driver_matrix(answer);
        N.layers[l].f = activation_named(driver_string(answer));
    }
""",
)

GRADIENTS = Pieces(
    ask="""    call_count(call, N->depth);
    call_count(call, N->capacity);
    for (size_t l = 0; l < N->depth; l++) {
        call_matrix(call, N->dw[l], BACK);
        call_matrix(call, N->db[l], BACK);
        call_matrix(call, N->dz[l], BACK);
    }
""",
    receive="""    Gradients N_place = {.depth = driver_count(answer, WIRE_COUNT_MOST)};
    Gradients *N = &N_place;
    N->capacity = driver_count(answer, UINT64_MAX);
    N->dw = driver_room(N->depth, sizeof(Matrix));
    N->db = driver_room(N->depth, sizeof(Matrix));
    N->dz = driver_room(N->depth, sizeof(Matrix));
    for (size_t l = 0; l < N->depth; l++) {
        N->dw[l] = driver_matrix(answer);
        N->db[l] = driver_matrix(answer);
        N->dz[l] = driver_matrix(answer);
    }
""",
)

# The nodes in use; where a node is added, the one behind them too.
TAPE = Pieces(
    ask="""    size_t N_room = N->count + ROOM;
    call_count(call, N->count);
    for (size_t k = 0; k < N_room; k++) {
        call_count(call, (uint64_t)N->nodes[k].operation);
        call_count(call, N->nodes[k].a);
        call_count(call, N->nodes[k].b);
        call_real(call, N->nodes[k].value);
        call_real(call, N->nodes[k].slope);
    }
""",
    take="""    N->count = call_take_count(call, N_room);
    for (size_t k = 0; k < N_room; k++) {
        N->nodes[k].operation = (Operation)call_take_count(call, TANH);
        N->nodes[k].a = call_take_count(call, UINT64_MAX);
        N->nodes[k].b = call_take_count(call, UINT64_MAX);
        N->nodes[k].value = call_take_real(call);
        N->nodes[k].slope = call_take_real(call);
    }
""",
    receive="""    Tape N_place = {.count = driver_count(answer, WIRE_COUNT_MOST)};
    Tape *N = &N_place;
    size_t N_room = N->count + ROOM;
    N->nodes = driver_room(N_room, sizeof *N->nodes);
    for (size_t k = 0; k < N_room; k++) {
        N->nodes[k].operation = (Operation)driver_count(answer, TANH);
        N->nodes[k].a = driver_count(answer, UINT64_MAX);
        N->nodes[k].b = driver_count(answer, UINT64_MAX);
        N->nodes[k].value = driver_real(answer);
        N->nodes[k].slope = driver_real(answer);
    }
""",
    give="""    driver_give_count(answer, N->count);
    for (size_t k = 0; k < N_room; k++) {
        driver_give_count(answer, (uint64_t)N->nodes[k].operation);
        driver_give_count(answer, N->nodes[k].a);
        driver_give_count(answer, N->nodes[k].b);
        driver_give_real(answer, N->nodes[k].value);
        driver_give_real(answer, N->nodes[k].slope);
    }
    free(N->nodes);
""",
)


def named(pieces: Pieces, name: str, **others: str) -> Pieces:
    """The pieces with their N replaced by the parameter's name."""

    def put(text: str) -> str:
        for word, value in {"N": name, **others}.items():
            text = re.sub(rf"\b{word}(?=_|\b)", value, text)
        return text

    return Pieces(*(put(part) for part in dataclasses.astuple(pieces)))


def parameter_pieces(function: Function, k: int) -> Pieces:
    """How the k-th parameter goes there, and what of it comes back."""
    parameter = function.parameters[k]
    kind, name = parameter.type, parameter.name
    after = function.parameters[k + 1] if k + 1 < len(function.parameters) else None
    bound = after.name if after and after.type == "size_t" else ""
    if parameter.length and kind == "const real":
        return Pieces(
            f"    call_matrix(call, (Matrix){{1, {parameter.length}, (real *)(uintptr_t){name}}}, false);\n",
            receive=f"    const real *{name} = driver_matrix(answer).data;\n",
        )
    if parameter.length:
        raise SignatureError(f"{function.text}: an array of {kind} cannot be sent")
    if kind in SCALARS:
        ask, _, receive, _ = SCALARS[kind]
        return Pieces(f"    {ask.format(name)};\n", receive=f"    {kind} {name} = {receive};\n")
    if kind == "Matrix":
        return Pieces(f"    call_matrix(call, {name}, true);\n",
                      receive=f"    Matrix {name} = driver_matrix(answer);\n")
    if kind == "Matrix *" and bound:
        return Pieces(
            f"    call_count(call, {bound});\n"
            f"    for (size_t k = 0; k < {bound}; k++) call_matrix(call, {name}[k], true);\n",
            receive=f"    size_t {name}_count = driver_count(answer, WIRE_COUNT_MOST);\n"
            f"    Matrix *{name} = driver_room({name}_count, sizeof(Matrix));\n"
            f"    for (size_t k = 0; k < {name}_count; k++) {name}[k] = driver_matrix(answer);\n",
            give=f"    free({name});\n",
        )
    if kind == "const char *":
        return Pieces(f"    call_string(call, {name});\n",
                      receive=f"    char *{name} = driver_string(answer);\n",
                      give=f"    free({name});\n")
    if kind == "size_t *":
        many = bound or "1"
        return Pieces(
            f"    call_count(call, {many});\n"
            f"    for (size_t k = 0; k < {many}; k++) call_count(call, {name}[k]);\n",
            take=f"    for (size_t k = 0; k < {many}; k++)\n"
            f"        {name}[k] = call_take_count(call, UINT64_MAX);\n",
            receive=f"    size_t {name}_count = driver_count(answer, WIRE_COUNT_MOST);\n"
            f"    size_t *{name} = driver_room({name}_count, sizeof(size_t));\n"
            f"    for (size_t k = 0; k < {name}_count; k++)\n"
            f"        {name}[k] = driver_count(answer, UINT64_MAX);\n",
            give=f"    for (size_t k = 0; k < {name}_count; k++) driver_give_count(answer, {name}[k]);\n"
            f"    free({name});\n",
        )
    if kind == "Activation":
        return Pieces(f"    call_string(call, {name}.name);\n",
                      receive=f"    Activation {name} = activation_named(driver_string(answer));\n")
    if kind == "Network":
        return named(LAYERS, name)
    if kind in ("Gradients *", "const Gradients *"):
        return named(GRADIENTS, name, BACK="false" if kind.startswith("const") else "true")
    if kind == "Tape *":
        return named(TAPE, name, ROOM="0" if function.result == "void" else "1")
    raise SignatureError(f"{function.text}: a parameter of type '{kind}' cannot be sent")
