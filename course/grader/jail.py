"""A small tree with a compiler, and nothing else that could be read.

The compiler of submissions sees this tree as its whole file system: the programs gcc
needs, the C library's headers and static libraries, and the headers and objects of the
book that the exercises stand on. No test, no solution, no other submission.
"""

from __future__ import annotations

import os
import pathlib
import re
import shutil
import subprocess

HEADERS = """assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp
signal stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string strings
tgmath threads time uchar wchar wctype alloca dirent dlfcn fcntl getopt glob malloc memory
netdb poll pthread pwd sched semaphore spawn syscall termios unistd netinet/in arpa/inet
sys/ioctl sys/mman sys/param sys/prctl sys/ptrace sys/resource sys/select sys/socket sys/stat
sys/syscall sys/time sys/times sys/types sys/uio sys/un sys/utsname sys/wait linux/limits
execinfo ucontext link elf""".split()
LIBRARIES = ["crt1.o", "crti.o", "crtn.o", "crtbeginT.o", "crtend.o", "libgcc.a", "libgcc_eh.a",
             "libc.a", "libm.a"]
PROGRAMS = ["cc1", "collect2", "as", "ld"]


class JailError(Exception):
    """The compiler's tree cannot be made on this machine."""


def ask(gcc: str, *arguments: str, stdin: str = "") -> str:
    done = subprocess.run([gcc, *arguments], input=stdin, capture_output=True, text=True,
                          check=False)
    if done.returncode != 0:
        raise JailError(f"{gcc} {' '.join(arguments)}: {done.stderr.strip()}")
    return done.stdout.strip()


def program_files(gcc: str) -> dict[str, str]:
    """The programs and the shared libraries that they load: place -> file."""
    files = {"/usr/bin/gcc": gcc}
    for name in PROGRAMS:
        found = ask(gcc, f"-print-prog-name={name}")
        path = shutil.which(found)
        if not path:
            raise JailError(f"{gcc} has no {name}")
        files[os.path.normpath(path)] = path
    for path in list(files.values()):
        loaded = subprocess.run(["ldd", path], capture_output=True, text=True, check=False)
        for library in re.findall(r"(/\S+) \(0x", loaded.stdout):
            files[os.path.normpath(library)] = library
    return files


def library_files(gcc: str) -> dict[str, str]:
    """What a static program is linked from."""
    files = {}
    for name in LIBRARIES:
        path = ask(gcc, f"-print-file-name={name}")
        if path == name:
            raise JailError(f"{name} is missing; it is needed to link submissions. "
                            "To install it: ./setup core")
        files[os.path.normpath(path)] = path
        with open(path, "rb") as file:
            start = file.read(2000)
        if start.startswith(b"/* GNU ld"):
            for other in re.findall(rb"/\S+\.a", start):
                files[os.path.normpath(other.decode())] = other.decode()
    return files


def header_files(gcc: str) -> dict[str, str]:
    """Every header that the usual ones bring in, as the compiler itself names them."""
    lines = [f"#if __has_include(<{h}.h>)\n#include <{h}.h>\n#endif\n" for h in HEADERS]
    files = {}
    for flags in (["-std=c11", "-O2"], ["-std=gnu11", "-O2", "-D_GNU_SOURCE"]):
        listed = ask(gcc, *flags, "-M", "-x", "c", "-", stdin="".join(lines))
        for path in listed.replace("\\\n", " ").split()[1:]:
            if path.startswith("/"):
                files[os.path.normpath(path)] = path
    return files


def make(jail: pathlib.Path, gcc: str) -> None:
    """Copies all of it below `jail`."""
    found = shutil.which(gcc)
    if not found:
        raise JailError(f"{gcc} is missing; it compiles the submissions. "
                        "To install it: ./setup core")
    files = program_files(found) | library_files(found) | header_files(found)
    for place, path in files.items():
        target = jail / place.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        target.chmod(0o755 if os.access(path, os.X_OK) else 0o644)


def add_tree(jail: pathlib.Path, files: dict[str, pathlib.Path]) -> None:
    """Adds further files, each at its place."""
    for place, path in files.items():
        target = jail / place.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        target.chmod(0o644)


def twin(jail: pathlib.Path, other: pathlib.Path) -> None:
    """The same tree again, sharing the files' bytes on the disk."""
    shutil.copytree(jail, other, copy_function=os.link)
