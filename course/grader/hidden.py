"""The hidden tests of an exercise: from ../hidden/ranges, and from ../hidden/N.K.c.

Each holds an answer beside the reference's, which stands in the same file under other
names, on shapes and numbers that the seed draws. For a test in `ranges` the C is written
here; what is particular stands in N.K.c, which is put behind the same head.
"""

import re

from .exercises import ROOT
from .pieces import SignatureError

HIDDEN = ROOT / "course" / "hidden"
RANGES = HIDDEN / "ranges"
SIZES = {
    r"(\d+)": "beside_size(&random, k, {0})",
    r"2\.\.(\d+)": "1 + beside_size(&random, k, {0} - 1)",
    r"2\*(\d+)": "2 * beside_size(&random, k, {0})",
    r"2\^(\d+)": "(size_t)1 << k % ({0} + 1)",
}


def is_whole(path):
    """Whether a file of hidden tests stands by itself: one of an instructor's own."""
    return "TestSuite(" in path.read_text()


def lines_of(number):
    """The lines of an exercise in `ranges`, each with its line number."""
    return [(k, line) for k, line in enumerate(RANGES.read_text().splitlines(), 1)
            if line.startswith(f"{number} ")]


def write(exercise):
    """The C file of an exercise's hidden tests; nothing when there are none."""
    lines = lines_of(exercise.number)
    more = [path for path in exercise.hidden if not is_whole(path)]
    if not lines and not more:
        return ""
    head = exercise.head
    names = [function.name for function in head.functions]
    suite = f"ex{exercise.number.replace('.', '_')}_hidden"
    parts = ['#include "beside.h"\n', *(f"#include {name}\n" for name in head.includes),
             head.declarations, "\n\n", *(f"#define {n} right_{n}\n" for n in names),
             exercise.solution, *(f"#undef {n}\n" for n in names),
             f"\nTestSuite({suite}, .timeout = 10);\n"]
    for which, (line, text) in enumerate(lines, 1):
        test = Beside(f"{RANGES}:{line}", text, head.functions)
        parts.append(test.write(suite, which))
    for path in more:
        parts.append(f'\n#line 1 "{path}"\n{path.read_text()}')
    return "".join(parts)


class Beside:
    """One line of `ranges`, as C."""

    def __init__(self, where, line, functions):
        self.where = where
        match = re.fullmatch(r"\S+ (\w+) (\w+) (\d+): (.*); (\S+) ([^\s*]+)(\*?)", line)
        if not match:
            self.refuse(f"found '{line}'; wanted 'exercise function test draws: sizes and "
                        "parameters; relative floor'")
        name, self.test, self.draws, words, self.relative, self.floor, self.grows = (
            match.groups())
        self.function = next((f for f in functions if f.name == name), None)
        if not self.function:
            self.refuse(f"no function {name} in this exercise")
        self.types = {p.name: p.type for p in self.function.parameters}
        self.draw, self.check, self.aliases, self.known = [], [], [], set()
        self.outputs = set()
        for word in words.split():
            self.read(word)
        for parameter in self.function.parameters:
            if parameter.type == "Activation":
                self.draw.append(f"Activation {parameter.name} = beside_bend(k);")
            elif parameter.name not in self.known:
                self.refuse(f"nothing says what {parameter.name} is")

    def refuse(self, message):
        raise SignatureError(f"{self.where}: {message}")

    def read(self, word):
        match = re.fullmatch(r"(&?)(\w+)([=:>~])(.*)", word)
        if not match:
            self.refuse(f"cannot read '{word}'")
        alias, name, sign, value = match.groups()
        self.known.add(name)
        if alias:
            self.aliases.append((name, value))
        elif sign == "=":
            self.number(name, value)
        elif self.types.get(name) != "Matrix":
            self.refuse(f"{name} is no matrix among the parameters of {self.function.name}")
        else:
            self.matrix(name, sign, value)

    def number(self, name, value):
        """A size, or a number from one range or two."""
        if self.types.get(name) == "real":
            ends = [part.split("..") for part in value.split("/")]
            drawn = [f"beside_real(&random, k, {low}, {high})" for low, high in ends]
            drawn = drawn[0] if len(drawn) == 1 else f"k % 2 ? {drawn[1]} : {drawn[0]}"
            self.draw.append(f"real {name} = {drawn};")
            return
        for form, drawn in SIZES.items():
            if match := re.fullmatch(form, value):
                self.draw.append(f"size_t {name} = {drawn.format(match[1])};")
                return
        self.refuse(f"cannot read the size {name}={value}")

    def matrix(self, name, sign, value):
        """An input, an output, or what is both."""
        shape, _, kind = value.partition("=")
        shape, _, size = shape.partition("*") if re.search(r"\*[\d.]+$", shape) else (
            shape, "", "1")
        if kind:
            kind, _, rest = kind.partition("(")
            drawn = f"beside_{kind}({', '.join(['&random', shape, rest.rstrip(')')])}".rstrip(
                ", ") + ")"
        else:
            drawn = f"beside_draw(&random, {shape}, {size})"
        if sign == ">":
            drawn = f"matrix_new({shape})"
        self.draw.append(f"Matrix {name} = {drawn};")
        if sign == ":":
            self.draw.append(f"Matrix was_{name} = beside_copy({name});")
            self.check.append(f'require_same("{name}", {name}, was_{name});')
        else:
            other = f"matrix_new({shape})" if sign == ">" else f"beside_copy({name})"
            self.draw.append(f"Matrix right_{name} = {other};")
            self.outputs.add(name)
            self.check.append(self.close(name, name))

    def close(self, name, right):
        """The check of an output."""
        grows = f" * (1 + (double)matrix_max_abs(right_{right}))" if self.grows else ""
        return (f'require_close("{name}", {name}, right_{right}, {self.relative}, '
                f"{self.floor}{grows}, NULL);")

    def call(self, prefix="", **other):
        names = (p.name for p in self.function.parameters)
        inner = ", ".join(other.get(n, f"{prefix}{n}" if n in self.outputs else n)
                          for n in names)
        return f"{prefix}{self.function.name}({inner});"

    def write(self, suite, which):
        """The test."""
        result = self.function.result
        want, got = ("", "") if result == "void" else (f"{result} want = ",
                                                       f"{result} got = ")
        lines = [*self.draw, want + self.call("right_"), got + self.call()]
        if result == "real":
            lines.append(f"cr_assert(close_to(got, want, {self.relative}, {self.floor}), "
                         '"the result is %.9g", (double)got);')
        elif result != "void":
            lines.append('cr_assert(got == want, "the result is %zu", (size_t)got);')
        lines += self.check
        for name, other in self.aliases:  # once more in place: `other` is then no input
            lines += [self.call(**{name: other}), self.close(other, name)]
        body = "".join(f"        {line}\n" for line in lines)
        return (f"\nTest({suite}, {self.test})\n{{\n"
                f"    Random random = beside_random({which});\n"
                f"    for (int k = 0; k < {self.draws}; k++) {{\n{body}    }}\n}}\n")
