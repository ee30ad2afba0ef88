"""The pages of the site: what they need to know of the book, and their own links."""

import json
import os
import re

from weave.links import path_of

MOST_BYTES = 1_000_000


def write_changed(path, content):
    """Writes a file if it would be another one; returns whether it was."""
    if os.path.isfile(path):
        with open(path, encoding="utf-8") as file:
            if file.read() == content:
                return False
    with open(path + ".part", "w", encoding="utf-8") as file:
        file.write(content)
    os.replace(path + ".part", path)
    return True


def write_pages(book, rows, folder):
    """Writes book.json for the filters of pandoc, and beside it what make goes by.

    labels.txt says in which text each equation is, without lines, so it seldom changes;
    linked.txt has the files of the repository that the texts link to.
    """
    shown = {}
    for path, listings in book.listings.items():
        for entry in listings:
            first = {"number": entry["number"], "target": f"repo:{path}#{entry['id']}"}
            shown.update((name, first) for name in entry["names"] if name not in shown)
    known = {
        "labels": {anchor: {"number": lb.number} for anchor, lb in book.labels.items()},
        "listings": book.listings,
        "shown": shown,
        "names": sorted(shown, key=str.lower),
        "rows": {
            row.label.name: {
                "number": row.label.number,
                "file": row.label.path,
                "code": [row.code.entry()] if row.code else [],
                "test": [test.entry() for test in row.tests],
            }
            for row in rows
        },
    }
    content = json.dumps(known, ensure_ascii=False, indent=1)
    write_changed(f"{folder}/book.json", content + "\n")
    labels = "".join(f"{row.label.name} {row.label.path}\n" for row in rows)
    write_changed(f"{folder}/labels.txt", labels)
    linked = {path_of(text, link) for text in book.texts.values() if text.woven
              for link in text.links if link.path and not link.leads_out}
    shown = [path for path in sorted(linked) if not has_page(path)]
    write_changed(f"{folder}/linked.txt", "\n".join(shown) + "\n")


def has_page(path):
    """Whether the site shows a file otherwise than as a page of source."""
    pages = r".*\.svg|chapters/[^/]+/(README|exercises/paper)\.md"
    return re.fullmatch(pages, path) is not None


def check_site(folder, problems):
    """Checks that all links of the built pages lead somewhere, and nothing is remote.

    Returns how many links there are, on how many pages.
    """
    pages, links = {}, []
    for parent, _, names in os.walk(folder):
        for name in sorted(names):
            if name.endswith(".html"):
                page = os.path.relpath(os.path.join(parent, name), folder)
                pages[page] = read_page(folder, page, links, problems)
    for page, line, target in links:
        path, _, anchor = target.partition("#")
        if path:
            path = os.path.normpath(os.path.join(os.path.dirname(page), path))
        path = path or page
        what = f"{folder}/{page}", line, f"links to {target}, "
        if path not in pages and not os.path.isfile(f"{folder}/{path}"):
            problems.add(*what[:2], what[2] + "which is not there")
        elif anchor and path in pages and anchor not in pages[path]:
            problems.add(*what[:2], what[2] + "and that page has no such place")
    return len(links), len(pages)


def read_page(folder, page, links, problems):
    """Adds the links of a page to the list; returns the names of its places."""
    path, names = f"{folder}/{page}", set()
    with open(path, encoding="utf-8") as file:
        content = file.read()
    if len(content.encode()) > MOST_BYTES:
        problems.add(path, 1, f"{len(content.encode())} bytes; a page may have 1 MB")
    for tag in re.finditer(r"<([a-z0-9]+)(\s[^<>]*)>", content):
        attributes = dict(re.findall(r'\s([\w-]+)="([^"]*)"', tag[2]))
        name = attributes.get("id")
        target = attributes.get("href") or attributes.get("src")
        if not (name or target or tag[1] == "img"):
            continue
        line = content.count("\n", 0, tag.start()) + 1
        if name and name in names:
            problems.add(path, line, f"the id {name} is there twice")
        names.add(name)
        if tag[1] == "img" and not attributes.get("alt"):
            problems.add(path, line, "an image without alternative text")
        if tag[1] == "img" and not re.match(r"\d", attributes.get("width", "")):
            problems.add(path, line, "an image without its size")
        if target and tag[1] != "a" and re.match(r"(https?:)?//", target):
            problems.add(path, line, f"loads {target} from elsewhere")
        if target and not re.match(r"[a-z][a-z+.-]*:|//", target):
            links.append((page, line, target))
    return names
