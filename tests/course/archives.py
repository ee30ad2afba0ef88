"""Archives that are no good, and what must be said of them."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import pathlib
import tarfile
import zipfile

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
    return expected
