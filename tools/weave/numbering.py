"""What carries a number: equations, figures, tables, and references to them."""

import os
import re

from weave.book import WORD


def weave_equation(book, d):
    """Makes the number of the display after <!-- equation: LABEL --> the label's."""
    text, line = d.text, d.text.target(d.last)
    if not (text.is_text(line) and text.lines[line].lstrip().startswith("$$")):
        d.complain(f"no formula follows {d}; expected $$ on the next line")
        return
    begin = text.all.index("$$", text.begins[line]) + 2
    end = text.all.find("$$", begin, text.begins[text.run_end(line)])
    display = text.all[begin:end]
    if end >= 0 and not display.strip():
        text.complain(line, f"the formula is empty; expected {d}")
    elif end >= 0:  # if it does not end, the paragraph says so
        book.tally["equation"] += 1
        place_tag(d, begin, display)


def place_tag(d, begin, display):
    """Makes the tag of a display that begins at an offset the equation's number."""
    number, last = d.label.number, d.text.line_of(begin + len(display))
    tags = list(re.finditer(r"\\tag\{([^}]*)\}", display))
    if len(tags) > 1 or display.count(r"\tag{") != len(tags):
        d.text.complain(last, f"the tag of {d} never ends or is not the only one; "
                        f"expected one \\tag{{{number}}}")
    elif not tags:
        gap = display[len(display.rstrip()):]
        end = begin + len(display) - ("\n" in gap) * len(gap)
        d.text.edit(begin + len(display.rstrip()), end,
                    f" \\tag{{{number}}}" + " " * ("\n" not in gap), last,
                    f"{d} has no number; expected \\tag{{{number}}}; make weave writes "
                    "it")
    elif tags[0][1] != number:
        d.text.edit(begin + tags[0].start(1), begin + tags[0].end(1), number, last,
                    f"{d} has the number {tags[0][1]}; expected {number}; make weave "
                    "writes it")


def weave_figure(_, d):
    """Checks the image after <!-- figure: LABEL --> and numbers its caption."""
    text, line = d.text, d.text.target(d.last)
    if not text.is_text(line):
        d.complain(f"no image follows {d}; expected ![text](file)")
        return
    end = text.run_end(line)
    text.owned.update(range(line, end))
    images = [link for link in text.links if line <= link.line < end and link.image]
    if not images or text.all[text.begins[line]:images[0].begin].strip():
        text.complain(line, f"no image begins here; expected ![text](file) for {d}")
    place_caption(d, end - 1)


def weave_table(_, d):
    """Numbers the caption after <!-- table: LABEL -->, which a table has to follow."""
    text, caption = d.text, place_caption(d, d.last)
    if caption is None:
        return
    end = text.run_end(caption)
    after = text.target(end - 1)
    rows = text.lines[caption + 1:end] + ([text.lines[after]] if after else [])
    if not any(row.lstrip().startswith("|") for row in rows):
        text.complain(caption, f"no table follows the caption of {d}; expected lines "
                      "that begin with |")


def place_caption(d, line):
    """Numbers the paragraph after a line; returns its line, or None with a problem."""
    text, word, caption = d.text, d.word.title(), d.text.target(line)
    if not text.is_text(caption):
        d.complain(f"no caption follows {d}; expected a paragraph **{word} ...**")
        return None
    wanted = f"**{word} {d.label.number}.**"
    found = re.match(rf"\s*(\*\*{word}[\d. ]+\*\*)?", text.lines[caption])
    if found[1] != wanted:
        begin = text.begins[caption] + (found.start(1) if found[1] else found.end())
        shown = found[1] or text.lines[caption][:20]
        text.edit(begin, begin + len(found[1] or ""), wanted + " " * (not found[1]),
                  caption, f"the caption of {d} begins with '{shown}'; expected "
                  f"'{wanted}'; make weave writes it")
    return caption


def weave_reference(book, text, link):
    """Makes a link to a label show its number and lead to its text."""
    label = book.labels.get(link.anchor)
    if not label:
        close = book.label_nearest(link.anchor)
        text.complain(link.line, f"no {WORD[link.label[1]]} has the label "
                      f"'{link.label[2]}'; the nearest is '{close}'")
        return
    shown = re.fullmatch(rf"(?i:{label.word})(?:\s+([\d.]+))?", link.text)
    if shown and shown[1] != label.number:
        found = shown[1] or ""
        begin = link.text_end - len(found)
        text.edit(begin, link.text_end, " " * (not found) + label.number, link.line,
                  f"the reference to '{label.name}' says '{found}'; expected "
                  f"{label.number}; make weave writes it")
    elif not shown and re.search(r"\d", link.text):
        text.complain(link.line, f"found the reference [{link.text}]; expected "
                      f"[{label.word} {label.number}]")
    path = "" if label.path == text.path else os.path.relpath(label.path, text.folder)
    wanted = f"{path}#{label.anchor}"
    if link.target != wanted:
        text.edit(link.target_at, link.target_at + len(link.target), wanted, link.line,
                  f"the reference leads to {link.target}; expected {wanted}; make "
                  "weave writes it")
