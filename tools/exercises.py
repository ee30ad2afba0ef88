"""The exercises of the book: one file N.K-name.c each, read here and nowhere else.

The file begins with one block comment, with every field below, in this order:

    Exercise 1.2: Softplus

    kind: code            (code, bug or project)
    difficulty: easy      (easy, medium or hard)
    minutes: 15
    points: 10
    needs: neuron.h

    The statement: Markdown paragraphs, wrapped.

    Hint 1: The first of up to five.

A solution stands between BEGIN SOLUTION and STUB, and what the reader finds in its place
between STUB and END SOLUTION, inside a comment, so that the file compiles as it is.
"""

import dataclasses
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[1]
KINDS = ("code", "bug", "project")
DIFFICULTIES = ("easy", "medium", "hard")
MOST_HINTS = 5


class ExerciseError(Exception):
    """What is wrong with an exercise, and where: `path:line: message`."""

    def __init__(self, path, line, message):
        super().__init__(f"{path}:{line}: {message}")
        self.path, self.line, self.message = path, line, message


@dataclasses.dataclass
class Parameter:
    """One parameter: its type as written, its name, and an array's length."""

    type: str
    name: str
    length: str = ""


@dataclasses.dataclass
class Function:
    """One prototype: `text` is the whole of it, on one line."""

    result: str
    name: str
    parameters: list
    text: str


@dataclasses.dataclass
class Exercise:
    """One exercise, and where its parts are."""

    path: pathlib.Path
    number: str
    title: str
    kind: str
    difficulty: str
    minutes: int
    points: int
    needs: str
    statement: str
    hints: list
    source: str

    @property
    def name(self):
        return self.path.stem

    @property
    def chapter(self):
        return int(self.number.split(".")[0])

    @property
    def test_path(self):
        return ROOT / "tests" / "exercises" / f"{self.number}.c"

    @property
    def functions(self):
        return prototypes(code(self.source), self.path)


class Head:
    """The comment at the top of a file, line by line, without its decoration."""

    def __init__(self, path, source):
        self.path, self.at, self.line = path, 0, ""
        self.closed = "*/" in source[2:]
        self.lines = source.split("*/", 1)[0].splitlines() if self.closed else (
            source.splitlines())
        if self.closed and not self.lines[-1].strip(" *"):
            self.lines.pop()

    def refuse(self, field, found, wanted):
        raise ExerciseError(self.path, self.at,
                            f"{field}: found '{found}'; wanted {wanted}")

    def more(self):
        """Moves to the next line; false after the last."""
        self.line = ""
        if self.at >= len(self.lines):
            return False
        self.line = re.sub(r"^/\* ?|^\s*\* ?", "", self.lines[self.at]).rstrip()
        self.at += 1
        return True

    def field(self, name, words=()):
        """The value of the next line that is not empty, `name: value`."""
        while self.more() and not self.line:
            pass
        found, colon, value = self.line.partition(":")
        value = value.strip()
        if not colon or found != name:
            self.refuse(name, self.line, "this field here")
        if words and value not in words:
            self.refuse(name, value, f"{words[0]}, {words[1]} or {words[2]}")
        return value

    def count(self, name):
        value = self.field(name)
        if not re.fullmatch(r"[0-9]{1,4}", value) or int(value) == 0:
            self.refuse(name, value, "a number from 1 to 9999")
        return int(value)

    def title(self):
        """The number and the title, of the first line."""
        first = self.more() and self.lines[0].startswith("/*")
        match = re.fullmatch(r"Exercise ([0-9]+\.[0-9]+):\s*(.+)", self.line)
        if not first or not match:
            self.refuse("title", self.line,
                        "'/* Exercise 1.2: Title' as the file's first line")
        return match[1], match[2]

    def prose(self):
        """The statement and the hints: everything to the end of the comment."""
        parts = [[]]
        while self.more():
            if re.match(r"Hint [0-9]", self.line):
                begin = f"Hint {len(parts)}:"
                if not self.line.startswith(begin) or len(parts) > MOST_HINTS:
                    self.refuse("hint", self.line, "Hint 1:, Hint 2: and so on, up to 5")
                parts.append([])
                self.line = self.line[len(begin):].strip()
            parts[-1].append(self.line)
        if not self.closed:
            self.refuse("head", "", "the comment to end")
        statement, *hints = ("\n".join(part).strip("\n") + "\n" for part in parts)
        if not statement.strip():
            self.refuse("statement", "", "a paragraph below the fields")
        return statement, hints


