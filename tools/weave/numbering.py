"""What carries a number: equations, figures, tables, and references to them."""

import os
import re

from weave.book import WORD


def weave_equation(book, text, directive):
    """Makes the \\tag of the display after <!-- equation: LABEL --> the equation's number."""
    name, number = directive.rest, text.labels[directive].number
    line = text.target(directive.last)
    if not (text.is_text(line) and text.lines[line].lstrip().startswith("$$")):
        text.complain(
            directive.first, f"no formula follows equation '{name}'; expected $$ on the next line"
        )
        return
    begin = text.all.index("$$", text.begins[line]) + 2
    end = text.all.find("$$", begin, text.begins[text.run_end(line)])
    display = text.all[begin:end]
    if end < 0:
        return  # the paragraph says so
    if not display.strip():
        text.complain(line, f"the formula is empty; expected equation '{name}'")
    else:
        book.tally["equation"] += 1
        place_tag(text, name, number, begin, display)


def place_tag(text, name, number, begin, display):
    """Makes the tag of a display that begins at an offset this number."""
    tags = list(re.finditer(r"\\tag\{([^}]*)\}", display))
    last = text.line_of(begin + len(display))
    if len(tags) > 1 or display.count(r"\tag{") != len(tags):
        text.complain(
            last,
            f"the tag of equation '{name}' never ends or is not the only one; "
            f"expected one \\tag{{{number}}}",
        )
    elif not tags:
        at = begin + len(display.rstrip())
        gap = display[len(display.rstrip()) :]
        one_line = "\n" not in gap
        text.edit(
            at,
            at + len(gap) if one_line else at,
            f" \\tag{{{number}}}" + " " * one_line,
            last,
            f"equation '{name}' has no number; expected \\tag{{{number}}}; make weave writes it",
        )
    elif tags[0][1] != number:
        text.edit(
            begin + tags[0].start(1),
            begin + tags[0].end(1),
            number,
            last,
            f"equation '{name}' has the number {tags[0][1]}; expected {number}; "
            "make weave writes it",
        )


def weave_figure(book, text, directive):
    """Checks the image after <!-- figure: LABEL --> and numbers the caption below it."""
    line = text.target(directive.last)
    if not text.is_text(line):
        text.complain(
            directive.first,
            f"no image follows figure '{directive.rest}'; expected ![text](file)",
        )
        return
    end = text.run_end(line)
    text.owned.update(range(line, end))
    images = [link for link in text.links if line <= link.line < end and link.image]
    if not images or text.all[text.begins[line] : images[0].begin].strip():
        text.complain(
            line,
            f"no image begins here; expected ![text](file) for figure '{directive.rest}'",
        )
    place_caption(text, directive, end - 1)


def weave_table(book, text, directive):
    """Numbers the caption after <!-- table: LABEL -->, which a table has to follow."""
    caption = place_caption(text, directive, directive.last)
    if caption is None:
        return
    end = text.run_end(caption)
    after = text.target(end - 1)
    rows = text.lines[caption + 1 : end] + ([text.lines[after]] if after else [])
    if not any(row.lstrip().startswith("|") for row in rows):
        text.complain(
            caption,
            f"no table follows the caption of '{directive.rest}'; "
            "expected lines that begin with |",
        )


def place_caption(text, directive, line):
    """Numbers the paragraph after a line; returns its line, or None with a problem."""
    word, name = directive.word.title(), directive.rest
    caption = text.target(line)
    if not text.is_text(caption):
        text.complain(
            directive.first, f"no caption follows '{name}'; expected a paragraph **{word} ...**"
        )
        return None
    wanted = f"**{word} {text.labels[directive].number}.**"
    found = re.match(rf"\s*(\*\*{word}[\d. ]+\*\*)?", text.lines[caption])
    if found[1] != wanted:
        begin = text.begins[caption] + (found.start(1) if found[1] else found.end())
        text.edit(
            begin,
            begin + len(found[1] or ""),
            wanted if found[1] else wanted + " ",
            caption,
            f"the caption of '{name}' begins with '{found[1] or text.lines[caption][:20]}'; "
            f"expected '{wanted}'; make weave writes it",
        )
    return caption


def weave_reference(book, text, link):
    """Makes a link to a label show its number and lead to its text."""
    label = book.labels.get(link.anchor)
    if not label:
        text.complain(
            link.line,
            f"no {WORD[link.label[1]]} has the label '{link.label[2]}'; the nearest is "
            f"'{book.label_nearest(link.anchor)}'",
        )
        return
    shown = re.fullmatch(rf"(?i:{label.word})(?:\s+([\d.]+))?", link.text)
    if shown and shown[1] != label.number:
        begin = link.text_at + (shown.start(1) if shown[1] else len(link.text))
        text.edit(
            begin,
            begin + len(shown[1] or ""),
            label.number if shown[1] else f" {label.number}",
            link.line,
            f"the reference to '{label.name}' says '{shown[1] or ''}'; expected {label.number}; "
            "make weave writes it",
        )
    elif not shown and re.search(r"\d", link.text):
        text.complain(
            link.line,
            f"found the reference [{link.text}]; expected [{label.word} {label.number}]",
        )
    path = "" if label.path == text.path else os.path.relpath(label.path, text.folder or ".")
    wanted = f"{path}#{label.anchor}"
    if link.target != wanted:
        text.edit(
            link.target_at,
            link.target_at + len(link.target),
            wanted,
            link.line,
            f"the reference leads to {link.target}; expected {wanted}; make weave writes it",
        )
