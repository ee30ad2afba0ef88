"""Blocks that are generated whole: code, output of a run, exercises."""

import glob
import os
import re

import exercises
from weave.book import files, is_program
from weave.markdown import FENCE
from weave.problems import nearest


def weave_code(book, text, directive):
    """Puts definitions of a C file into the block after <!-- code: FILE NAME... -->."""
    file, *names = directive.rest.split() or [""]
    path = os.path.normpath(os.path.join(text.folder, file))
    if not names:
        text.complain(
            directive.first, f"found 'code: {directive.rest}'; expected a file and a name in it"
        )
        return
    if not os.path.isfile(path):
        text.complain(directive.first, f"{path} does not exist; expected a C file")
        return
    found = [definition(book.sources[path], name, text, directive) for name in names]
    if None in found:
        return
    shown = [book.sources[path].shown(d) for d in found]
    place_fenced(text, directive, "c", "\n".join("\n".join(lines) + "\n" for lines in shown))
    book.tally["listing"] += 1
    add_listing(book, text, directive, path, names, found)


def definition(source, name, text, directive):
    """The one definition of a name, or None with a problem."""
    found = source.find(name)
    file = os.path.basename(source.path)
    if len(found) == 1:
        return found[0]
    if found:
        text.complain(
            directive.first,
            f"'{name}' is ambiguous: {file} defines it at line {found[0].line} "
            f"and at line {found[1].line}",
        )
    else:
        close = nearest(name, [d.name for d in source.definitions])
        text.complain(directive.first, f"{file} defines no '{name}'; the nearest is '{close}'")
    return None


def add_listing(book, text, directive, path, names, found):
    """Notes a listing for the pages: its number, its label, its lines in the file."""
    listings = book.listings.setdefault(text.path, [])
    same = sum(entry["names"][0] == names[0] for entry in listings)
    ranges = []
    for d in found:
        if ranges and d.first == ranges[-1][1] + 2:
            ranges[-1][1] = d.last
        else:
            ranges.append([d.first, d.last])
    listings.append(
        {
            "id": f"lst:{names[0]}" + (f"-{same + 1}" if same else ""),
            "number": f"{text.chapter}.{len(listings) + 1}",
            "file": path,
            "names": names,
            "lines": ", ".join(f"{a}–{b}" if a < b else str(a) for a, b in ranges),
            "first": ranges[0][0],
            "at": directive.first + 1,
        }
    )


def weave_output(book, text, directive):
    """Puts a paragraph of a run into the block after <!-- output: chapterN "NAME" -->."""
    asked = re.fullmatch(r'(chapter\d+)\s+"([^"]+)"', directive.rest)
    if not asked:
        text.complain(
            directive.first,
            f"found 'output: {directive.rest}'; expected output: chapter1 \"name\"",
        )
        return
    path = f"{book.run}/{asked[1]}/output.txt"
    if not os.path.isfile(path):
        text.complain(directive.first, f"{path} does not exist; run the chapter first")
        return
    with open(path, encoding="utf-8", errors="replace") as file:
        paragraphs = re.split(r"\n[ \t]*(?:\n[ \t]*)*\n", file.read().strip("\n"))
    names = [paragraph.partition("\n")[0].partition(":")[0] for paragraph in paragraphs]
    found = [p for p in paragraphs if p.startswith(asked[2] + ":")]
    if not found:
        text.complain(
            directive.first,
            f"no block of {path} begins with '{asked[2]}:'; "
            f"the nearest is '{nearest(asked[2], names)}'",
        )
    elif len(found) > 1:
        text.complain(
            directive.first,
            f"'{asked[2]}:' is ambiguous: it begins {len(found)} blocks of {path}; expected one",
        )
    else:
        book.tally["output"] += 1
        place_fenced(text, directive, "text", found[0] + "\n")


