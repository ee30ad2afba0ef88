"""Builds the tests of an exercise with one answer, runs them, and says how each ended."""

import dataclasses
import hashlib
import os
import pathlib
import re
import resource
import shlex
import signal
import subprocess
import xml.etree.ElementTree as ElementTree

LOOP = "is there a loop that never ends?"
# How an answer ends that does not come to its end, in words.
ENDS = {
    "time": f"it did not come back in time: {LOOP}",
    "wall": "it did not come back in time: a loop that never ends, or a sleep?",
    "flood": f"it printed more than a megabyte: {LOOP}",
    "crash": "it stopped in the middle: a crash, or a call of abort",
    "empty": "it ended without an answer: a call of exit?",
    "killed": "the check itself was ended: what does it do to its parent?",
    "absent": "it was not run",
    "exit": "it left by exit({}) in the middle",
}
SIGNALS = {
    "SIGSYS": "it made a system call that is not allowed here",
    "SIGSEGV": "it crashed: memory that is not its own (SIGSEGV)",
    "SIGABRT": "it called abort, or a check of the library stopped it",
    "SIGFPE": "it crashed: a division by zero (SIGFPE)",
    "SIGXFSZ": ENDS["flood"],
}
FLOOD = 1 << 20
MEMORY = int(os.environ.get("EXERCISE_MEGABYTES", 2000))  # megabytes
# A function gives its answer and returns: tests/exercises/support.c says so of these.
LEAVING = [f"-D{name}=reader_exit" for name in ("exit", "_Exit", "_exit", "quick_exit")]
SUPPORT = pathlib.Path("tests/exercises/support.c")


def digest(paths, *words):
    """A short name for the contents of files, and for words."""
    total = hashlib.sha256("\0".join(map(str, words)).encode())
    for path in sorted(map(str, paths)):
        total.update(pathlib.Path(path).read_bytes() + b"\0")
    return total.hexdigest()[:16]


