"""Archives that are no good, and what must be said of them."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import pathlib
import re
import tarfile
import warnings
import zipfile
from collections.abc import Callable

NAME = "1.1-softplus.c"


def tar(path: pathlib.Path, members: list[tuple[tarfile.TarInfo, bytes]], mode: str = "w:gz") -> None:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for member, data in members:
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))


def member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


def make(folder: pathlib.Path, good: bytes, secret: pathlib.Path) -> dict[str, tuple[float, str]]:
    """Writes them; name of the student -> points, and what the notes must say."""
    expected: dict[str, tuple[float, str]] = {}

    def expect(name: str, points: float, words: str) -> pathlib.Path:
        expected[name.split(".")[0]] = (points, words)
        return folder / name

    with zipfile.ZipFile(expect("zip-good.zip", 10, "^$"), "w") as archive:
        archive.writestr(f"deep/down/{NAME}", good)
    tar(expect("tar-good.tar.gz", 10, "^$"), [(member(f"x/{NAME}"), good)])
    expect("zip-cut.zip", 0, "cannot be read").write_bytes((folder / "zip-good.zip").read_bytes()[:200])
    cut = (folder / "tar-good.tar.gz").read_bytes()
    expect("tar-cut.tar.gz", 0, "cannot be read").write_bytes(cut[: len(cut) // 2])
    expect("empty.zip", 0, "cannot be read").write_bytes(b"")
    expect("noise.tar.gz", 0, "cannot be read").write_bytes(bytes(range(256)) * 50)
    with zipfile.ZipFile(expect("zip-dots.zip", 0, "leads out"), "w") as archive:
        archive.writestr(f"../../{NAME}", good)
    with zipfile.ZipFile(expect("zip-absolute.zip", 0, "leads out"), "w") as archive:
        archive.writestr(f"/tmp/{NAME}", good)
    with zipfile.ZipFile(expect("zip-link.zip", 0, "symbolic link"), "w") as archive:
        info = zipfile.ZipInfo(NAME)
        info.external_attr = 0o120777 << 16
        archive.writestr(info, str(secret))
    tar(expect("tar-dots.tar.gz", 0, "leads out"), [(member(f"../{NAME}"), good)])
    tar(expect("tar-link.tar.gz", 0, "a link"), [(member(NAME, tarfile.SYMTYPE, str(secret)), b"")])
    tar(expect("tar-hard-link.tar.gz", 0, "a link"),
        [(member(NAME, tarfile.LNKTYPE, str(secret)), b"")])
    tar(expect("tar-device.tar.gz", 0, "no regular file"), [(member(NAME, tarfile.CHRTYPE), b"")])
    sparse = member(NAME)
    sparse.pax_headers = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.name": NAME,
                          "GNU.sparse.realsize": str(1 << 40)}
    tar(expect("tar-sparse.tar.gz", 0, "sparse"), [(sparse, b"1\n0\n0\n".ljust(512, b"\0"))])
    with zipfile.ZipFile(expect("zip-bomb.zip", 0, "longer than"), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(NAME, b" " * (64 << 20))
    bomb = io.BytesIO()
    with gzip.GzipFile(fileobj=bomb, mode="wb", compresslevel=9) as packed:
        head = member("zeros")
        head.size = 1 << 40
        packed.write(head.tobuf())
        for _ in range(160):
            packed.write(bytes(1 << 20))
    expect("tar-bomb.tar.gz", 0, "unpacks to more").write_bytes(bomb.getvalue())
    with zipfile.ZipFile(expect("zip-many.zip", 0, "more than 5000 files"), "w") as archive:
        for k in range(5001):
            archive.writestr(f"{k}", b"")
    with zipfile.ZipFile(expect("zip-two.zip", 10, "a second file"), "w") as archive:
        archive.writestr(f"a/{NAME}", good)
        archive.writestr(f"b/{NAME}", b"int x;\n")
    with zipfile.ZipFile(expect("zip-names.zip", 10, "leads out"), "w") as archive:
        archive.writestr("../\x1b[2J=1+1|cmd.c", b"x")
        archive.writestr(NAME, good)
    linked = expect("folder-links", 0, "symbolic link")
    linked.mkdir()
    os.symlink(secret, linked / NAME)
    os.symlink("/", linked / "all")
    pipe = expect("folder-pipe", 0, "no regular file")
    pipe.mkdir()
    os.mkfifo(pipe / NAME)
    os.symlink(secret.parent, expect("whole-link", 0, "symbolic link"))
    big = expect("too-long", 0, "longer than")
    big.mkdir()
    (big / NAME).write_bytes(b"/" * (300 * 1024))
    odd = folder / "=cmd|' \x1b[2J\x07'!A0"
    odd.mkdir()
    (odd / NAME).write_bytes(good)
    mark = hashlib.sha256(odd.name.encode()).hexdigest()[:8]
    expected[f"=cmd|' \ufffd[2J\ufffd'!A0-{mark}"] = (10, "^$")
    twin = folder / "zip-cut "  # not the student zip-cut
    twin.mkdir()
    (twin / NAME).write_bytes(good)
    expected["zip-cut-" + hashlib.sha256(b"zip-cut ").hexdigest()[:8]] = (10, "^$")
    more_archives(folder, good, expect)
    names(folder, good, expected)
    return expected


def more_archives(folder: pathlib.Path, good: bytes, expect: Callable[[str, float, str], pathlib.Path]) -> None:
    """Archives within, encrypted, of other packers; members that are no files."""
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr(NAME, good)
    with zipfile.ZipFile(expect("zip-in-zip.zip", 0, "no file in it has the name"), "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
    locked = bytearray(inner.getvalue())
    locked[6] |= 1  # the bit that says "encrypted", here and in the list at the end
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    expect("zip-locked.zip", 0, "encrypted").write_bytes(locked)
    wrong = bytearray(inner.getvalue())
    wrong[wrong.index(good[:20]) + 5] ^= 1
    expect("zip-wrong-sum.zip", 0, "cannot be read").write_bytes(wrong)
    with zipfile.ZipFile(expect("zip-lzma.zip", 0, "packed in a way"), "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr(NAME, good)
    with zipfile.ZipFile(expect("zip-windows.zip", 0, "leads out"), "w") as archive:
        archive.writestr(f"..\\..\\{NAME}", good)
        archive.writestr(f"x/../../{NAME}", good)
    claims = bytearray(inner.getvalue())
    at = claims.index(b"PK\x01\x02") + 20
    claims[at:at + 8] = (1 << 31).to_bytes(4, "little") * 2  # sizes of two gigabytes
    expect("zip-claims.zip", 0, "cannot be read|longer than").write_bytes(claims)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(expect("zip-twice.zip", 10, "a second file"), "w") as archive:
            archive.writestr(NAME, good)
            archive.writestr(NAME, b"int x;\n")
    tar(expect("tar-pipe.tar", 0, "no regular file"), [(member(NAME, tarfile.FIFOTYPE), b"")], "w")
    tar(expect("tar-folder.tar", 0, "no file in it has the name"), [(member(NAME, tarfile.DIRTYPE), b"")], "w")
    head = member("x", tarfile.XHDTYPE)
    head.size = 1 << 38  # a header of 256 gigabytes
    expect("tar-long-header.tar", 0, "cannot be read|no file in it").write_bytes(head.tobuf(tarfile.GNU_FORMAT) + bytes(10240))
    tar(expect("tar-long-name.tar.gz", 10, "leads out"),
        [(member("../" + "n" * 200000 + f"/{NAME}"), b"x"), (member(NAME), good)])
    inside = expect("folder-archive", 10, "^$")
    inside.mkdir()
    (inside / "work.zip").write_bytes(inner.getvalue())
    many = expect("folder-many", 0, "more than 5000 files")
    many.mkdir()
    for k in range(5001):
        (many / f"{k}").touch()
    deep = expect("folder-deep", 10, "^$")
    for _ in range(60):
        deep /= "d" * 30
    deep.mkdir(parents=True)
    (deep / NAME).write_bytes(good)
    named = expect("folder-of-that-name", 0, "no file in it has the name")
    (named / NAME).mkdir(parents=True)


def names(folder: pathlib.Path, good: bytes, expected: dict[str, tuple[float, str]]) -> None:
    """Students with names that a shell, an option parser, a page or a path would act on."""
    for name in ("-rf", "--help", "a\nb", "$(id)`id`;id", "\"><b>'", "%s%n", "con.", "a\tb"):
        place = folder / name
        place.mkdir()
        (place / NAME).write_bytes(good)
        shown = re.sub(r"[\n\t]", " ", name)
        if shown != name:
            shown += "-" + hashlib.sha256(name.encode()).hexdigest()[:8]
        expected[shown] = (10, "^$")
