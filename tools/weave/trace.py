"""The triangle: each equation that is computed has a function and a test."""

import os
import re

from weave.book import files, is_program
from weave.source import COMMENT

LABEL = re.compile(r"(?<![\w#])eq:([a-z0-9-]+)")
TEST = re.compile(
    r"^(?:ParameterizedTest|Theory|Test)\(([^.{=]*?)[,)]\s*(?:[.{]|\n)", re.M)


class Owner:
    """A function or a test, and the lines that a label in it or its comment is on."""

    def __init__(self, name, path, line, last):
        self.name, self.path, self.line, self.last = name, path, line, last

    def __str__(self):
        return f"`{self.name}` {self.path}:{self.line}"

    def entry(self):
        """What the pages need to know of it."""
        return {"name": self.name, "file": self.path, "line": self.line}


class Row:
    """An equation and its corners."""

    def __init__(self, label):
        self.label, self.code, self.score, self.tests = label, None, 0, []
        self.place = [int(part) for part in label.number.split(".")]


def owners_of(source, is_test):
    """The functions or tests of a file, in order."""
    if not is_test:
        kinds = ("function", "prototype")
        found = [d for d in source.definitions if d.kind in kinds]
        return [Owner(d.name, source.path, d.line, d.last) for d in found]
    found = []
    for test in TEST.finditer(source.text):
        *_, suite, name = (part.strip() for part in test[1].split(","))
        end = source.text.find("\n}", test.end())
        first = source.line_at(test.start())
        last = source.line_at(end + 1) if end >= 0 else len(source.lines)
        found.append(Owner(f"{suite}.{name}", source.path, first, last))
    return found


def labels_in(source, is_test):
    """The labels of a test file, or of another's comments, each with its line."""
    for comment in [None] if is_test else COMMENT.finditer(source.text):
        begin, end = comment.span(1) if comment else (0, len(source.text))
        for label in LABEL.finditer(source.text, max(begin, 0), max(end, 0)):
            yield label[1], source.line_at(label.start())


def search(book, rows, source, is_test):
    """Gives the labels that a file names their corner."""
    owners = owners_of(source, is_test)
    for name, line in labels_in(source, is_test):
        if name not in rows:
            close = book.label_nearest(f"eq:{name}")
            book.problems.add(source.path, line, f"eq:{name} is the label of no "
                              f"equation; the nearest is '{close}'")
            continue
        row = rows[name]
        owner = next((owner for owner in owners if owner.last >= line), None)
        own = os.path.dirname(source.path) == os.path.dirname(row.label.path)
        score = 1 + 2 * own + source.path.endswith(".c")
        if owner and is_test:
            row.tests.append(owner)
        elif owner and score > row.score:
            row.code, row.score = owner, score


def trace(book, tests, also):
    """The rows of all equations by number; complains of missing corners."""
    equations = [label for label in book.labels.values() if label.word == "equation"]
    rows = {label.name: Row(label) for label in equations}
    folders = list(dict.fromkeys([text.folder for text in book.texts.values()])) + also
    code = [p for f in folders for p in files(f, ".c", ".h") if not is_program(p)]
    checks = files(tests, ".c")
    book.sources.load(code + checks)
    for path in code + checks:
        search(book, rows, book.sources[path], path in checks)
    for row in rows.values():
        name, derivation = row.label.name, row.label.derivation
        place = row.label.path, row.label.line
        if not derivation and not row.code:
            book.problems.add(*place, f"equation '{name}' has no function; expected "
                              f"eq:{name} in the comment of the C function that "
                              "computes it, or the word derivation")
        if not derivation and not row.tests:
            book.problems.add(*place, f"equation '{name}' has no test; expected "
                              f"eq:{name} in the test that checks it")
    return sorted(rows.values(), key=lambda row: row.place)


def table(rows):
    """The rows as a Markdown table."""
    cells = [["label", "text", "function", "test"]]
    for row in rows:
        label = row.label
        place = f"({label.number}) {label.path}:{label.line}"
        tests = ", ".join(str(test) for test in row.tests)
        cells.append([label.name, place, str(row.code or "-"), tests or "-"])
    widths = [max(len(cell) for cell in column) for column in zip(*cells)]
    cells.insert(1, ["-" * width for width in widths])
    lines = [" | ".join(c.ljust(w) for c, w in zip(line, widths)) for line in cells]
    return "".join(f"| {line} |\n" for line in lines)
