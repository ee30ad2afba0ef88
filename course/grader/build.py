"""Compiles what is trusted: the sandbox, the book's modules, test programs with proxies.

All goes to build/course/HASH, where HASH is of everything that is compiled: nothing is
built twice, and nothing old is used.
"""

from __future__ import annotations

import concurrent.futures
import contextlib
import hashlib
import os
import pathlib
import re
import subprocess
import threading
from collections.abc import Iterable

from . import hidden, signatures, stop
from .exercises import ROOT, Exercise, chapters_up_to

WARNINGS = ("-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes "
            "-Werror").split()
FLAGS = ["-std=c11", "-O2", "-ffp-contract=off", *WARNINGS, f"-I{ROOT}/common",
         f"-ffile-prefix-map={ROOT}/="]
COURSE = ROOT / "course"


class BuildError(Exception):
    """Trusted code that does not compile: the grader's trouble, never the student's."""


def digest(paths: Iterable[pathlib.Path], extra: str = "") -> str:
    """A short name for the contents of all these files."""
    total = hashlib.sha256(extra.encode())
    for path in sorted(paths):
        total.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
    return total.hexdigest()[:16]


def run(command: list[str]) -> None:
    process = stop.start(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT)
    words, _ = process.communicate()
    if stop.wait(process) != 0:
        raise BuildError(f"{' '.join(command)}\n{words[-3000:].decode(errors='replace')}")


def said(command: list[str]) -> str:
    """What a program prints; nothing when it is not there."""
    with contextlib.suppress(OSError):
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return ""


