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

from tools import exercises as library
from tools.exercises import Function

from .pieces import SCALARS, SignatureError, parameter_pieces


@dataclasses.dataclass
class Head:
    """What stands above TestSuite: includes, and declarations with their types."""

    includes: list[str]
    declarations: str
    functions: list[Function]


def read_head(path: pathlib.Path) -> Head:
    """Reads what a test file declares."""
    source = library.strip_comments(path.read_text())
    if "TestSuite(" not in source:
        raise SignatureError(f"{path}: no TestSuite")
    head = source[: source.index("TestSuite(")]
    includes = re.findall(r'^#include\s+(["<].+[">])', head, re.M)
    body = re.sub(r"^#.*$", "", head, flags=re.M)
    functions = library.prototypes(head, path)
    if not functions:
        raise SignatureError(f"{path}: no function is declared above TestSuite")
    return Head([i for i in includes if "support.h" not in i], body.strip(), functions)


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
