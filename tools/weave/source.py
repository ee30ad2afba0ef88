"""What C files define, and on which lines, by universal-ctags."""

import collections
import re
import subprocess

CTAGS = ["ctags", "-x", "--sort=no", "--language-force=C", "--kinds-C=defgpstuvx",
         "--_xformat=%N\t%K\t%n\t%{end}\t%F", "-L", "-"]
BODIES = ("struct", "union", "enum")
DEFINING = "function macro typedef variable externvar enumerator".split()
# A string, a character or a comment; only the last is a group.
COMMENT = re.compile(
    r""""(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|(/\*.*?\*/|//[^\n]*)""", re.S
)


class Definition:
    """A name and its lines, from 1: `line` has the name, first to last are shown."""

    def __init__(self, name, kind, line, end):
        self.name, self.kind, self.line = name, kind, line
        self.first, self.last = line, end or line


class Source:
    """A C file and what it defines."""

    def __init__(self, path, content, tags):
        self.path, self.text = path, content
        self.lines = content.split("\n")
        if not self.lines[-1]:
            self.lines.pop()
        self.definitions = [Definition(*tag) for tag in tags]
        self.bodies = [d for d in self.definitions if d.kind in BODIES]
        for found in self.definitions:
            self.widen(found)

    def widen(self, found):
        """Gives a definition all its lines, those of the comment above included."""
        if found.kind == "typedef":
            body = [b for b in self.bodies if b.line <= found.line <= b.last]
            found.first = body[0].first if body else found.first
        if found.kind == "enumerator":
            body = [b for b in self.bodies if b.line <= found.line <= b.last]
            found.first, found.last = body[0].line, body[0].last
        if found.kind == "macro":
            while self.lines[found.last - 1].endswith("\\"):
                found.last += 1
        elif found.kind != "function":
            while found.last < len(self.lines) and not self.ends_here(found.last):
                found.last += 1
        if found.kind != "macro":
            while self.goes_on_above(found.first):
                found.first -= 1
        found.head = found.first
        while (above := self.comment_above(found.first)) < found.first:
            found.first = above

    def ends_here(self, line):
        """Whether a declaration ends on the line."""
        code = COMMENT.sub(lambda m: "" if m[1] else m[0], self.lines[line - 1])
        return code.rstrip().endswith(";")

    def goes_on_above(self, line):
        """Whether the line above belongs to the same declaration."""
        above = self.lines[line - 2].strip() if line > 1 else ""
        return bool(above) and not re.search(r"[};]$|\*/$|^#|^//|^extern \"C\"", above)

    def comment_above(self, line):
        """The first line of the comment directly above, or the line itself."""
        above = line - 1
        if above < 1 or self.lines[above - 1].lstrip().startswith("//"):
            return max(above, 1)
        if not self.lines[above - 1].rstrip().endswith("*/"):
            return line
        while above > 1 and "/*" not in self.lines[above - 1]:
            above -= 1
        return above if self.lines[above - 1].lstrip().startswith("/*") else line

    def find(self, name):
        """The definitions of a name, one a place; prototypes if there are no others."""
        named = [d for d in self.definitions if d.name == name and not self.is_empty(d)]
        found = [d for d in named if d.kind in (*BODIES, *DEFINING)] or named
        return list({(d.first, d.last): d for d in found}.values())

    def is_empty(self, found):
        """Whether it is `typedef struct X X;`, which defines nothing."""
        empty = rf"\b(struct|union|enum)\s+{found.name}\s+{found.name};"
        return found.kind == "typedef" and re.search(empty, self.lines[found.line - 1])

    def functions(self):
        """The functions that have a body here."""
        return [d for d in self.definitions if d.kind == "function"]

    def shown(self, found):
        """The lines of a definition as the text shows them."""
        return self.lines[found.first - 1 : found.last]

    def line_at(self, offset):
        """The number of the line that holds the character at an offset."""
        return self.text.count("\n", 0, offset) + 1


class Sources:
    """Files read so far; many at once cost one call of ctags."""

    def __init__(self):
        self.read = {}

    def load(self, paths):
        """Reads the files that are not known yet."""
        paths = [path for path in dict.fromkeys(paths) if path not in self.read]
        if not paths:
            return
        done = subprocess.run(CTAGS, input="\n".join(paths) + "\n", capture_output=True,
                              text=True, check=True)
        tags = collections.defaultdict(list)
        for line in done.stdout.splitlines():
            name, kind, at, end, path = line.split("\t")
            tags[path].append((name, kind, int(at), int(end) if end else None))
        for path in paths:
            with open(path, encoding="utf-8", errors="replace", newline="") as file:
                self.read[path] = Source(path, file.read(), tags[path])

    def __getitem__(self, path):
        self.load([path])
        return self.read[path]