class Workshop:
    """Compiles once, and says where the parts are."""

    def __init__(self, gcc: str, jobs: int):
        self.gcc = gcc
        self.jobs = jobs
        sources = [*ROOT.glob("common/*.[ch]"), *COURSE.glob("*.[ch]"),
                   *COURSE.glob("hidden/*"), *ROOT.glob("chapters/*/*.[ch]"),
                   *ROOT.glob("chapters/*/exercises/**/*.c"), *COURSE.glob("grader/*.py"),
                   *ROOT.glob("tools/*.py"),
                   *ROOT.glob("tests/exercises/support.[ch]")]
        self.folder = ROOT / "build" / "course" / digest(sources, " ".join([gcc, *FLAGS]))
        self.folder.mkdir(parents=True, exist_ok=True)

    def compile(self, target: pathlib.Path, command: list[str]) -> pathlib.Path:
        """Runs a command that makes `target`, unless it is there; never half a file."""
        if not target.exists():
            part = target.with_name(f"{target.name}.{os.getpid()}.{threading.get_ident()}.part")
            run([self.gcc, *command, "-o", str(part)])
            part.rename(target)
        return target

    def sandbox(self) -> pathlib.Path:
        files = [str(path) for path in sorted(COURSE.glob("sandbox*.c"))]
        return self.compile(self.folder / "sandbox", [*FLAGS, "-static", *files, "-lseccomp"])

    def probe(self) -> pathlib.Path:
        return self.compile(self.folder / "probe", [*FLAGS, "-static", str(COURSE / "probe.c")])

    def object(self, source: pathlib.Path, *flags: str) -> pathlib.Path:
        target = self.folder / ("-".join(source.relative_to(ROOT).parts)[:-2] + ".o")
        return self.compile(target, [*FLAGS, *flags, "-c", str(source)])

    def module_sources(self, chapter: int) -> list[pathlib.Path]:
        folders = [ROOT / "common", *chapters_up_to(chapter)]
        return [path for folder in folders for path in sorted(folder.glob("*.c"))
                if not path.name.startswith("main")]

    def includes(self, chapter: int) -> list[str]:
        return [f"-I{folder}" for folder in chapters_up_to(chapter)]

    def modules(self, chapter: int) -> list[pathlib.Path]:
        """The objects of common/ and of the chapters up to this one."""
        sources = self.module_sources(chapter)
        with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
            return list(pool.map(lambda s: self.object(s, *self.includes(chapter)), sources))

    def stand_ins(self, program: pathlib.Path) -> list[pathlib.Path]:
        """Libraries to be found before the machine's: one in the place of libgit2 (see
        ../nogit.c), when Criterion takes no more of it than that has."""
        loaded = dict(re.findall(r"(lib(?:criterion|git2)\S*) => (/\S+)", said(["ldd", str(program)])))
        git = [name for name in loaded if name.startswith("libgit2")]
        criterion = [path for name, path in loaded.items() if name.startswith("libcriterion")]
        if len(git) != 1 or len(criterion) != 1:
            return []
        source = COURSE / "nogit.c"
        needed = set(re.findall(r" U (git_\w+)", said(["nm", "-D", criterion[0]])))
        if not needed or not needed <= set(re.findall(r"^int (git_\w+)\(", source.read_text(), re.M)):
            return []
        return [self.compile(self.folder / git[0], [
            *FLAGS, "-shared", "-fPIC", f"-Wl,-soname,{git[0]}", str(source)])]

    def library(self, chapter: int) -> pathlib.Path:
        """The same as an archive, for the student's side."""
        target = self.folder / f"chapter{chapter}.a"
        if not target.exists():
            part = target.with_suffix(f".{os.getpid()}.{threading.get_ident()}.part")
            part.unlink(missing_ok=True)
            objects = [*self.modules(chapter), self.object(COURSE / "wire.c")]
            run(["ar", "rcsD", str(part), *map(str, objects)])
            part.rename(target)
        return target

    def written(self, exercise: Exercise, kind: str) -> pathlib.Path:
        """The generated C file of one side of an exercise."""
        text = signatures.write(exercise.head, kind)
        name = digest([], text)
        path = self.folder / f"{kind}-{exercise.number}-{name}.c"
        if not path.exists():
            path.write_text(text)
        return path

    def hidden(self, exercise: Exercise) -> list[pathlib.Path]:
        """The hidden tests: files that are whole, and one that is made of all others."""
        whole = [path for path in exercise.hidden if hidden.is_whole(path)]
        if text := hidden.write(exercise):
            path = self.folder / f"hidden-{exercise.number}-{digest([], text)}.c"
            if not path.exists():
                path.write_text(text)
            whole.append(path)
        return whole

    def driver(self, exercise: Exercise) -> pathlib.Path:
        """The driver of an exercise, ready to be linked with a student's object."""
        source = self.written(exercise, "driver")
        flags = [*FLAGS, f"-I{COURSE}", *self.includes(exercise.chapter)]
        parts = [self.compile(source.with_suffix(".o"), [*flags, "-c", str(source)]),
                 self.object(COURSE / "driver.c")]
        return self.compile(source.with_name(f"{source.stem}-all.o"),
                            ["-r", "-nostdlib", *map(str, parts)])

    def program(self, exercise: Exercise, tests: pathlib.Path, text: str = "") -> pathlib.Path:
        """The tests, linked with the proxy: no student's code is ever in it. With `text`,
        that is compiled in the place of the file's own."""
        proxy = self.written(exercise, "proxy")
        flags = [*FLAGS, f"-I{COURSE}", f"-I{ROOT}/tests", f"-I{COURSE}/hidden", *self.includes(exercise.chapter)]
        name = f"tests-{exercise.number}-{digest([tests, proxy], text)}"
        target = self.folder / name
        if target.exists():
            return target
        source = tests
        if text:
            source = self.folder / f"{name}.c"
            source.write_text(f'#line 1 "{tests.relative_to(ROOT)}"\n{text}'
                              if tests.is_relative_to(ROOT) else text)
            flags.append(f"-I{tests.parent}")
        objects = [
            self.compile(proxy.with_suffix(".o"), [*flags, "-c", str(proxy)]),
            self.compile(self.folder / f"{name}.o", [*flags, "-c", str(source)]),
            *(self.object(COURSE / f"{part}.c") for part in ("proxy", "talk", "wire")),
            self.object(ROOT / "tests/exercises/support.c", f"-I{ROOT}/tests"),
            *self.modules(exercise.chapter),
        ]
        return self.compile(target, [*map(str, objects), "-lcriterion", "-lz", "-lm"])
