"""Readers that go wrong in every way a reader can, for the child process that must bear it alone."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from extractors.records import Document


def hangs(_path: Path, _file: str) -> tuple[Document, ...]:
    """Never comes back."""
    while True:
        time.sleep(1)


def hangs_deaf(_path: Path, _file: str) -> tuple[Document, ...]:
    """Never comes back and does not listen to polite signals."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        time.sleep(1)


def segfaults(_path: Path, _file: str) -> tuple[Document, ...]:
    """Breaks as a C library does."""
    os.kill(os.getpid(), signal.SIGSEGV)
    return ()


def aborts(_path: Path, _file: str) -> tuple[Document, ...]:
    """Breaks as an assertion in C does."""
    os.abort()


def leaves(_path: Path, _file: str) -> tuple[Document, ...]:
    """Ends its process without a word."""
    os._exit(7)


def eats_memory(_path: Path, _file: str) -> tuple[Document, ...]:
    """Takes memory until there is none."""
    held = []
    while True:
        held.append(bytearray(64 << 20))


def recurses(path: Path, file: str) -> tuple[Document, ...]:
    """Goes down without end."""
    return recurses(path, file)


def stumbles(_path: Path, _file: str) -> tuple[Document, ...]:
    """Fails as a mistake in a reader would."""
    raise ZeroDivisionError("page height")


def telephones(_path: Path, _file: str) -> tuple[Document, ...]:
    """Tries to reach the network."""
    socket.socket()
    return ()


def telephones_by_another(path: Path, _file: str) -> tuple[Document, ...]:
    """Starts a program that tries to reach a server on this machine, as a converter might."""
    port = int((path.parent / "port").read_text())
    program = f"import socket; socket.create_connection(('127.0.0.1', {port}), 5)"
    if subprocess.run([sys.executable, "-c", program], check=False, capture_output=True).returncode:
        raise OSError("no way out")
    return ()


def breeds_apart(path: Path, _file: str) -> tuple[Document, ...]:
    """Starts a child in a session of its own, as a converter is, and hangs."""
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], start_new_session=True)
    (path.parent / "child.pid").write_text(str(child.pid))
    time.sleep(600)
    return ()


def breeds(path: Path, _file: str) -> tuple[Document, ...]:
    """Starts a child that outlives it, and hangs."""
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    (path.parent / "child.pid").write_text(str(child.pid))
    time.sleep(600)
    return ()
