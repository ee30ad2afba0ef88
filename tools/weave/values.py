"""Measured numbers: each one in the text names the value that it came from."""

import re

from weave import numbers
from weave.markdown import COMMENT, TEXT
from weave.problems import nearest

# The book's own numbers, which nothing measures: exercises 1.2 and 1.3, **Figure 1.2.**
JOINT = r"\s*(?:, and|,|and|or|to|-)\s*"
NUMBERING = re.compile(
    rf"\b(?:exercise|chapter|section)s?[\s*>]+"
    rf"(?:\d+\.\d+(?:{JOINT}\d+\.\d+)*|\d+(?:{JOINT}\d+)*(?![.\d]))"
    r"|\*\*(?:Figure|Table) [\d.]+\*\*", re.I)


class Binding:
    """One `name = number` of a value directive, for the lines first to end - 1."""

    def __init__(self, name, shown, number, line, block):
        self.name, self.shown, self.number, self.line = name, shown, number, line
        self.first, self.end = block


def block_of(d):
    """First and end line of what a value directive speaks of, or None.

    It is the next paragraph; before a figure or a table, the caption's paragraph too.
    """
    text, line, captioned = d.text, d.text.next(d.last), False
    while line < len(text.lines) and text.kinds[line] == COMMENT:
        between = text.directive_at(line)
        if between and between.word in ("code", "output", "exercise"):
            return None
        captioned = captioned or bool(between and between.word in ("figure", "table"))
        line = text.next(line)
    if not text.is_text(line):
        return None
    end = text.run_end(line)
    caption = text.target(end - 1) if captioned else None
    return line, text.run_end(caption) if text.is_text(caption) else end


def bindings_of(text):
    """All bindings of a text; complains of those that cannot be read."""
    found = []
    for d in text.directives:
        block = block_of(d) if d.word == "value" else None
        if d.word == "value" and not block:
            d.complain("no block of text follows; a value directive comes before the "
                       "paragraph, list, table or formula that shows its numbers")
        elif d.word == "value" and not d.rest:
            d.complain("an empty value directive; expected name = number")
        elif d.word == "value":
            at = text.all.index(d.rest, text.begins[d.first])
            for entry in re.finditer(r"[^;\s][^;]*", d.rest):
                line = text.line_of(at + entry.start())
                found.append(read_binding(text, entry[0].strip(), line, block))
    return [binding for binding in found if binding]


def read_binding(text, entry, line, block):
    """One entry of a value directive, or None with a problem."""
    name, _, shown = (part.strip() for part in entry.partition("="))
    number = numbers.read(shown)
    if not (name and shown):
        text.complain(line, f"'{entry}' in a value directive; expected name = number")
    elif not number:
        text.complain(line, f"'{shown}' is not a number; expected one as the text has "
                      "it")
    else:
        return Binding(name, shown, number, line, block)
    return None


def line_with(text, binding):
    """The first line of the binding's block that shows its number, or None."""
    for line in range(binding.first, binding.end):
        found = numbers.numbers(text.lines[line]) if text.kinds[line] == TEXT else []
        if any(number.is_spelled(binding.number) for number in found):
            return line
    return None


def check_binding(book, text, binding):
    """Checks that the number is in the block, and that the run gives it."""
    where = line_with(text, binding)
    if where is None:
        text.complain(binding.line, f"number {binding.shown} is not in the block at "
                      f"line {binding.first + 1}; expected it there, digit by digit")
    other = re.match(r"chapter(\d{1,2})/", binding.name)
    chapter = int(other[1]) if other else text.chapter
    name = binding.name[other.end() if other else 0:]
    path, values = f"{book.run}/chapter{chapter}/values.tsv", book.values(chapter)
    if values is None:
        text.complain(binding.line, f"{path} does not exist; run the chapter first")
    elif name not in values:
        text.complain(binding.line, f"unknown value '{name}' in {path}; the nearest is "
                      f"'{nearest(name, values)}'")
    elif where is not None and not binding.number.agrees(values[name]):
        given = binding.number.spell(values[name]) + "%" * binding.number.percent
        text.complain(where, f"number {binding.shown} is stale: the run gives {given} "
                      f"for '{binding.name}'")


def weave_values(book, text):
    """Checks all bindings, and that no measured number of a sentence lacks one."""
    bindings, covered = bindings_of(text), {}
    book.tally["number"] += len(bindings)
    for binding in bindings:
        check_binding(book, text, binding)
        for line in range(binding.first, binding.end):
            covered.setdefault(line, []).append(binding.number)
    for number, line in numbers_in_prose(text):
        bound = any(number.is_spelled(shown) for shown in covered.get(line, ()))
        if numbers.is_measured(number) and not bound:
            percent, chosen = "%" * number.percent, r"\%" * number.percent
            text.complain(line, f"number {number.text}{percent} in a sentence names no "
                          "value (bind it with a value directive, or write it as "
                          f"${number.text}{chosen}$ if you chose it)")


def numbers_in_prose(text):
    """The numbers of sentences with their lines, but the book's own and exercises'."""
    for first, end in text.runs(TEXT):
        begin, block = text.begins[first], text.all[text.begins[first]:text.begins[end]]
        own = [m.span() for m in NUMBERING.finditer(block)]
        for number in numbers.numbers(block):
            line = text.line_of(begin + number.begin)
            said = text.prose[begin + number.end - 1] != " " and line not in text.quoted
            if said and not any(a <= number.begin < b for a, b in own):
                yield number, line
