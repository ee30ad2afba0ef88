"""From the prototypes that an exercise's tests declare: the proxy and the driver.

The head of a test file, up to TestSuite, declares the functions of the exercise and the
types that only they have. For each function two pieces of C are written: the proxy with
the same signature, for the side that judges, and a piece that calls the student's, for
the sandbox (../proxy.h and ../driver.h).
"""

from __future__ import annotations

import dataclasses
import pathlib
import re


class SignatureError(Exception):
    """A prototype that cannot be sent to another process."""


@dataclasses.dataclass
class Parameter:
    """One parameter: its type as written, its name, and an array's length."""

    type: str
    name: str
    length: str = ""


@dataclasses.dataclass
class Function:
    """One prototype."""

    result: str
    name: str
    parameters: list[Parameter]
    text: str


@dataclasses.dataclass
class Head:
    """What stands above TestSuite: includes, and declarations with their types."""

    includes: list[str]
    declarations: str
    functions: list[Function]


@dataclasses.dataclass
class Pieces:
    """What one parameter needs on both sides."""

    ask: str
    take: str = ""  # proxy: what comes back beside the matrices
    receive: str = ""  # driver
    give: str = ""


PROTOTYPE = re.compile(r"^([a-z]\w*(?: \w+)*[ *]+)(\w+)\(([^()]*)\);$", re.S)


def strip_comments(text: str) -> str:
    return re.sub(r"/\*.*?\*/|//[^\n]*", " ", text, flags=re.S)


def read_parameter(text: str, where: str) -> Parameter:
    match = re.fullmatch(r"\s*(.+?[ *])(\w+)\s*(?:\[(\w+)\])?\s*", text, re.S)
    if not match:
        raise SignatureError(f"{where}: cannot read the parameter '{text.strip()}'")
    return Parameter(" ".join(match[1].replace("*", " * ").split()), match[2], match[3] or "")


def read_head(path: pathlib.Path) -> Head:
    """Reads what a test file declares."""
    source = strip_comments(path.read_text())
    if "TestSuite(" not in source:
        raise SignatureError(f"{path}: no TestSuite")
    head = source[: source.index("TestSuite(")]
    includes = re.findall(r'^#include\s+(["<].+[">])', head, re.M)
    body = re.sub(r"^#.*$", "", head, flags=re.M)
    functions = []
    # prototypes stand outside of braces
    outside = re.sub(r"\{[^{}]*\}", lambda m: "{" + "\n" * m[0].count("\n") + "}", body)
    for match in re.finditer(r"^[a-z][\w \*]*\([^()]*\);", outside, re.M):
        words = PROTOTYPE.match(match[0])
        if not words or match[0].startswith(("typedef", "static")):
            continue
        where = f"{path}: {words[2]}"
        inner = words[3].strip()
        parts = [] if inner in ("", "void") else inner.split(",")
        functions.append(
            Function(
                " ".join(words[1].replace("*", " * ").split()),
                words[2],
                [read_parameter(part, where) for part in parts],
                " ".join(match[0].split()),
            )
        )
    if not functions:
        raise SignatureError(f"{path}: no function is declared above TestSuite")
    return Head([i for i in includes if "support.h" not in i], body.strip(), functions)


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


def proxy_of(function: Function) -> str:
    """The function's stand-in on the side that judges."""
    pieces = [parameter_pieces(function, k) for k in range(len(function.parameters))]
    lines = [function.text[:-1], "\n{\n", f'    Call *call = call_begin("{function.name}");\n']
    lines += [piece.ask for piece in pieces]
    lines.append("    call_ask(call);\n")
    if function.result == "void" and not any("call_matrix" in p.ask or p.take for p in pieces):
        raise SignatureError(f"{function.text}: nothing comes back from it")
    if function.result != "void":
        if function.result not in SCALARS:
            raise SignatureError(f"{function.text}: a result of this type cannot be sent")
        lines.append(f"    {function.result} result = {SCALARS[function.result][1]};\n")
    lines += [piece.take for piece in pieces]
    lines.append("    call_end(call);\n")
    if function.result != "void":
        lines.append("    return result;\n")
    return "".join(lines) + "}\n"


def driver_of(function: Function) -> str:
    """What calls the student's function."""
    pieces = [parameter_pieces(function, k) for k in range(len(function.parameters))]
    lines = [f"static void driver_run_{function.name}(Answer *answer)\n{{\n"]
    lines += [piece.receive for piece in pieces]
    call = f"{function.name}({', '.join(p.name for p in function.parameters)})"
    if function.result == "void":
        lines.append(f"    {call};\n")
    else:
        give = SCALARS[function.result][3].format("result")
        lines.append(f"    {function.result} result = {call};\n    {give};\n")
    lines += [piece.give for piece in pieces]
    return "".join(lines) + "}\n"


def write(head: Head, kind: str) -> str:
    """The C file of one side: kind is `proxy` or `driver`."""
    lines = [f'#include "{kind}.h"\n'] + [f"#include {name}\n" for name in head.includes]
    lines += ["\n#include <stdlib.h>\n\n", head.declarations, "\n\n"]
    if kind == "proxy":
        return "".join(lines) + "\n".join(proxy_of(function) for function in head.functions)
    lines += [driver_of(function) + "\n" for function in head.functions]
    lines.append("const DriverFunction driver_functions[] = {\n")
    lines += [f'    {{"{f.name}", driver_run_{f.name}}},\n' for f in head.functions]
    return "".join(lines) + "    {NULL, NULL},\n};\n"