def weave_exercise(book, text, directive):
    """Puts an exercise's statement into the quote after <!-- exercise: N.K -->."""
    pattern = f"{text.folder}/exercises/{directive.rest}-*.c"
    found = [path for path in glob.glob(pattern) if path.count(".") == pattern.count(".")]
    if len(found) != 1:
        text.complain(directive.first, f"found {len(found)} files {pattern}; expected one")
        return
    try:
        exercise = exercises.load(found[0])
    except exercises.ExerciseError as error:
        book.problems.add(str(error.path), error.line, error.message)
        return
    if exercise.number != directive.rest:
        book.problems.add(
            found[0],
            1,
            f"the head says Exercise {exercise.number}; expected {directive.rest}, "
            "as in the file's name",
        )
        return
    about = f"{exercise.minutes} minutes, {exercise.difficulty}, {exercise.kind}"
    book.exercises[exercise.number] = {
        "text": text.path, "title": exercise.title, "about": about
    }
    lines = [f"**Exercise {exercise.number}. {exercise.title}** ({about})."]
    lines += exercise.statement.rstrip("\n").split("\n")
    # The last sentence goes on in a paragraph, but not in a list, a table or a formula.
    if not re.match("[A-Za-z]", lines[-1]):
        lines.append("")
    lines.append(f"Check it: `make exercise{exercise.number}`.")
    place_quote(text, directive, "".join(f"> {line}".rstrip() + "\n" for line in lines))


def place_quote(text, directive, content):
    """Makes the quote after a directive this content; its numbers are the exercise's."""
    first = end = text.next(directive.last)
    while end < len(text.lines) and text.lines[end].lstrip().startswith(">"):
        end += 1
    text.quoted.update(range(first, end))
    if first == end:
        insert_block(text, directive, content)
    else:
        place_lines(text, directive, first, end, content)


def place_fenced(text, directive, info, content):
    """Makes the fenced block after a directive this content."""
    opens = text.next(directive.last)
    if re.search(r"^[ \t]*```", content, re.M):
        text.complain(
            directive.first,
            f"a line of '{directive.rest}' begins with ```, which would end its block",
        )
    elif opens >= len(text.lines) or text.kinds[opens] != FENCE:
        insert_block(text, directive, f"```{info}\n{content}```\n")
    elif opens in text.fences and text.fences[opens][1] != info:
        text.complain(
            opens, f"found the fence '{text.lines[opens]}' below a directive; expected ```{info}"
        )
    elif opens in text.fences:
        text.owned.add(opens)
        place_lines(text, directive, opens + 1, text.fences[opens][0], content)


def indented(text, directive, content):
    """The content with the directive's indentation."""
    indent = re.match(r"[ \t]*", text.lines[directive.first])[0]
    return re.sub(r"^(?=.)", indent, content, flags=re.M)


def place_lines(text, directive, first, end, content):
    """Makes the lines first to end - 1 this content."""
    text.owned.update(range(first, end))
    content = indented(text, directive, content)
    begin, after = text.begins[first], text.begins[end]
    old, wanted = text.lines[first:end], content.split("\n")[:-1]
    if old == wanted:
        return
    what = f"{directive.word} '{directive.rest}'"
    if not "".join(old).strip():
        line, why = directive.first, f"the block of {what} is empty; make weave fills it"
    else:
        same = next(
            (k for k, (a, b) in enumerate(zip(old, wanted)) if a != b), min(len(old), len(wanted))
        )
        found, expected = "".join(old[same : same + 1]), "".join(wanted[same : same + 1])
        line = first + same
        why = f"stale {what}: found '{found}', expected '{expected}'; make weave updates it"
    text.edit(begin, after, content, line, why)


def insert_block(text, directive, content):
    """Puts a block where none is: after the directive's line."""
    content = indented(text, directive, content)
    at = text.begins[directive.last + 1]
    if at == len(text.all) and not text.all.endswith("\n"):
        content = "\n" + content
    if text.lines[directive.last + 1 : directive.last + 2] not in ([], [""]):
        content += "\n"
    what = f"{directive.word} '{directive.rest}'"
    text.edit(
        at, at, content, directive.first, f"no block follows {what}; make weave puts it there"
    )


def check_fences(text):
    """Complains of fenced blocks that hold nothing and that no directive fills."""
    for opens, (closes, _) in text.fences.items():
        if opens not in text.owned and not "".join(text.lines[opens + 1 : closes]).strip():
            text.complain(closes, "an empty fenced block ends here; expected a line in it")


def check_unshown(book, text):
    """Complains of each function of the chapter's modules that no listing shows."""
    shown = set()
    for directive in text.directives:
        if directive.word == "code" and directive.rest:
            file, *names = directive.rest.split()
            path = os.path.normpath(os.path.join(text.folder, file))
            shown.update((path, name) for name in names)
    modules = [path for path in files(text.folder, ".c") if not is_program(path)]
    book.sources.load(modules)
    for path in modules:
        for function in book.sources[path].functions():
            if (os.path.normpath(path), function.name) not in shown:
                book.problems.add(
                    path,
                    function.line,
                    f"function {function.name} is never shown in the text; expected a code "
                    f"directive in {text.path}",
                )