def load(path, source=None):
    """Reads one exercise, from its file or from a text that stands for it."""
    path = pathlib.Path(path)
    if source is None:
        source = path.read_text(encoding="utf-8")
    head = Head(path, source)
    number, title = head.title()
    fields = {"kind": head.field("kind", KINDS),
              "difficulty": head.field("difficulty", DIFFICULTIES),
              "minutes": head.count("minutes"), "points": head.count("points"),
              "needs": head.field("needs")}
    statement, hints = head.prose()
    return Exercise(path, number, title, **fields, statement=statement, hints=hints,
                    source=source)


def all_exercises(root=ROOT):
    """Every exercise of the book, in the order of its number."""
    files = pathlib.Path(root).glob("chapters/*/exercises/[0-9]*.[0-9]*-*.c")
    found = [load(path) for path in files if not path.name.endswith(".test.c")]
    return sorted(found, key=lambda e: [int(part) for part in e.number.split(".")])


def code(source):
    """What stands below the head."""
    return source.split("*/", 1)[1]


def strip_comments(text):
    """C without comments, every line where it was."""
    return re.sub(r"/\*.*?\*/|//[^\n]*", lambda m: " " + "\n" * m[0].count("\n"), text,
                  flags=re.S)


def prototypes(text, path):
    """The functions that C code declares, outside of any braces."""
    text = re.sub(r"^#.*$|\{[^{}]*\}", "{}", strip_comments(text), flags=re.M)
    found = []
    for match in re.finditer(r"^([a-z]\w*(?: \w+)*[ *]+)(\w+)\(([^()]*)\);", text, re.M):
        if match[1].startswith(("typedef", "static")):
            continue
        inner = match[3].strip()
        parameters = []
        for part in [] if inner in ("", "void") else inner.split(","):
            words = re.fullmatch(r"\s*(.+?[ *])(\w+)\s*(?:\[(\w+)\])?\s*", part, re.S)
            if not words:
                line = text[:match.start()].count("\n") + 1
                raise ExerciseError(path, line, f"{match[2]}: cannot read the parameter "
                                    f"'{part.strip()}'")
            parameters.append(Parameter(spaced(words[1]), words[2], words[3] or ""))
        found.append(Function(spaced(match[1]), match[2], parameters,
                              " ".join(match[0].split())))
    return found


def spaced(kind):
    """A type with one space between its words."""
    return " ".join(kind.replace("*", " * ").split())


MARKERS = ("/* BEGIN SOLUTION */", "/* STUB", "* END SOLUTION */")


def regions(exercise):
    """The lines that are no markers, each with its region: 0 outside of solutions, 1 in
    one, 2 in its stub. None for a marker."""
    now, head = 0, True
    for number, line in enumerate(exercise.source.splitlines(), 1):
        text = line.strip()
        marker = next((k for k, word in enumerate(MARKERS) if text == word
                       or (k == 0 and word in text)), None)
        head = head and ("*/" not in line or marker is not None)
        if marker is not None and head:
            raise ExerciseError(exercise.path, number, f"found '{text}' in the head; "
                                "wanted its end, '*/', before")
        if marker not in (None, now) or (marker is None and now == 2 and "*/" in line):
            wanted = MARKERS[now] if now < 2 else " * END SOLUTION */"
            raise ExerciseError(exercise.path, number,
                                f"found '{text}'; wanted the marker '{wanted}'")
        if marker is not None:
            now = (now + 1) % 3
        yield (None if marker is not None else now), line
    if now:
        raise ExerciseError(exercise.path, number, "the file ends in a solution; wanted "
                            f"the marker '{MARKERS[now]}'")


def starter(exercise):
    """What the reader begins with: the stubs, and the head without hints."""
    text = "".join(f"{line}\n" for now, line in regions(exercise) if now in (0, 2))
    head, rest = text.split("*/", 1)
    return re.sub(r"\s*(\n \*\s*)*\n \*\s*Hint [0-9].*\Z", " ", head, flags=re.S) + (
        "*/" + rest)


def solution(exercise):
    """The solutions alone, an empty line between two."""
    parts = []
    for now, line in regions(exercise):
        if now is None:
            parts.append("")
        elif now == 1:
            parts[-1] += f"{line}\n"
    return "\n".join(part for part in parts if part)
