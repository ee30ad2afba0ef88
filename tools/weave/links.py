"""Links: files, headings, labels and lines that must be there; citations; figures."""

import os
import re
from xml.etree import ElementTree

from weave.numbering import weave_reference

BIBLIOGRAPHY = "book/references.bib"
OUTSIDE = re.compile(r"\s*(?!data:)([a-z][\w+.-]*:|//)", re.I)
CITATION = re.compile(r"(?<![a-zA-Z0-9.])@([a-zA-Z][\w:.-]*)", re.A)


def check_links(book, text, bibliography):
    """Checks all links, images and citations of a text."""
    for link in text.links:
        if link.image:
            check_image(text, link)
        if link.label and text.woven and link.line not in text.quoted:
            weave_reference(book, text, link)
        elif not link.target:
            text.complain(link.line, "a link without an address")
        elif not link.leads_out:
            check_target(book, text, link)
    defined = {name.lower() for name in re.findall(r"(?m)^\[([^\]]+)\]:", text.visible)}
    for named in re.finditer(r"\[(\^[^\]]+)\]|\]\[([^\]]+)\]", text.visible):
        line = text.line_of(named.start())
        if named[1] and named[1].lower() not in defined:
            text.complain(line, f"the footnote [{named[1]}] has no text")
        elif named[2] and named[2].lower() not in defined:
            text.complain(line, f"no address for the link [{named[2]}]")
    for cited in CITATION.finditer(text.visible):
        key, line = cited[1].rstrip(".:"), text.line_of(cited.start())
        if key not in bibliography:
            text.complain(line, f"no reference {key} in {BIBLIOGRAPHY}")


def check_image(text, image):
    """An image has a text, a number in a chapter, and a file of the repository."""
    if not image.text.strip():
        text.complain(image.line, f"the image {image.target} has no alternative text; "
                      "expected what it shows")
    if text.woven and image.line not in text.owned:
        text.complain(image.line, f"the image {image.target} has no figure directive; "
                      "expected <!-- figure: label --> before it")
    if image.leads_out:
        text.complain(image.line, f"the image {image.target} is elsewhere; the book "
                      "works without a network")


def path_of(text, link):
    """The file that a link leads to, from the root of the repository."""
    return os.path.normpath(f"{text.folder}/{link.path}") if link.path else text.path


def check_target(book, text, link):
    """Checks that the file, and the place in it, are there."""
    path = path_of(text, link)
    what = f"the {'figure' if link.image else 'link'} {link.target}"
    if link.path.startswith("/") or not os.path.isfile(path):
        text.complain(link.line, f"{what} leads to {path}, which does not exist")
        return
    line = re.fullmatch(r"L(\d+)", link.anchor)
    if path.endswith(".svg"):
        problem = svg_problem(path)
        if problem:
            text.complain(link.line, f"the figure {link.path} {problem}")
    elif line:
        with open(path, encoding="utf-8", errors="replace") as file:
            count = file.read().count("\n")
        if int(line[1]) > count:
            text.complain(link.line, f"{what}: that file has {count} lines")
    elif link.anchor and path.endswith(".md") and link.anchor not in book.anchors(path):
        text.complain(link.line, f"{what} leads to a place that {path} does not have")


def svg_problem(path):
    """What makes a figure unfit for a page that is read without a network, or None."""
    try:
        tree = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        return f"is cut or broken: {error}"
    if not tree.tag.endswith("svg"):
        return "is not an SVG"
    if not all(re.match(r"\d", tree.get(side, "")) for side in ("width", "height")):
        return "has no width and height, which a page needs before the figure is there"
    for element in tree.iter():
        if str(element.tag).endswith("script"):
            return "holds a script"
        for name, value in element.items():
            address = name.endswith("href") and OUTSIDE.match(value)
            if address or re.search(r"url\(['\"]?\w+:", value):
                return "asks for something elsewhere; the book works without a network"
    return None


def read_bibliography(problems):
    """The keys of the bibliography; complains of those twice there, of entries cut."""
    keys, opened, depth = {}, 1, 0
    if not os.path.isfile(BIBLIOGRAPHY):
        return keys
    with open(BIBLIOGRAPHY, encoding="utf-8") as file:
        lines = file.read().splitlines()
    cut = "this entry is not closed; expected its last '}'"
    for number, line in enumerate(lines, 1):
        key = re.match(r"@\w+\{\s*([^,\s]+)", line)
        if key:
            if depth:
                problems.add(BIBLIOGRAPHY, opened, cut)
            if key[1] in keys:
                problems.add(BIBLIOGRAPHY, number, f"the entry {key[1]} is at line "
                             f"{keys[key[1]]} too")
            keys.setdefault(key[1], number)
            opened, depth = number, 0
        depth += line.count("{") - line.count("}")
    if depth:
        problems.add(BIBLIOGRAPHY, opened, cut)
    return keys
