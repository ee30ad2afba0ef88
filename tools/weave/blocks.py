"""Blocks that are generated whole: code, output of a run, exercises."""

import glob
import os
import re

import exercises
from weave.book import files, is_program
from weave.markdown import FENCE
from weave.problems import nearest


def weave_code(book, d):
    """Puts definitions of a C file into the block after <!-- code: FILE NAME... -->."""
    file, *names = d.rest.split() or [""]
    path = os.path.normpath(os.path.join(d.text.folder, file))
    if not names:
        d.complain(f"found 'code: {d.rest}'; expected a file and a name in it")
    elif not os.path.isfile(path):
        d.complain(f"{path} does not exist; expected a C file")
    else:
        source = book.sources[path]
        found = [definition(source, name, d) for name in names]
        if None not in found:
            shown = ["\n".join(source.shown(each)) + "\n" for each in found]
            place_fenced(d, "c", "\n".join(shown))
            book.tally["listing"] += 1
            add_listing(book, d, path, names, found)


def definition(source, name, d):
    """The one definition of a name, or None with a problem."""
    found, file = source.find(name), os.path.basename(source.path)
    if len(found) == 1:
        return found[0]
    if found:
        d.complain(f"'{name}' is ambiguous: {file} defines it at line {found[0].line} "
                   f"and at line {found[1].line}")
    else:
        close = nearest(name, [each.name for each in source.definitions])
        d.complain(f"{file} defines no '{name}'; the nearest is '{close}'")
    return None


def add_listing(book, d, path, names, found):
    """Notes a listing for the pages: its number, its label, its lines in the file."""
    listings = book.listings.setdefault(d.text.path, [])
    same = sum(entry["names"][0] == names[0] for entry in listings)
    ranges = []
    for each in found:
        if ranges and each.first == ranges[-1][1] + 2:
            ranges[-1][1] = each.last
        else:
            ranges.append([each.first, each.last])
    listings.append({
        "id": f"lst:{names[0]}" + (f"-{same + 1}" if same else ""),
        "number": f"{d.text.chapter}.{len(listings) + 1}",
        "file": path,
        "names": names,
        "lines": ", ".join(f"{a}–{b}" if a < b else str(a) for a, b in ranges),
        "first": ranges[0][0],
        "at": d.first + 1,
    })


def weave_output(book, d):
    """Puts a paragraph of a run into the block after <!-- output: chapter1 "X" -->."""
    asked = re.fullmatch(r'(chapter\d+)\s+"([^"]+)"', d.rest)
    if not asked:
        d.complain(f"found 'output: {d.rest}'; expected output: chapter1 \"name\"")
        return
    path, name = f"{book.run}/{asked[1]}/output.txt", asked[2]
    if not os.path.isfile(path):
        d.complain(f"{path} does not exist; run the chapter first")
        return
    with open(path, encoding="utf-8", errors="replace") as file:
        paragraphs = re.split(r"\n(?:[ \t]*\n)+", file.read().strip("\n"))
    found = [p for p in paragraphs if p.startswith(name + ":")]
    if not found:
        close = nearest(name, [p.partition(":")[0] for p in paragraphs])
        d.complain(f"no block of {path} begins with '{name}:'; the nearest is "
                   f"'{close}'")
    elif len(found) > 1:
        d.complain(f"'{name}:' is ambiguous: it begins {len(found)} blocks of {path}; "
                   "expected one")
    else:
        book.tally["output"] += 1
        place_fenced(d, "text", found[0] + "\n")


