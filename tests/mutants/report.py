"""The scores of a run of tests/mutants/run: by file and by chapter, and what survived."""

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

WANTED = 95  # percent, in common/ and in every chapter


class Judged(Protocol):
    module: str
    name: str
    status: str
    killer: str


def percent(killed: int, tried: int) -> float:
    return 100.0 * killed / tried if tried else 100.0


def count(mutants: Iterable[Judged]) -> dict[str, int]:
    counts = {"killed": 0, "survived": 0, "equivalent": 0, "same": 0, "refused": 0}
    for mutant in mutants:
        counts[mutant.status] += 1
    return counts


def table(rows: dict[str, list[Judged]]) -> str:
    lines = ["| | tried | noticed | survived | listed as no mistake | score |",
             "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for name, mutants in rows.items():
        c = count(mutants)
        tried = c["killed"] + c["survived"]
        lines.append(f"| {name} | {tried} | {c['killed']} | {c['survived']} | "
                     f"{c['equivalent']} | {percent(c['killed'], tried):.1f} % |")
    return "\n".join(lines) + "\n"


def by(mutants: list[Judged], key: Callable[[Judged], str]) -> dict[str, list[Judged]]:
    groups: dict[str, list[Judged]] = {}
    for mutant in mutants:
        groups.setdefault(key(mutant), []).append(mutant)
    return groups


def write_reports(folder: Path, mutants: list[Judged], group_of: Callable[[str], str],
                  sample: int | None) -> int:
    """Writes mutants.tsv and mutants.md into the folder, prints the groups and what
    survived; 1 when a group is under what is wanted."""
    groups = by(mutants, lambda m: group_of(m.module))
    files = by(mutants, lambda m: m.module)
    survivors = [m for m in mutants if m.status == "survived"]
    rows = "".join(f"{m.status}\t{m.killer}\t{m.name}\n" for m in mutants)
    (folder / "mutants.tsv").write_text("status\tkiller\tmutant\n" + rows)
    what = "all mutants" if sample is None else f"{sample} mutants of each file"
    text = (f"# Mutants: {what}\n\nNot counted: what the compiler refuses, or makes the "
            f"same object of.\n\n{table(groups)}\n{table(files)}\n## Survived\n\n"
            + "".join(f"- `{m.name}`\n" for m in survivors))
    (folder / "mutants.md").write_text(text)

    for mutant in survivors:
        print(f"no test of {mutant.module} fails with: {mutant.name.split(' ', 1)[1]}")
    low = []
    for name, its in groups.items():
        c = count(its)
        score = percent(c["killed"], c["killed"] + c["survived"])
        print(f"  {name:28} {c['killed']:5} noticed, {c['survived']:4} survived, "
              f"{score:5.1f} %")
        if score < WANTED:
            low.append(name)
    print(f"mutants: {what}; by file: {folder / 'mutants.md'}")
    for name in low:
        print(f"mutants: {name}: fewer than {WANTED} % are noticed", file=sys.stderr)
    return 1 if low else 0
