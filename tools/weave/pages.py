"""What pandoc would let pass: titles, tables and HTML that the pages cannot use."""

import re

from weave.markdown import HEADING

CARD_HEADS = "| what | formula | code |"


def check_page(text):
    """Checks headings, tables and tags of a text."""
    check_headings(text)
    check_tables(text)
    for line, shown in enumerate(text.visible.split("\n")):
        tag = re.search(r"</?[A-Za-z][\w-]*[\s>/]", shown)
        if tag:
            text.complain(line, f"HTML, {tag[0]}; expected Markdown, which all forms "
                          "of the book share")


def check_headings(text):
    """A chapter's title names it; no text has two titles or empty headings."""
    folder = re.match(r"chapters/(\d+)-", text.path)
    title = re.match(r"# (?:Chapter (\d+)[:,] )?", text.lines[0] if text.lines else "")
    if folder and not title:
        text.complain(0, f"no title; expected a line '# Chapter {int(folder[1])}: ...'")
    elif folder and (title[1] is None or int(title[1]) != int(folder[1])):
        text.complain(0, f"the title names chapter {title[1]}; its folder is chapter "
                      f"{int(folder[1])}")
    headings = [n for n, kind in enumerate(text.kinds) if kind == HEADING]
    for line in headings:
        if not text.lines[line].strip("# "):
            text.complain(line, "a heading without words")
        if line > 0 and text.lines[line].startswith("# "):
            text.complain(line, "a second title; a text has one")
    if not (folder and text.path.endswith("/README.md")):
        return
    page = [line for line in headings if text.lines[line].strip() == "## In one page"]
    if not page:
        text.complain(0, "no section '## In one page'; the reference card is made of "
                      "it")
    elif not any(line.startswith(CARD_HEADS) for line in text.lines[page[0] :]):
        text.complain(page[0], f"no table '{CARD_HEADS}' in this section; the card is "
                      "made of it")


def check_tables(text):
    """A table has a line of hyphens under its heads, and as many cells in every row."""
    columns, lines = 0, text.visible.split("\n")
    for line, shown in enumerate(lines):
        if not shown.startswith("|"):
            columns = 0
            continue
        cells = len(re.split(r"(?<!\\)\|", re.sub(r"^\||\|\s*$", "", shown)))
        if not columns:
            columns = cells
            if not re.match(r"\|[\s:|-]+$", lines[line + 1]):
                text.complain(line, "a table without the line '| --- |' below its "
                              "heads")
        elif cells != columns:
            text.complain(line, f"a row of {cells} cells in a table of {columns} "
                          "columns")
