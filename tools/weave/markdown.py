"""A Markdown text: its lines by kind, its directives, its links, its prose."""

import bisect
import re

from weave.problems import nearest

EMPTY, TEXT, HEADING, COMMENT, FENCE, CODE = range(6)
DIRECTIVES = "code output equation figure table value exercise".split()
PREFIX = {"equation": "eq", "figure": "fig", "table": "tab"}
FENCE_MARK = re.compile(r"[> \t]*(`{3,}(?!.*`)|~{3,})\s*(.*?)\s*$")
LINK = re.compile(
    r"(?<!\\)(!?)\[((?:\\.|[^\[\]\\]|\[(?:\\.|[^\[\]\\])*\])*)\]"
    r"\(\s*([^\s()]*)[^()]*\)", re.S
)
# What in a paragraph is not prose. Code ends with as many backticks as it began with; a
# dollar opens mathematics before a letter, and closes it behind one.
SPANS = re.compile(
    r"""
    \\.
  | (?P<code> (?<!`) (?P<ticks> `+ ) (?!`) .*? (?<!`) (?P=ticks) (?!`) )
  | (?P<math> \$\$ .*? \$\$ | \$ (?![\s$]) (?: .*? [^\s\\] )?? \$ (?!\d) )
  | (?P<hidden> <!-- .*? --> )
  | (?P<quiet> </?[A-Za-z] [^<>]* > | \[@ [^\]]* \] | https?:// [^\s)>]* )
    """,
    re.X | re.S,
)


class Directive:
    """An HTML comment that asks for something: <!-- word: rest -->."""

    def __init__(self, text, word, rest, first, last):
        self.text, self.word, self.rest = text, word, rest
        self.first, self.last, self.label = first, last, None

    def __str__(self):
        return f"{self.word} '{self.rest}'"

    def complain(self, message):
        """Notes what is wrong, for the directive's line."""
        self.text.complain(self.first, message)


class Link:
    """A link or an image, and where it stands in the text."""

    def __init__(self, match, begin, text):
        self.image = bool(match[1])
        self.begin, self.end = begin + match.start(), begin + match.end()
        self.text_at, self.text_end = begin + match.start(2), begin + match.end(2)
        self.target_at = begin + match.start(3)
        self.text = text[self.text_at : self.text_end]
        self.target = text[self.target_at : begin + match.end(3)]
        self.path, self.hash, self.anchor = self.target.partition("#")
        self.label = not self.image and re.match(r"(eq|fig|tab):(.*)", self.anchor)
        # Out of the repository, or to a page that only the site has.
        self.leads_out = bool(re.match(r"[a-z][a-z0-9+.-]*:|//", self.target, re.I))


