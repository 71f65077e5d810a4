"""Reads each file in a child process with limits of time and memory and no network, so that a poisonous file costs
only itself.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, NoReturn

from pydantic import TypeAdapter

from extractors import errors
from extractors.errors import LimitError, ReadingError
from extractors.reading import read_file
from extractors.records import Document

# Killed children are waited for this long before they are left to the system.
GRACE_SECONDS = 5.0
_STARTING = threading.Lock()

Reader = Callable[[Path, str], tuple[Document, ...]]


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take. seconds: of the clock; megabytes: of address space (Linux, macOS)."""

    seconds: float = 900.0
    megabytes: int = 3000


@cache
def documents_adapter() -> TypeAdapter[tuple[Document, ...]]:
    """Gives the form in which documents travel between processes and are kept: JSON, so that nothing read can run
    code.
    """
    return TypeAdapter(tuple[Document, ...])


@cache
def _context() -> BaseContext:
    """Children fork from one small server that has the readers loaded; where there is no fork, each starts anew."""
    if sys.platform == "win32":
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(["extractors.reading", "flows.isolation"])
    return context


def _no_network(*_arguments: object, **_named: object) -> NoReturn:
    raise OSError("a reader of documents has no network")


def _confine(limits: Limits) -> None:
    socket.socket = _no_network  # type: ignore[assignment, misc]
    socket.create_connection = _no_network
    if sys.platform == "win32":
        return
    import resource

    os.setpgid(0, 0)
    size = limits.megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    seconds = int(limits.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (4 * seconds, 4 * seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _child(pipe: Connection, path: str, file: str, limits: Limits, read: Reader) -> None:
    """Runs in the child: reads the file and sends either its documents or the error, as bytes."""
    _confine(limits)
    try:
        answer = b"+" + documents_adapter().dump_json(read(Path(path), file))
    except ReadingError as error:
        answer = b"-" + TypeAdapter(Any).dump_json([type(error).__name__, list(error.values)])
    except MemoryError:
        answer = b"-" + TypeAdapter(Any).dump_json([LimitError.__name__, [["cause", "memory"]]])
    except RecursionError:
        answer = b"-" + TypeAdapter(Any).dump_json([errors.RefusedError.__name__, [["cause", "nested too deeply"]]])
    except Exception as error:
        # A reader that stumbles over one file is told by that file's name; the others are read all the same.
        answer = b"-" + TypeAdapter(Any).dump_json(
            [ReadingError.__name__, [["cause", f"{type(error).__name__}: {error}"[:200]]]]
        )
    pipe.send_bytes(answer)
    pipe.close()


def read_isolated(
    path: Path, file: str, limits: Limits | None = None, read: Reader = read_file
) -> tuple[Document, ...]:
    """Reads one file in a child process; the child and its own children are killed past the limits.

    Raises: ReadingError as the reader does, or when the reading process broke; LimitError when time or memory ran out.
    """
    limits = limits or Limits()
    ours, theirs = _context().Pipe(duplex=False)
    process: BaseProcess = _context().Process(target=_child, args=(theirs, str(path), file, limits, read), daemon=False)  # type: ignore[attr-defined]
    with _STARTING:
        process.start()
    theirs.close()
    try:
        if not ours.poll(limits.seconds):
            raise LimitError(file, cause=f"{limits.seconds:g} s")
        answer: bytes = ours.recv_bytes()
    except EOFError:
        process.join(GRACE_SECONDS)
        raise ReadingError(file, cause=_ending(process.exitcode)) from None
    finally:
        _end(process)
        ours.close()
    if answer[:1] == b"+":
        return documents_adapter().validate_json(answer[1:])
    name, values = TypeAdapter(list[Any]).validate_json(answer[1:])
    named = {key: value for key, value in values if key != "file"}
    raise getattr(errors, name)(file, **named)


def _ending(code: int | None) -> str:
    """Tells how a process ended that said nothing."""
    if code is not None and code < 0:
        return signal.Signals(-code).name
    return f"exit {code}"


def _end(process: BaseProcess) -> None:
    """Ends the child with all that it started; a child that has ended already leaves nothing to do."""
    if process.pid is not None and process.is_alive():
        process.join(0.2)
    if process.pid is not None and sys.platform != "win32":
        # The group also when its head has ended: what it started (a converter) may live on.
        _kill_group(process.pid, alone=process.is_alive())
    elif process.is_alive():
        process.kill()
    process.join(GRACE_SECONDS)


def _kill_group(pid: int, *, alone: bool) -> None:
    """Kills a process group; where it is not one yet, the process alone."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        if not alone:
            return
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            return
