"""The zip that a class begins with, and the search for what must not be in it."""

from __future__ import annotations

import io
import pathlib
import re
import zipfile

from tools import exercises as library

from . import hidden
from .exercises import ROOT, ChoiceError, Exercise, chapters_up_to

MAKEFILE = """# make: checks every exercise.  make 1.1: checks one.  Needs gcc, make and Criterion:
# on Debian and Ubuntu `sudo apt-get install gcc libc6-dev make libcriterion-dev`.
CC = gcc
FLAGS = -std=c11 -O1 -g -Wall -Wextra -ffp-contract=off -fsanitize=address,undefined \\
  -fno-sanitize-recover=all -DDEBUG -Dexit=reader_exit -D_Exit=reader_exit \\
  -D_exit=reader_exit -Dquick_exit=reader_exit -Icommon
LIBRARY = $(filter-out -Dexit=% -D_Exit=% -D_exit=% -Dquick_exit=%,$(FLAGS))

all:
\t@failed=; for n in {numbers}; do $(MAKE) -s --no-print-directory $$n || failed=1; done; \\
\t  [ -z "$$failed" ]

build/%.o: %.c
\t@mkdir -p $(@D)
\t@$(CC) $(LIBRARY) $(INCLUDE) -Itests -c $< -o $@
.PHONY: all clean {numbers}
clean:
\trm -rf build
.SECONDARY:
"""

RULE = """
{number}: build/check-{number}
\t@timeout 60 build/check-{number} -j1 --color=never 2>build/{number}.log; status=$$?; grep -v '^$$' build/{number}.log; \\
\t  grep -q 'Tested: {tests} | Passing: {tests} ' build/{number}.log && [ $$status = 0 ] \\
\t  && echo "Exercise {number}: all {tests} public tests passed." || {{ echo "Exercise {number}: not yet."; exit 1; }}
build/check-{number}: INCLUDE = {include}
build/check-{number}: {file} build/tests/exercises/{number}.o build/tests/exercises/support.o {objects}
\t@$(CC) $(FLAGS) $(INCLUDE) -c $< -o build/mine-{number}.o
\t@$(CC) -fsanitize=address,undefined build/mine-{number}.o $(filter %.o,$^) -lcriterion {libraries} -o $@
"""

TEXT = """# Exercises: {title}

{count} exercises, {points} points. Each is one file in this folder. It compiles as it stands; what
to do is written at its top. Write your code into it, and hand in the files themselves, in a folder
or a zip, under the names that they have.

| file | exercise | points |
| --- | --- | --- |
{rows}

## How to check

You need gcc, make and Criterion (`sudo apt-get install gcc libc6-dev make libcriterion-dev{zlib}`). In
this folder:

```sh
make        # all of them
make {first}    # one
```

The tests are in `tests/exercises/`. Read them: they are the statement once more, in C. Each runs
under sanitizers, so a read behind an array's end is told with its line. `common/` and `chapters/`
are the library that you may call; what you change in them is not handed in.

## What is graded

- Each exercise by itself: one that does not compile costs its own points only.
- An exercise gives its points times the share of its tests that are passed. A test is passed when
  it passes here **and** with other inputs, which are drawn anew and not shown. A function that
  knows the inputs of these tests by heart passes none of those.
- Your functions run in a sandbox: no files, no network, no other processes, 3 seconds of processor
  time a test, 256 megabytes. What they print is not read. They keep nothing from one test to the next.
- Tools of any kind are for you to use as your course allows. Nothing here tries to find out.

{statements}"""


def includes(text: str) -> list[str]:
    return re.findall(r'^#include "([\w./]+)"', text, re.M)


def needed(sources: list[str], chapter: int) -> list[pathlib.Path]:
    """The library files that these sources reach: headers, and the C files whose first
    include is such a header, and what these reach."""
    folders = [ROOT / "common", *chapters_up_to(chapter)]
    headers = {path.name: path for folder in folders for path in folder.glob("*.h")}
    modules = [path for folder in folders for path in sorted(folder.glob("*.c"))
               if not path.name.startswith("main")]
    found: dict[pathlib.Path, None] = {}
    todo = list(sources)
    while todo:
        fresh = [headers[name] for name in includes(todo.pop()) if name in headers]
        fresh += [path for path in modules if includes(path.read_text())[:1]
                  and headers.get(includes(path.read_text())[0]) in fresh]
        for path in fresh:
            if path not in found:
                found[path] = None
                todo.append(path.read_text())
    return sorted(found)


def rule(exercise: Exercise, tests: str, library: list[pathlib.Path]) -> str:
    """The Makefile's lines for one exercise."""
    objects = ["build/" + str(path.relative_to(ROOT).with_suffix(".o"))
               for path in library if path.suffix == ".c"]
    folders = sorted({str(path.parent.relative_to(ROOT)) for path in library
                      if path.parent.name != "common"})
    zlib = any("<zlib.h>" in path.read_text() for path in library)
    return RULE.format(number=exercise.number, file=exercise.file_name, objects=" ".join(objects),
                       include=" ".join(f"-I{folder}" for folder in folders),
                       tests=len(re.findall(r"^Test\(", tests, re.M)),
                       libraries="-lz -lm" if zlib else "-lm")