class Text:
    """A text, read once. Lines and their indices are counted from 0."""

    def __init__(self, path, content, problems):
        self.path, self.all, self.problems = path, content, problems
        self.lines = content.split("\n")
        if not self.lines[-1]:
            self.lines.pop()
        self.begins = [0]
        for line in self.lines:
            self.begins.append(min(self.begins[-1] + len(line) + 1, len(content)))
        self.kinds = [EMPTY] * len(self.lines)
        self.directives, self.fences, self.edits = [], {}, []
        # Lines that a directive vouches for, and of those the quotes of exercises.
        self.owned, self.quoted = set(), set()
        at = 0
        while at < len(self.lines):
            at = self.read_line(at)
        self.mask_spans()

    def complain(self, line, message):
        """Notes what is wrong on a line of the text, given by its index."""
        self.problems.add(self.path, line + 1, message)

    def read_line(self, at):
        """Settles what a line is; returns the index after what was read."""
        line = self.lines[at]
        if line.lstrip().startswith("<!--"):
            return self.read_comment(at)
        if FENCE_MARK.match(line):
            return self.read_fence(at)
        if line.strip():
            self.kinds[at] = HEADING if re.match(r"#{1,6}(\s|$)", line) else TEXT
        return at + 1

    def read_fence(self, first):
        """Marks the lines of a fenced block."""
        mark, info = FENCE_MARK.match(self.lines[first]).groups()
        self.kinds[first] = FENCE
        for last in range(first + 1, len(self.lines)):
            closing = FENCE_MARK.match(self.lines[last])
            if closing and closing[1].startswith(mark) and not closing[2]:
                self.kinds[last] = FENCE
                self.fences[first] = (last, info)
                return last + 1
            self.kinds[last] = CODE
        self.complain(first, "a fenced block opens here and never ends; expected a "
                      f"closing {mark}")
        return len(self.lines)

    def read_comment(self, first):
        """Marks the lines of an HTML comment and keeps the directive that it holds."""
        opens = self.all.index("<!--", self.begins[first])
        closes = self.all.find("-->", opens + 4)
        if closes < 0:
            self.complain(first, "a comment opens here and never ends; expected a "
                          "closing -->")
            self.kinds[first:] = [COMMENT] * len(self.kinds[first:])
            return len(self.lines)
        last = self.line_of(closes)
        self.kinds[first : last + 1] = [COMMENT] * (last + 1 - first)
        after = self.lines[last][closes + 3 - self.begins[last] :].strip()
        comment = self.all[opens + 4:closes]
        found = re.match(r"\s*([\w-]+):\s*(.*?)\s*$", comment, re.S)
        if found and found[1] in DIRECTIVES:
            self.directives.append(Directive(self, *found.groups(), first, last))
            if after:
                self.complain(last, f"'{after}' follows a directive, which has its "
                              "line to itself")
        elif found:
            meant = nearest(found[1], DIRECTIVES)
            self.complain(first, f"unknown directive '{found[1]}'; did you mean "
                          f"'{meant}'?")
        elif after:
            self.kinds[last] = TEXT
        if re.match(r"<!--[a-z]+:|<!--\s*[a-z]+(\s+:|:[^\s/])", self.lines[first]):
            self.complain(first, f"found '{self.lines[first]}'; expected "
                          "'<!-- word: ... -->'")
        return last + 1

    def line_of(self, offset):
        """The index of the line that holds the character at an offset."""
        return bisect.bisect_right(self.begins, offset, 0, len(self.lines)) - 1

    def next(self, line):
        """The index of the first line after this one that is not empty."""
        line += 1
        while line < len(self.lines) and self.kinds[line] == EMPTY:
            line += 1
        return line

    def target(self, line):
        """The same past comments and values; None if another directive is between."""
        while (line := self.next(line)) < len(self.lines):
            if self.kinds[line] != COMMENT:
                return line
            found = self.directive_at(line)
            if found and found.word != "value":
                return None
        return None

    def directive_at(self, line):
        """The directive that has the line, or None."""
        return next((d for d in self.directives if d.first <= line <= d.last), None)

    def is_text(self, line):
        """Whether the index is that of a line of text."""
        return line is not None and line < len(self.lines) and self.kinds[line] == TEXT

    def run_end(self, line):
        """The index after the lines of one kind that begin here."""
        end = line
        while end < len(self.lines) and self.kinds[end] == self.kinds[line]:
            end += 1
        return end

    def runs(self, *kinds):
        """First and end index of each run of lines of these kinds."""
        first = 0
        while first < len(self.lines):
            end = self.run_end(first)
            if self.kinds[first] in kinds:
                yield first, end
            first = end

    def mask_spans(self):
        """Makes self.links, self.prose and self.visible: the text with parts blanked.

        Visible has no fenced blocks, code, mathematics and comments; prose has also no
        tags, addresses, citations, targets of links, and references by number.
        """
        prose, visible, self.links = list(blank(self.all)), list(blank(self.all)), []
        for first, end in self.runs(TEXT, HEADING):
            span = slice(self.begins[first], self.begins[end])
            visible[span] = blank_spans(self.all[span], "code math hidden")
            prose[span] = blank_spans(self.all[span], "code math hidden quiet")
            self.check_closed(span.start, "".join(visible[span]))
            # Brackets in code and mathematics are not those of a link.
            block = blank_spans(self.all[span], "code math hidden", "x")
            at = 0
            while match := LINK.search(block, at):
                at = match.start(2)
                link = Link(match, span.start, self.all)
                link.line = self.line_of(link.begin)
                self.links.append(link)
                begin = link.begin if link.label else link.text_end + 1
                prose[begin:link.end] = blank(self.all[begin:link.end])
        self.prose, self.visible = "".join(prose), "".join(visible)

    def check_closed(self, begin, shown):
        """Complains of code or mathematics that opens in a block and does not close."""
        opened = re.search(r"`+|\$+", re.sub(r"\\.", "  ", shown))
        if opened:
            self.complain(self.line_of(begin + opened.start()),
                          f"{opened[0]} opens here and is not closed in this paragraph "
                          f"(write \\{opened[0][0]} for the sign itself)")

    def anchors(self):
        """The names of its places: headings as code hosts name them, and directives."""
        found = set()
        for line, content in enumerate(self.lines):
            if self.kinds[line] == HEADING:
                name = content.lstrip("#").strip().lower()
                name = re.sub(r"[^a-z0-9 _-]", "", name).replace(" ", "-")
                found.add(f"{name}-1" if name in found else name)
        for directive in self.directives:
            name = directive.rest.partition(" ")[0]
            if directive.word in PREFIX:
                found.add(f"{PREFIX[directive.word]}:{name}")
            elif directive.word == "exercise":
                found.add(f"ex-{name}")
        return found

    def edit(self, begin, end, with_, line, why):
        """Plans to write something else between two offsets, and says why."""
        self.edits.append((begin, end, with_, line, why))

    def edited(self):
        """The text with all edits made; of two that meet, the first."""
        out, at = [], 0
        for begin, end, with_, line, _ in sorted(self.edits, key=lambda e: e[0]):
            if begin < at:
                self.complain(line, "two directives write the same place; expected one")
                continue
            out += [self.all[at:begin], with_]
            at = end
        return "".join(out) + self.all[at:]


def blank(text, sign=" "):
    """The text with every sign but the ends of lines replaced."""
    return re.sub(r"[^\n]", sign, text)


def blank_spans(block, kinds, sign=" "):
    """The block with its spans of these kinds blanked."""
    def one(match):
        hidden = match.lastgroup in kinds.split()
        return blank(match[0], sign) if hidden else match[0]

    return SPANS.sub(one, block)
