"""What was handed in, read without unpacking anything.

A submission is a folder, an archive (.zip, .tar, .tar.gz, .tgz) or a single C file; one
a student. Only files with the name of a graded exercise are read, straight into memory,
each up to a limit. Nothing is ever written from an archive, so no path in it leads
anywhere; what looks like an attempt is refused and noted.
"""

from __future__ import annotations

import dataclasses
import gzip
import io
import os
import pathlib
import posixpath
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator

from .text import line

ENTRIES = 5000  # files in one submission
ARCHIVE = 32 * 1024 * 1024  # bytes of an archive
UNPACKED = 128 * 1024 * 1024  # bytes that a compressed tar may become
SUFFIXES = (".tar.gz", ".tgz", ".tar", ".zip", ".c")


@dataclasses.dataclass
class Submission:
    """The files of one student that bear an exercise's name, and what was refused."""

    name: str
    path: pathlib.Path
    files: dict[str, bytes] = dataclasses.field(default_factory=dict)
    notes: list[str] = dataclasses.field(default_factory=list)

    def note(self, text: str) -> None:
        text = line(text if len(text) <= 200 else f"{text[:90]} ... {text[-100:]}")
        if text not in self.notes and len(self.notes) < 20:
            self.notes.append(text)

    def add(self, place: str, data: bytes, most: int) -> None:
        name = posixpath.basename(place)
        if len(data) > most:
            self.note(f"{place}: longer than {most} bytes; not taken")
        elif name in self.files and self.files[name] != data:
            self.note(f"{place}: a second file of this name; the first one counts")
        else:
            self.files.setdefault(name, data)


class Refused(Exception):
    """An archive that is not read on."""


def suspicious(place: str) -> bool:
    return place.startswith(("/", "\\")) or ".." in place.replace("\\", "/").split("/")


class Reader:
    """Reads submissions; `wanted` are the names of the exercises' files."""

    def __init__(self, wanted: set[str], most: int):
        self.wanted = wanted
        self.most = most
        self.seen: set[str] = set()  # wanted names that were there, whatever they hold

    def read(self, path: pathlib.Path) -> Submission:
        """One submission; whatever is wrong with it is in its notes."""
        submission = Submission(entry_name(path), path)
        try:
            status = path.lstat()
            if stat.S_ISLNK(status.st_mode):
                submission.note("a symbolic link instead of a submission; not followed")
            elif stat.S_ISDIR(status.st_mode):
                self.read_folder(submission, path)
            elif stat.S_ISREG(status.st_mode):
                self.read_file(submission, path, path.name)
            if not submission.files and not submission.notes:
                submission.note("no file in it has the name of an exercise, such as "
                                + ", ".join(sorted(self.wanted)[:2]))
        except Refused as refused:
            submission.note(f"{path.name}: {refused}; the rest of it was not read")
        except (OSError, EOFError, ValueError, RuntimeError, NotImplementedError, MemoryError,
                zipfile.BadZipFile, tarfile.TarError, zlib.error, RecursionError) as error:
            submission.note(f"{path.name}: cannot be read: {type(error).__name__}: {error}")
        return submission

    def is_wanted(self, submission: Submission, place: str) -> bool:
        if posixpath.basename(place) not in self.wanted:
            if suspicious(place):
                submission.note(f"{place}: this path leads out of the archive; not taken")
            return False
        self.seen.add(posixpath.basename(place))
        if suspicious(place):
            submission.note(f"{place}: this path leads out of the archive; not taken")
            return False
        return True

    def read_file(self, submission: Submission, path: pathlib.Path, place: str) -> None:
        low = place.lower()
        if low.endswith((".zip", ".tar", ".tar.gz", ".tgz")):
            data = read_regular(path, ARCHIVE)
            if len(data) > ARCHIVE:
                raise Refused(f"an archive of more than {ARCHIVE} bytes")
            (self.read_zip if low.endswith(".zip") else self.read_tar)(submission, data)
        elif posixpath.basename(place) in self.wanted:
            self.seen.add(posixpath.basename(place))
            submission.add(place, read_regular(path, self.most), self.most)

    def read_folder(self, submission: Submission, folder: pathlib.Path) -> None:
        count = 0
        for top, folders, files in os.walk(folder, followlinks=False):
            folders.sort()
            for name in sorted(folders + files):
                count += 1
                if count > ENTRIES:
                    raise Refused(f"more than {ENTRIES} files")
                path = pathlib.Path(top) / name
                place = str(path.relative_to(folder))
                kind = path.lstat().st_mode
                if stat.S_ISLNK(kind):
                    submission.note(f"{place}: a symbolic link; not followed")
                elif stat.S_ISREG(kind):
                    self.read_file(submission, path, place)
                elif not stat.S_ISDIR(kind):
                    submission.note(f"{place}: no regular file; not taken")

    def read_zip(self, submission: Submission, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > ENTRIES:
                raise Refused(f"more than {ENTRIES} files")
            for entry in entries:
                if stat.S_ISLNK(entry.external_attr >> 16):
                    submission.note(f"{entry.filename}: a symbolic link; not taken")
                elif not entry.is_dir() and self.is_wanted(submission, entry.filename):
                    if entry.flag_bits & 1:
                        submission.note(f"{entry.filename}: it is encrypted; not taken")
                        continue
                    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                        submission.note(f"{entry.filename}: packed in a way that is not taken")
                        continue
                    with archive.open(entry) as file:
                        submission.add(entry.filename, file.read(self.most + 1), self.most)

    def read_tar(self, submission: Submission, data: bytes) -> None:
        plain = Bounded(gzip.GzipFile(fileobj=io.BytesIO(data)) if data[:2] == b"\x1f\x8b"
                        else io.BytesIO(data), UNPACKED)
        with tarfile.open(fileobj=plain, mode="r|") as archive:  # type: ignore[call-overload]
            for member in limited(archive):
                if member.issym() or member.islnk():
                    submission.note(f"{member.name}: a link; not taken")
                elif member.issparse():
                    submission.note(f"{member.name}: a sparse file; not taken")
                elif not member.isfile() and not member.isdir():
                    submission.note(f"{member.name}: no regular file; not taken")
                elif member.isfile() and self.is_wanted(submission, member.name):
                    file = archive.extractfile(member)
                    if file:
                        submission.add(member.name, file.read(self.most + 1), self.most)


class Bounded(io.RawIOBase):
    """A stream that refuses to become longer than it may."""

    def __init__(self, stream: io.BufferedIOBase, most: int):
        super().__init__()
        self.stream = stream
        self.left = most

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self.stream.read(size if 0 <= size <= 1 << 20 else 1 << 20)
        self.left -= len(data)
        if self.left < 0:
            raise Refused(f"it unpacks to more than {UNPACKED} bytes")
        return data


def limited(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    for count, member in enumerate(archive):
        if count >= ENTRIES:
            raise Refused(f"more than {ENTRIES} files")
        yield member


def read_regular(path: pathlib.Path, most: int) -> bytes:
    """The first most + 1 bytes of a regular file; no link is followed, no pipe waited for."""
    fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with open(fd, "rb") as file:
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            raise Refused("no regular file")
        return file.read(most + 1)


def entry_name(path: pathlib.Path) -> str:
    """The name of a submission without the ending of an archive."""
    for suffix in SUFFIXES:
        if path.name.lower().endswith(suffix) and len(path.name) > len(suffix):
            return path.name[: -len(suffix)]
    return path.name


def find(folder: pathlib.Path) -> list[pathlib.Path]:
    """The submissions in a folder, hidden files left out."""
    return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
