"""Attacks, honest work and broken archives, through the grader as an instructor runs it."""

from __future__ import annotations

import json
import os
import pathlib
import re
import secrets
import shutil
import socket
import subprocess
import time

import archives
from grader.exercises import library

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = ROOT / "tests" / "course"
ATTACKED, HONEST = "0.3-two-paths.c", "1.1-softplus.c"


def grade(*arguments: str, **more: object) -> subprocess.CompletedProcess[str]:
    """The grader's program."""
    return subprocess.run([str(ROOT / "course" / "grade"), "--quiet", *arguments], text=True,
                          capture_output=True, check=False, **more)  # type: ignore[call-overload]


def reference(name: str) -> bytes:
    path = next(ROOT.glob(f"chapters/*/exercises/{name}"))
    return library.solution(library.load(path)).encode()


def comment(text: str, what: str) -> str:
    found = re.search(rf"^/\* {what}: (.*) \*/$", text, re.M)
    return found[1] if found else ""


def answering() -> set[int]:
    """Processes with a student's program, whoever started them."""
    found = set()
    for entry in pathlib.Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            if os.readlink(entry / "exe").endswith(("/answer", "/cc1")) and \
                    os.stat(entry).st_uid not in (0, os.getuid()):
                found.add(int(entry.name))
        except OSError:
            continue
    return found


def left_behind(before: set[int]) -> set[int]:
    """Those that were started since, and stay: another grader's are soon over."""
    left = answering() - before
    deadline = time.monotonic() + 15
    while left and time.monotonic() < deadline:
        time.sleep(0.1)
        left &= answering()
    return left


def escaped(nonce: str) -> list[str]:
    """Files that an attack left where it wanted to."""
    folders = ["/", "/tmp", "/var/tmp", "/dev/shm", str(ROOT), str(pathlib.Path.cwd())]
    return [f"{folder}/{name}" for folder in folders if os.path.isdir(folder)
            for name in os.listdir(folder) if nonce in name]


class Corpus:
    """The submissions, and what must become of each."""

    def __init__(self, work: pathlib.Path):
        self.work = work
        self.nonce = secrets.token_hex(8)
        self.folder = work / "submissions"
        self.folder.mkdir()
        self.secret = work / "secret.c"
        self.secret.write_bytes(reference(HONEST))
        self.server = socket.create_server(("127.0.0.1", 0))
        self.server.settimeout(0)
        self.attacks: dict[str, str] = {}
        self.honest: dict[str, tuple[float, str]] = {"reference": (10, "")}
        port = str(self.server.getsockname()[1])
        for path in sorted((HERE / "attacks").glob("*.c")):
            text = path.read_text()
            self.attacks[path.stem] = comment(text, "expect")
            text = text.replace("NONCE", self.nonce).replace("ROOT", str(ROOT)).replace("PORT", port)
            self.hand_in(path.stem, ATTACKED, text.encode())
        for path in sorted((HERE / "honest").glob("*.c")):
            text = path.read_text()
            self.honest[path.stem] = float(comment(text, "points")), comment(text, "says")
            self.hand_in(path.stem, HONEST, text.encode())
        self.hand_in("reference", HONEST, reference(HONEST))
        self.hand_in("reference", ATTACKED, reference(ATTACKED))
        self.archives = archives.make(self.folder, reference(HONEST), self.secret)

    def hand_in(self, student: str, name: str, data: bytes) -> None:
        folder = self.folder / student
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)

    def records(self, out: pathlib.Path) -> dict[str, dict[str, object]]:
        found = {}
        for path in out.glob("students/*/record.json"):
            record = json.loads(path.read_text())
            record["feedback"] = (path.parent / "feedback.md").read_text()
            found[record["student"]["id"]] = record
        return found

    def check(self, backend: str) -> list[str]:
        """Grades all on one backend; what is wrong."""
        out = self.work / f"out-{backend}"
        shutil.rmtree(out, ignore_errors=True)
        before = answering()
        done = grade("--submissions", str(self.folder), "--out", str(out), "--exercises", "0.3 1.1",
                     "--seed", f"corpus {self.nonce}", "--seconds", "1", "--backend", backend)
        wrong = [] if done.returncode == 0 else [f"the grader says {done.returncode}: {done.stderr[-2000:]}"]
        records = self.records(out)
        wrong += self.check_attacks(records) + self.check_honest(records) + self.check_archives(records)
        for name, record in records.items():
            if record["backend"]["name"] != backend or backend not in record["feedback"]:  # type: ignore[index,operator]
                wrong.append(f"{name}: the report does not name the backend {backend}")
        wrong += [f"a process is left behind: {pid}" for pid in left_behind(before)]
        wrong += [f"a file is left behind: {path}" for path in escaped(self.nonce)]
        try:
            self.server.accept()
            wrong.append("somebody has connected to the network")
        except BlockingIOError:
            pass
        return wrong

    def check_attacks(self, records: dict[str, dict[str, object]]) -> list[str]:
        wrong = []
        for name, words in self.attacks.items():
            row = next((r for r in records.get(name, {}).get("exercises", [])  # type: ignore[attr-defined]
                        if r["number"] == "0.3"), None)
            if not row or row["points"] != 0 or row["status"] != "graded":
                wrong.append(f"attack {name}: {row and row['points']} points, "
                             f"{row['status'] if row else 'no record'}")
                continue
            said = "\n".join([row["log"], *row["trouble"], *(t["message"] for t in row["tests"])])
            if not words or not re.search(words, said):
                wrong.append(f"attack {name}: expected '{words}' in its report, found: {said[:300]}")
            if "READ " in said or "root:x" in said:
                wrong.append(f"attack {name}: it has read a file: {said[:300]}")
            feedback = str(records[name]["feedback"])
            text = re.sub(r"^    .*$", "", feedback, flags=re.M)  # without blocks of code
            if re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", feedback) or "<script" in text:
                wrong.append(f"attack {name}: control characters or HTML in the feedback")
        return wrong

    def check_honest(self, records: dict[str, dict[str, object]]) -> list[str]:
        wrong = []
        for name, (points, words) in self.honest.items():
            row = next((r for r in records.get(name, {}).get("exercises", [])  # type: ignore[attr-defined]
                        if r["number"] == "1.1"), None)
            if not row or abs(row["points"] - points) > 0.001:
                wrong.append(f"honest {name}: {row and row['points']} points, expected {points}: "
                             f"{row and [row['log'], row['trouble'], row['tests']]}"[:1500])
            elif words not in str(records[name]["feedback"]):
                wrong.append(f"honest {name}: expected '{words}' in its feedback")
        return wrong

    def check_archives(self, records: dict[str, dict[str, object]]) -> list[str]:
        wrong = []
        for name, (points, words) in self.archives.items():
            record = records.get(name)
            if not record:
                wrong.append(f"archive {name!r}: no record; there are {sorted(records)}")
                continue
            notes = "\n".join(record["notes"])  # type: ignore[arg-type]
            if record["score"] != points or not re.search(words, notes):
                wrong.append(f"archive {name}: {record['score']} points and '{notes}'; expected {points} "
                             f"and '{words}'")
        return wrong