def write(path, text):
    """A whole file, or the one before it: never a half."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


class Kit:
    """How the Makefile compiles and links: what its environment says, and objects."""

    def __init__(self, include, objects, flags=(), link=()):
        self.cc = shlex.split(os.environ["CC"])
        self.flags = shlex.split(os.environ.get("FLAGS", "")) + list(flags)
        self.link_flags = shlex.split(os.environ.get("LINK", "")) + list(link)
        self.include, self.objects = list(include), list(map(str, objects))

    def run(self, command):
        """Whether a compiler had no complaint that stops it, and what it said."""
        done = subprocess.run([*self.cc, *map(str, command)], check=False, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.returncode == 0, done.stdout

    def compile(self, source, target, *flags, without=()):
        kept = [flag for flag in self.flags if flag not in without]
        return self.run([*kept, *flags, *self.include, "-c", source, "-o", target])

    def compile_once(self, source, target, *flags):
        """The same, unless it is there and nothing that it is made from has changed."""
        folders = [pathlib.Path(f[2:]) for f in self.flags + self.include if f[:2] == "-I"]
        headers = [h for folder in folders for h in folder.glob("*.h")]
        how = digest([source, *headers, *SUPPORT.parent.glob("*.h")],
                     *self.cc, *self.flags, *flags, *self.include)
        note = pathlib.Path(f"{target}.how")
        if pathlib.Path(target).exists() and note.exists() and note.read_text() == how:
            return True, ""
        good, said = self.compile(source, target, "-Itests", "-O0", *flags)
        if good and not said:
            write(note, how)
        return good, said

    def link(self, target, *objects):
        return self.run([*self.link_flags, *objects, *self.objects,
                         "-lcriterion", "-lz", "-lm", "-o", target])


def tests_of(path):
    """The names of the tests in a file, in their order."""
    return re.findall(r"^Test\(\w+, (\w+)", path.read_text(encoding="utf-8"), re.M)


@dataclasses.dataclass
class Result:
    """How one test ended, and what it said."""

    name: str
    status: str  # PASSED, FAILED, ERRORED, SKIPPED, or EMPTY: passed, but asserted nothing
    message: str = ""

    @property
    def passed(self):
        return self.status == "PASSED"

    @property
    def why(self):
        """What it said, or how it ended."""
        if self.passed or self.message:
            return self.message
        return ENDS["empty" if self.status == "EMPTY" else "crash"]


def read_report(path):
    """The results in a report of Criterion, by name; none of half a report."""
    try:
        cases = list(ElementTree.parse(path).iter("testcase"))
    except (OSError, ElementTree.ParseError):
        return {}
    found = {}
    for case in cases:
        status, name = case.get("status", ""), case.get("name", "")
        if status == "PASSED" and int(case.get("assertions", "0")) == 0:
            status = "EMPTY"
        error, failure = case.find("error"), case.find("failure")
        message = "" if failure is None else "".join(failure.itertext()).strip()
        if error is not None and error.get("type") == "timeout":
            message = ENDS["time"]
        found[name] = Result(name, status, message)
    return found


@dataclasses.dataclass
class Run:
    """How a test program ended: its results, or what stopped it, and in which test."""

    results: dict
    stopped: str = ""  # time, flood or killed
    at: str = ""
    log: str = ""

    @property
    def ordered(self):
        return [self.results[name] for name in sorted(self.results)]


def log_results(log):
    """The same results from what a program prints that did not come to its report, and
    the test that it was in."""
    found, said, name = {}, [], ""
    for line in log.splitlines():
        if match := re.match(r"\[RUN *\] *\w+::(\w+)", line):
            name, said = match[1], []
        elif match := re.match(r"\[(PASS|FAIL)\] *\w+::(\w+)", line):
            words = "\n".join(part for part in said if "Unexpected signal" not in part)
            words = words.replace(": Assertion Failed\n", ": ")
            found[match[2]] = Result(match[2], f"{match[1]}ED", words)
        elif line.startswith("[----]") and line[6:].strip():
            said.append(line[6:].strip())
    return found, name


def run(program, seconds, *options, environment=()):
    """Runs a test program for so long, and kills all that it started. It may print a
    megabyte and take two gigabytes."""
    program = pathlib.Path(program)
    report, log = program.with_suffix(".xml"), program.with_suffix(".log")
    report.unlink(missing_ok=True)
    sanitizers = f"hard_rss_limit_mb={MEMORY}:{os.environ.get('ASAN_OPTIONS', '')}"
    stopped = ""
    # a file and no pipe: a process that outlives the tests would keep a pipe open
    with open(log, "wb") as out:
        process = subprocess.Popen(
            [program.resolve(), "--verbose", f"--xml={report}", *options], stdout=out,
            stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True,
            env={**os.environ, "ASAN_OPTIONS": sanitizers, **dict(environment)},
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (FLOOD, FLOOD)))
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            stopped = "time"
        finally:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            process.wait()
    said = log.read_text(encoding="utf-8", errors="replace")
    if results := read_report(report):
        return Run(results, log=said)
    if log.stat().st_size >= FLOOD:
        stopped = "flood"
    results, at = log_results(said)
    return Run(results, stopped or "killed", at, said)


DEATHS = (
    r"^[a-z_0-9]+: .* \[[^ ]*\.c:[0-9]+\]$",
    r"^.*runtime error:.*$",
    r"^.*hard rss limit exhausted.*$",
    r"^==[0-9]+==ERROR: (?:Address|Leak)Sanitizer.*$",
)


def death(log, mine):
    """What the book's own checks or the sanitizers say of the first test that died, and
    where in the reader's file."""
    match = re.search("|".join(DEATHS), log, re.M)
    if not match:
        return []
    words = match[0]
    if "hard rss limit" in words:
        return [f"it took more than {MEMORY / 1000:g} GB of memory"]
    if "Sanitizer" not in words:
        return [words]
    words = re.sub(r"^==\d+==ERROR: | on (unknown )?address.*| \(0x[0-9a-f]* after.*", "",
                   words)
    place = re.search(rf"^.* in (.*{re.escape(str(mine))}.*)$", log[match.end():], re.M)
    return [words, f"in {place[1]}"] if place else [words]
