"""All texts of a book together: their labels, the code and the runs that they quote."""

import os
import re

from weave.markdown import PREFIX, Text
from weave.problems import Problems, nearest
from weave.source import Sources

WORD = {prefix: word for word, prefix in PREFIX.items()}


class Label:
    """The name and number of an equation, a figure or a table, and where it stands."""

    def __init__(self, d, name, number, derivation):
        self.word, self.name, self.number = d.word, name, number
        self.path, self.line, self.derivation = d.text.path, d.first + 1, derivation
        self.anchor = f"{PREFIX[d.word]}:{name}"


class Book:
    """What the parts of the tool share while they work on a book."""

    def __init__(self, run="build/run"):
        self.run, self.problems, self.sources = run, Problems(), Sources()
        self.texts, self.labels, self.listings = {}, {}, {}
        self.tables, self.places = {}, {}
        counted = "text listing output number equation figure"
        self.tally = dict.fromkeys(counted.split(), 0)

    def add(self, path):
        """Reads a text and takes up its labels."""
        content = read(path, self.problems)
        if content is None:
            return
        self.texts[path] = text = Text(path, content, self.problems)
        text.folder, text.chapter = os.path.dirname(path) or ".", chapter_of(path)
        text.woven = os.path.basename(path) == "README.md"
        count = dict.fromkeys(PREFIX, 0)
        for d in text.directives:
            if d.word in PREFIX:
                count[d.word] += 1
                self.add_label(d, f"{text.chapter}.{count[d.word]}")

    def add_label(self, d, number):
        """Gives a directive its label, which is known from now on if it is good."""
        name, _, more = d.rest.partition(" ")
        derivation = d.word == "equation" and more == "derivation"
        d.label = label = Label(d, name, number, derivation)
        taken = self.labels.get(label.anchor)
        if not re.fullmatch(r"[a-z0-9-]+", name):
            d.complain(f"label '{name}'; expected lower-case letters, digits, hyphens")
        elif taken:
            d.complain(f"the {d.word} label '{name}' is taken by {taken.path}:"
                       f"{taken.line}; labels are unique")
        else:
            self.labels[label.anchor] = label
        if more and not label.derivation:
            or_word = ", or the word derivation" if d.word == "equation" else ""
            d.complain(f"'{more}' follows the label; expected nothing{or_word}")

    def label_nearest(self, anchor):
        """The name of the label that is most like an anchor of its kind."""
        prefix = anchor[: anchor.index(":") + 1]
        close = nearest(anchor, [a for a in self.labels if a.startswith(prefix)])
        return close.removeprefix(prefix)

    def anchors(self, path):
        """The names of the places in a text, which need not be one of the book's."""
        if path not in self.places:
            text, untold = self.texts.get(path), Problems()
            text = text or Text(path, read(path, untold) or "", untold)
            self.places[path] = text.anchors()
        return self.places[path]

    def values(self, chapter):
        """The values that a chapter's run wrote, by name; None without such a run."""
        if chapter not in self.tables:
            path = f"{self.run}/chapter{chapter}/values.tsv"
            self.tables[chapter] = self.read_values(path)
        return self.tables[chapter]

    def read_values(self, path):
        """Reads lines of a name, a tab and a number."""
        if not os.path.isfile(path):
            return None
        table, content = {}, read(path, self.problems) or ""
        for number, line in enumerate(content.splitlines(), 1):
            name, tab, value = line.partition("\t")
            if not line.strip():
                continue
            if not (name and tab and is_number(value)):
                self.problems.add(path, number, f"'{line}'; expected a name, a tab and "
                                  "a number")
            elif name in table:
                self.problems.add(path, number, f"'{name}' is there twice; expected "
                                  "once")
            else:
                table[name] = float(value)
        return table


def is_number(text):
    """Whether the text is a number as a program prints it."""
    try:
        float(text)
    except ValueError:
        return False
    return text == text.strip() and "_" not in text


def read(path, problems):
    """The content of a text in UTF-8 with the line ends of Unix, or None."""
    try:
        with open(path, "rb") as file:
            content = file.read()
    except OSError as error:
        problems.add(path, 1, f"{error.strerror}; expected a text")
        return None
    if b"\r" in content:
        line = content[: content.index(b"\r")].count(b"\n") + 1
        problems.add(path, line, "a line end of Windows (CR LF); expected LF alone")
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        byte = content[error.start]
        problems.add(path, line, f"byte 0x{byte:02X} is not UTF-8; expected UTF-8")
        return None


def chapter_of(path):
    """The chapter whose folder NN-name holds a text, or 0."""
    found = re.search(r"(?:^|/)(\d\d)-[^/]*/", path)
    return int(found[1]) if found else 0


def is_program(path):
    """Whether a C file belongs to a chapter's program, not to its modules."""
    return re.fullmatch(r"main(_.*)?\.[ch]", os.path.basename(path)) is not None


def files(folder, *endings):
    """The files of a folder with these endings, by ending and name."""
    names = sorted(os.listdir(folder or ".")) if os.path.isdir(folder or ".") else []
    names = [n for n in names if not n.startswith(".")]
    return [os.path.join(folder, n) for e in endings for n in names if n.endswith(e)]
