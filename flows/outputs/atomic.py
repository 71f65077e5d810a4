"""Files are put in place whole or not at all: written beside the target, flushed to disk, then renamed over it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile


def replace_file(path: Path, content: bytes) -> Path:
    """Puts the content at `path`, which holds the old or the new content at every moment, never a part; gives the path.

    Raises: OSError when the folder cannot be written or another program holds the file (Windows).
    """
    return replace_with(path, lambda target: target.write_bytes(content))


def replace_text(path: Path, text: str) -> Path:
    """Puts the text at `path` as UTF-8 with the same promise as `replace_file`."""
    return replace_file(path, text.encode("utf-8"))


def replace_with(path: Path, write: Callable[[Path], object]) -> Path:
    """Lets `write` fill a new file in the folder of `path`, flushes it and renames it over `path`.

    The new file is removed again when `write` or the renaming fails.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=f".part{path.suffix}", delete=False) as made:
        part = Path(made.name)
    try:
        write(part)
        _flush(part)
        part.chmod(0o666 & ~_umask())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)
    return path


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _flush(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Makes the new name itself lasting; Windows has no handle of a folder to flush."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
