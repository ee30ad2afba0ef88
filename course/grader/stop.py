"""Ctrl-C, SIGTERM, SIGHUP: what was started is ended at once, and the grader leaves.

Every process of the grader is started here. The flag is set before the first of them is
ended, so whoever sees that one has ended, and then asks `check`, knows why.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from types import FrameType

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """The work is given up: no verdict comes of it."""


class State:
    """Which processes run, and whether they still may."""

    running: set[subprocess.Popen[bytes]] = set()
    by = 0  # the signal that stopped all


def check() -> None:
    if State.by:
        raise Stopped


def start(command: list[str], **more: object) -> subprocess.Popen[bytes]:
    """A process, in a session of its own; to be ended by `end` or left by `wait`."""
    process = subprocess.Popen(command, start_new_session=True, **more)  # type: ignore[call-overload]
    State.running.add(process)
    if State.by:
        end(process)
        raise Stopped
    return process  # type: ignore[no-any-return]


def kill(process: subprocess.Popen[bytes]) -> None:
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def wait(process: subprocess.Popen[bytes], timeout: float | None = None) -> int:
    """How it ended; all of its group has ended when it was stopped."""
    status = process.wait(timeout)
    State.running.discard(process)
    check()
    return status


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends a process that was started here, and all of its group."""
    kill(process)
    process.wait()
    State.running.discard(process)


def stop(number: int, _: FrameType | None = None) -> None:
    """What a signal does, in the main thread."""
    for other in SIGNALS:
        signal.signal(other, signal.SIG_IGN)  # what is left takes a moment
    State.by = number
    for process in list(State.running):
        kill(process)
    raise KeyboardInterrupt


def listen() -> None:
    for number in SIGNALS:
        signal.signal(number, stop)
