"""Which modules there are, and which test programs are a module's own."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Program:
    """A program of tests/, and Criterion's pattern when only a part of it is run."""

    name: str
    filter: str = ""
    slow: bool = False  # too slow under sanitizers


# The quick half of the kernel's tests: every level on odd shapes, and against the loops.
KERNEL = [Program("test_kernel", "*/@(strided_views|short_and_wide|nan_and_infinity_are_carried)"),
          Program("test_plan", "*/@(exact|fused|the_|what_)*", slow=True),
          Program("test_plan", "*/threads*", slow=True),
          Program("test_kernel", "*/@(sizes|every_)*", slow=True)]

# Beside test_NAME, where a module of common/ is used in a way that its own do not show.
ALSO = {
    "bytes": [Program("test_bytes_gzip"), Program("test_idx"), Program("test_memory")],
    "check": [Program("test_matrix"), Program("test_memory")],
    "csv": [Program("test_dataset"), Program("test_data"), Program("test_memory")],
    "dataset": [Program("test_data"), Program("test_memory")],
    "exp": [Program("test_real")],
    "idx": [Program("test_data"), Program("test_memory")],
    "kernel": KERNEL,
    "levels": KERNEL,
    "load": [Program("test_dataset")],
    "matmul": KERNEL,
    "matrix": [Program("test_memory")],
    "random": [Program("test_dataset")],
    "summary": [Program("test_matrix")],
    "table": [Program("test_report")],
    "report": [Program("test_table")],
}

# The tests of chapters that stand in a program of their own.
ELSEWHERE = {2: ["test_memory"], 3: ["parity", "parity_stability"],
             4: ["parity", "test_memory"], 5: ["test_memory"],
             7: ["parity_stability", "test_memory"], 8: ["test_memory"]}


def modules() -> list[str]:
    """Every module of common/ and of the chapters."""
    chapters = sorted(Path("chapters").glob("[0-9]*/*.c"))
    return [*map(str, sorted(Path("common").glob("*.c"))),
            *(str(p) for p in chapters if not p.name.startswith("main"))]


def chapter_of(module: str) -> int | None:
    """The chapter that a module is of; None for common/."""
    folder = Path(module).parts
    return int(folder[1].split("-")[0]) if folder[0] == "chapters" else None


def group_of(module: str) -> str:
    """What a score is summed over."""
    return str(Path(module).parent)


def programs_of(module: str) -> list[Program]:
    """The tests of a module, its own first. Those of a chapter's program are left out:
    they run the program, which is not linked with a mutant."""
    chapter = chapter_of(module)
    if chapter is None:
        name = Path(module).stem
        own = [Program(f"test_{name}")] if Path(f"tests/test_{name}.c").exists() else []
        own = own if name not in ("kernel",) else []
        return own + ALSO.get(name, [])
    names = [p.stem for p in sorted(Path("tests").glob(f"chapter{chapter}*.c"))
             if p.stem.split("_")[0] == f"chapter{chapter}"]
    own = [n for n in names if "program_path" not in Path(f"tests/{n}.c").read_text()]
    return [Program(n) for n in own + ELSEWHERE.get(chapter, [])]