def weave_exercise(book, d):
    """Puts an exercise's statement into the quote after <!-- exercise: N.K -->."""
    pattern = f"{d.text.folder}/exercises/{d.rest}-*.c"
    found = [path for path in glob.glob(pattern) if not path.endswith(".test.c")]
    if len(found) != 1:
        d.complain(f"found {len(found)} files {pattern}; expected one")
        return
    try:
        exercise = exercises.load(found[0])
    except exercises.ExerciseError as error:
        book.problems.add(str(error.path), error.line, error.message)
        return
    if exercise.number != d.rest:
        book.problems.add(found[0], 1, f"the head says Exercise {exercise.number}; "
                          f"expected {d.rest}, as in the file's name")
        return
    lines = [f"**Exercise {exercise.number}. {exercise.title}** ({exercise.minutes} "
             f"minutes, {exercise.difficulty}, {exercise.kind})."]
    lines += exercise.statement.rstrip("\n").split("\n")
    # The last sentence goes on in a paragraph, but not in a list, a table or a formula.
    if not re.match("[A-Za-z]", lines[-1]):
        lines.append("")
    lines.append(f"Check it: `make exercise{exercise.number}`.")
    place_quote(d, "".join(f"> {line}".rstrip() + "\n" for line in lines))


def place_quote(d, content):
    """Makes the quote after a directive this content."""
    lines, first = d.text.lines, d.text.next(d.last)
    end = first
    while end < len(lines) and lines[end].lstrip().startswith(">"):
        end += 1
    d.text.quoted.update(range(first, end))
    if first == end:
        insert_block(d, content)
    else:
        place_lines(d, first, end, content)


def place_fenced(d, info, content):
    """Makes the fenced block after a directive this content."""
    text, opens = d.text, d.text.next(d.last)
    if re.search(r"^[ \t]*```", content, re.M):
        d.complain(f"a line of '{d.rest}' begins with ```, which would end its block")
    elif opens >= len(text.lines) or text.kinds[opens] != FENCE:
        insert_block(d, f"```{info}\n{content}```\n")
    elif opens in text.fences:
        closes, found = text.fences[opens]
        text.owned.add(opens)
        if found == info:
            place_lines(d, opens + 1, closes, content)
        else:
            text.complain(opens, f"found the fence '{text.lines[opens]}' below a "
                          f"directive; expected ```{info}")


def place_lines(d, first, end, content):
    """Makes the lines first to end - 1 this content."""
    text, content = d.text, indented(d, content)
    text.owned.update(range(first, end))
    old, new = text.lines[first:end], content.split("\n")[:-1]
    if old == new:
        return
    if not "".join(old).strip():
        line, why = d.first, f"the block of {d} is empty; make weave fills it"
    else:
        same = len(os.path.commonprefix([old, new]))
        found, expected = "".join(old[same:same + 1]), "".join(new[same:same + 1])
        line = first + same
        why = f"stale {d}: found '{found}', expected '{expected}'; make weave writes it"
    text.edit(text.begins[first], text.begins[end], content, line, why)


def insert_block(d, content):
    """Puts a block where none is: after the directive's line."""
    text, at = d.text, d.text.begins[d.last + 1]
    content = indented(d, content)
    if at == len(text.all) and not text.all.endswith("\n"):
        content = "\n" + content
    if text.lines[d.last + 1:d.last + 2] not in ([], [""]):
        content += "\n"
    text.edit(at, at, content, d.first, f"no block follows {d}; make weave writes it")


def indented(d, content):
    """The content with the directive's indentation."""
    indent = re.match(r"[ \t]*", d.text.lines[d.first])[0]
    return re.sub(r"^(?=.)", indent, content, flags=re.M)


def check_fences(text):
    """Complains of fenced blocks that hold nothing and that no directive fills."""
    for opens, (closes, _) in text.fences.items():
        content = "".join(text.lines[opens + 1:closes])
        if opens not in text.owned and not content.strip():
            text.complain(closes, "an empty fenced block ends here; expected a line "
                          "in it")


def check_unshown(book, text):
    """Complains of each function of the chapter's modules that no listing shows."""
    shown = set()
    for d in text.directives:
        if d.word == "code":
            file, *names = d.rest.split() or [""]
            path = os.path.normpath(os.path.join(text.folder, file))
            shown.update((path, name) for name in names)
    for path in files(text.folder, ".c"):
        for function in [] if is_program(path) else book.sources[path].functions():
            if (os.path.normpath(path), function.name) not in shown:
                book.problems.add(path, function.line, f"function {function.name} is "
                                  "never shown in the text; expected a code directive "
                                  f"in {text.path}")