def contents(exercises: list[Exercise]) -> dict[str, str | bytes]:
    """Every file of the handout by its place in it."""
    files: dict[str, str | bytes] = {"LICENSE": (ROOT / "LICENSE").read_text()}
    support = ROOT / "tests" / "exercises"
    rules, rows, statements, library = [], [], [], set()
    for exercise in exercises:
        mine = exercise.starter
        files[exercise.file_name] = mine
        rows.append(f"| `{exercise.file_name}` | {exercise.number} {exercise.title} | {exercise.points:g} |")
        statements.append(f"## Exercise {exercise.number}: {exercise.title}\n\n"
                          f"*{exercise.points:g} points*\n\n{exercise.statement.strip()}\n")
        if not exercise.public:
            raise ChoiceError(f"{exercise.path}: no public test to hand out")
        tests = exercise.public[0].read_text()
        files[f"tests/exercises/{exercise.number}.c"] = tests
        more = [(support / name).read_text() for name in ("support.h", "support.c")]
        reached = needed([mine, tests, *more], exercise.chapter)
        library.update(reached)
        rules.append(rule(exercise, tests, reached))
    for path in sorted(library) + [support / "support.h", support / "support.c"]:
        files[str(path.relative_to(ROOT))] = path.read_text()
    if any('"data/' in str(text) for text in files.values()):
        for path in sorted((ROOT / "data").rglob("*")):
            if path.is_file():
                files[str(path.relative_to(ROOT))] = path.read_bytes()
    numbers = " ".join(e.number for e in exercises)
    files["Makefile"] = MAKEFILE.format(numbers=numbers) + "".join(rules)
    chapters = sorted({e.chapter for e in exercises})
    files["HANDOUT.md"] = TEXT.format(
        title=("chapter " if len(chapters) == 1 else "chapters ") + ", ".join(map(str, chapters)),
        count=len(exercises), points=f"{sum(e.points for e in exercises):g}", rows="\n".join(rows),
        zlib=" zlib1g-dev" if "-lz" in str(files["Makefile"]) else "", first=exercises[0].number,
        statements="\n".join(statements))
    return files


DISTINCT = 50  # characters from which a line, or two, are telling


def code_lines(text: str) -> list[str]:
    """Lines that say something, in their order, without the spaces around them."""
    lines = [line.strip() for line in text.splitlines()]
    return [line for line in lines if len(line) >= 12
            and not re.fullmatch(r"(continue|break|return [a-z0-9]*);", line)]


def solution_lines(exercise):
    """The lines of a solution that its starter has not."""
    lines = exercise.solution.splitlines()
    return code_lines("\n".join("\n".join(lines[first - 1:last]) for first, last
                                in library.solution_lines(exercise.base)))


def neighbours(lines: list[str]) -> set[str]:
    """Pairs of lines, one behind the other, and single ones, that are long enough to tell."""
    pairs = {f"{a} / {b}" for a, b in zip(lines, lines[1:]) if len(a + b) >= DISTINCT}
    return pairs | {line for line in lines if len(line) >= DISTINCT}


def published(exercises: list[Exercise]) -> set[str]:
    """What the library and the starters of all exercises show anyway."""
    files = [*ROOT.glob("common/*.[ch]"), *ROOT.glob("chapters/*/*.[ch]")]
    texts = [path.read_text() for path in files] + [e.starter for e in exercises]
    return set().union(*(set(code_lines(text)) | neighbours(code_lines(text)) for text in texts))


def check(data: bytes, exercises: list[Exercise]) -> list[str]:
    """What stands in the zip and must not. No starter has a line of its own solution, or
    one of another's that is not published; no test, text or Makefile has a long line,
    or two lines running. The library teaches what it has, and is not searched."""
    wrong = []
    known = published(exercises)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name.split("/", 1)[1]: archive.read(name).decode("utf-8", "replace")
                 for name in archive.namelist()}
    starters = {e.file_name: e for e in exercises}
    public = {line for e in exercises for p in e.public for line in neighbours(code_lines(p.read_text()))}
    for name, text in files.items():
        if name.startswith(("common/", "chapters/", "data/")):
            continue
        lines = code_lines(text)
        found = set(lines)
        for exercise in exercises:
            solution = solution_lines(exercise)
            if starters.get(name) is exercise:
                told = found & set(solution)
            elif name in starters:
                told = (found & set(solution)) - known
            else:
                told = (neighbours(lines) & neighbours(solution)) - known
            wrong += [f"{name}: of the solution of {exercise.number}: {line}" for line in sorted(told)]
            for test in (hidden.write(exercise), *(p.read_text() for p in exercise.hidden)):
                secret = neighbours(code_lines(test)) - public - known
                told = {line for line in neighbours(lines) & secret if "#include" not in line}
                wrong += [f"{name}: of a hidden test of {exercise.number}: {line}"
                          for line in sorted(told)]
        if re.search(r"^ \* Hint \d", text, re.M):
            wrong.append(f"{name}: a hint")
    return wrong


def write(folder: pathlib.Path, exercises: list[Exercise]) -> pathlib.Path:
    """Makes the zip, searches it, and only then puts it in its place."""
    chapters = sorted({e.chapter for e in exercises})
    top = "handout-" + "-".join(map(str, chapters))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(contents(exercises).items()):
            archive.writestr(zipfile.ZipInfo(f"{top}/{name}"), data, zipfile.ZIP_DEFLATED)
    if wrong := check(out.getvalue(), exercises):
        raise ChoiceError("the handout holds what it must not:\n  " + "\n  ".join(wrong))
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{top}.zip"
    part = target.with_suffix(".part")
    part.write_bytes(out.getvalue())
    part.replace(target)
    return target
