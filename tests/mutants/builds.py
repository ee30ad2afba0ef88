"""Compiles a changed module, links it with a build's objects, and runs its tests."""

import os
import resource
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from plan import Program

SECONDS = 20  # of processor time, for one test
MEMORY = 4 << 30


@dataclass
class Build:
    """A build folder: its compiler's flags, and the objects of everything."""

    folder: str
    flags: list[str]
    link: list[str]
    objects: list[str]
    limit_memory: bool


def fail(text: str) -> None:
    print(f"mutants: {text}", file=sys.stderr)
    sys.exit(1)


def compiler() -> list[str]:
    return shlex.split(os.environ["CC"])


def builds() -> list[Build]:
    """The plain build and, when there is one, the sanitized."""
    plain = os.environ["B"]
    flags = shlex.split(os.environ["FLAGS"]) + ["-Wno-all", "-Wno-extra", "-g0", "-O2"]
    objects = shlex.split(os.environ["OBJECTS"])
    link = shlex.split(os.environ.get("LINK", ""))
    found = [Build(plain, flags, link, objects, True)]
    sanitized = os.environ.get("SANITIZED")
    if sanitized:
        sanitize = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"]
        moved = [o.replace(plain, sanitized, 1) for o in objects]
        found.append(Build(sanitized, [*flags, "-O1", "-DDEBUG", *sanitize],
                           [*link, *sanitize], moved, False))
    return found


def compile_one(build: Build, module: str, source: Path, desk: Path) -> list[Path] | None:
    """The objects of a module, under its own name; None when the source is no C."""
    place = desk / module
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(source.read_bytes())
    includes = [f"-I{Path(d).resolve()}" for d in ["common", *sorted(
        str(p) for p in Path("chapters").glob("[0-9]*"))]]
    strict = ["-Werror=int-conversion", "-Werror=incompatible-pointer-types",
              "-Werror=implicit-function-declaration", "-Wformat", "-Werror=format"]
    objects = []
    for extra, name in variants(module):
        target = (desk / name).with_suffix(".o")
        target.unlink(missing_ok=True)
        target.parent.mkdir(parents=True, exist_ok=True)
        ran = subprocess.run([*compiler(), *build.flags, *strict, *includes, *extra, "-c",
                              module, "-o", str(target.resolve())],
                             cwd=desk, capture_output=True, check=False)
        if ran.returncode != 0:
            return None
        objects.append(target)
    return objects


def variants(module: str) -> list[tuple[list[str], str]]:
    """How the Makefile compiles a module: its flags, and the name of the object.
    Of the kernel, only the level that every machine has."""
    if module == "common/kernel.c":
        return [([f"-ffp-contract={contract}", f"-DKERNEL_NAME=kernel_baseline_{kind}"],
                 f"common/kernel-baseline-{kind}.c")
                for contract, kind in (("off", "exact"), ("fast", "fused"))]
    if module.endswith("/steps.c"):
        march = {"baseline": [], "v3": ["-march=x86-64-v3"], "v4": ["-march=x86-64-v4"]}
        return [([*flags, "-ffp-contract=fast", f"-DSTEPS_NAME=steps_{level}"],
                 module.replace(".c", f"-{level}.c"))
                for level, flags in march.items() if f"steps-{level}.o" in os.environ["OBJECTS"]]
    if module.endswith(("/levels.c", "/stepsof.c")):
        return [(shlex.split(os.environ.get("LEVELS_FLAGS", "")), module)]
    return [([], module)]


def link_and_run(build: Build, program: Program, objects: list[Path], desk: Path) -> bool:
    """True when a test of the program fails, or the program ends in any way but well."""
    mine = {str(Path(build.folder) / o.relative_to(desk)): str(o) for o in objects}
    others = [mine.get(o, o) for o in build.objects]
    target = desk / "program"
    linked = subprocess.run(
        [*compiler(), *build.link, f"{build.folder}/tests/{program.name}.o",
         f"{build.folder}/tests/support.o", *others, "-lcriterion", "-lz", "-lm", "-o",
         str(target)], capture_output=True, text=True, check=False)
    if linked.returncode != 0:
        fail(f"{program.name} cannot be linked: {linked.stderr.strip()}")

    def limits() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 28, 1 << 28))
        if build.limit_memory:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    command = [str(target), "-j1", "--fail-fast"]
    if program.filter:
        command += ["--filter", program.filter]
    ran = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL, preexec_fn=limits,
                           start_new_session=True)
    try:
        return ran.wait(timeout=120) != 0
    except subprocess.TimeoutExpired:
        os.killpg(ran.pid, 9)  # a session of our own making
        ran.wait()
        return True
    finally:
        Path(f"/tmp/criterion_{ran.pid}.sock").unlink(missing_ok=True)  # what Criterion leaves
