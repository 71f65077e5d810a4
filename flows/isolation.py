"""Reads each file in a child process with limits of time and memory and no network, so that a poisonous file costs
only itself.
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context, parent_process
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
# The first child waits until the server from which it forks has loaded everything: long on a busy machine.
START_SECONDS = 180.0
# What Linux calls CLONE_NEWNET and CLONE_NEWUSER.
_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000
# The module that loads what reading needs.
LOADED = "flows.loaded"
# What Linux calls PR_SET_PDEATHSIG.
_DEATH_SIGNAL = 1
_STARTING = threading.Lock()
_FORKING = threading.Event()

Reader = Callable[[Path, str], tuple[Document, ...]]


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take. seconds: of the clock; megabytes: of address space, beside what the program
    itself takes (Linux).
    """

    seconds: float = 900.0
    megabytes: int = 3000


@cache
def documents_adapter() -> TypeAdapter[tuple[Document, ...]]:
    """Gives the form in which documents travel between processes and are kept: JSON, so that nothing read can run
    code.
    """
    return TypeAdapter(tuple[Document, ...])


def end_with_run() -> None:
    """Lets this working process end at once when the run that it works for was killed."""
    run = parent_process()
    if run is None:
        return

    def wait() -> None:
        # Its parent in the system's eyes is the server from which it forked, which lives as long as its children do.
        run.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def fork_from_here() -> None:
    """Lets the children of this process fork from itself: it is one that forked from the loaded server, and no thread
    of it holds anything that they need.
    """
    _FORKING.set()


@cache
def context() -> BaseContext:
    """Children fork from one small server that has everything loaded; where there is no fork, each starts anew."""
    if sys.platform == "win32":
        return get_context("spawn")
    made = get_context("forkserver")
    made.set_forkserver_preload([LOADED])
    return made


def _no_network(*_arguments: object, **_named: object) -> NoReturn:
    raise OSError("a reader of documents has no network")


def _confine(limits: Limits) -> None:
    _leave_network()
    if sys.platform == "linux":
        # The system ends this process with the one that started it.
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL)
    if sys.platform == "win32":
        return
    import resource

    os.setpgid(0, 0)
    size = _own_size() + limits.megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    seconds = int(limits.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (4 * seconds, 4 * seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _leave_network() -> None:
    """Takes the network from this process, and on Linux from all that it starts, by a network of its own without
    ways out; where the system does not let us make one (some containers), by Python's sockets alone.
    """
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        user, group = os.getuid(), os.getgid()
        if libc.unshare(_NEW_NETWORK) != 0 and libc.unshare(_NEW_NETWORK | _NEW_USER) == 0:
            # In a user space of its own the process is still who it was.
            for name, text in (
                ("setgroups", "deny"),
                ("uid_map", f"{user} {user} 1"),
                ("gid_map", f"{group} {group} 1"),
            ):
                Path(f"/proc/self/{name}").write_text(text, "ascii")
    socket.socket = _no_network  # type: ignore[assignment, misc]
    socket.create_connection = _no_network


def _own_size() -> int:
    """Gives the address space that the process has before it opens any file."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    except FileNotFoundError:
        return 0  # No Linux: the limit is a round figure there.
    return pages * os.sysconf("SC_PAGE_SIZE")


def _child(pipe: Connection, path: str, file: str, limits: Limits, read: Reader) -> None:
    """Runs in the child: reads the file and sends either its documents or the error, as bytes."""
    _confine(limits)
    pipe.send_bytes(b"ready")
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
    family = get_context("fork") if _FORKING.is_set() else context()
    ours, theirs = family.Pipe(duplex=False)
    process: BaseProcess = family.Process(target=_child, args=(theirs, str(path), file, limits, read), daemon=False)  # type: ignore[attr-defined]
    with _STARTING:
        process.start()
    theirs.close()
    try:
        # The time for the file counts from where its process begins with it.
        for seconds in (START_SECONDS, limits.seconds):
            if not ours.poll(seconds):
                raise LimitError(file, cause=f"{seconds:g} s")
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
        started = _descendants(process.pid) if process.is_alive() else ()
        # The group also when its head has ended: what it started may live on.
        _kill_group(process.pid, alone=process.is_alive())
        for pid in started:
            # A converter heads a group of its own, to be ended without ending the reader.
            _kill_group(pid, alone=True)
    elif process.is_alive():
        process.kill()
    process.join(GRACE_SECONDS)


def _descendants(pid: int) -> tuple[int, ...]:
    """Gives the processes below this one (Linux; elsewhere only its group is known)."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text("utf-8", "replace").rsplit(")", 1)[1].split()
        except (OSError, IndexError):
            continue  # It ended while we looked.
        parents[int(entry.parent.name)] = int(fields[1])
    found: list[int] = []
    level = {pid}
    while level := {child for child, parent in parents.items() if parent in level}:
        found += sorted(level)
    return tuple(found)


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
