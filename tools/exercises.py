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

What follows compiles as it stands. Beside it are the public test N.K-name.test.c, and
answers/N.K-name.c with the functions that a right solution has in the place of these.
"""

import dataclasses
import difflib
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
        return self.path.with_suffix(".test.c")

    @property
    def answer_path(self):
        return self.path.parent / "answers" / self.path.name

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


FUNCTION = re.compile(r"^[a-z][^;{}=/]*?(\w+)\([^;{}]*\)\n\{\n.*?^\}\n", re.M | re.S)


def starter(exercise):
    """What the reader begins with: the exercise's file without its hints."""
    head, rest = exercise.source.split("*/", 1)
    return re.sub(r"(\s*\n \*)+\s*Hint 1:.*\Z", " ", head, flags=re.S) + "*/" + rest


def solution(exercise):
    """The starter with the answer's functions in the place of its own. What stands above a
    function of the answer goes with it."""
    text = starter(exercise)
    answer = exercise.answer_path.read_text(encoding="utf-8").split("*/\n", 1)[1]
    begin = 0
    for match in FUNCTION.finditer(answer):
        theirs = next((m for m in FUNCTION.finditer(text) if m[1] == match[1]), None)
        if theirs:
            part = answer[begin:match.end()].lstrip("\n")
            text = text[:theirs.start()] + part + text[theirs.end():]
            begin = match.end()
    if answer[begin:].strip():
        line = answer[:begin].count("\n") + 2
        raise ExerciseError(exercise.answer_path, line, "this belongs to no function of "
                            f"{exercise.path.name}")
    return text


def solution_lines(exercise):
    """The pairs first, last of the lines, from 1, that the solution has and the starter
    has not."""
    matcher = difflib.SequenceMatcher(None, starter(exercise).splitlines(),
                                      solution(exercise).splitlines(), autojunk=False)
    return [(begin + 1, end) for tag, _, _, begin, end in matcher.get_opcodes()
            if tag in ("insert", "replace")]
