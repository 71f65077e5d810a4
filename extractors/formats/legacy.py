"""DOC, ODT, RTF and sheets in XML: LibreOffice, where it is present, turns them into what is read here."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from extractors.errors import ConverterMissingError, DamagedError, LimitError, UnknownFormatError
from extractors.formats import docx, xlsx
from extractors.formats.fingerprint import sha256
from extractors.formats.signature import media_of
from extractors.records import Document

_COMMANDS = ("soffice", "libreoffice")
# Where the installers put it when it is not on the search path.
_INSTALLED = (
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
    Path("C:/Program Files (x86)/LibreOffice/program/soffice.exe"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)
# The longest that one conversion may take; an ordinary paper takes two seconds.
SECONDS = 120.0
_WORD = ("docx", "docx:MS Word 2007 XML", docx.read)
# What each is turned into: its suffix, the filter that writes it, and who reads that.
_TARGETS: dict[str, tuple[str, str, Callable[[Path, str], Document]]] = {
    "doc": _WORD,
    "odt": _WORD,
    "rtf": _WORD,
    "xls_xml": ("xlsx", "xlsx:Calc MS Excel 2007 XML", xlsx.read),
}
_OWN_MEDIA = ("doc", "odt", "rtf")


def read(path: Path, file: str) -> Document:
    """Gives the document of a DOC, ODT or RTF file, or of a sheet in the XML of Excel 2003.

    Raises: ConverterMissingError without LibreOffice, LimitError when it takes too long, DamagedError when it makes
    nothing of the file, UnknownFormatError for other content.
    """
    media = media_of(path)
    if media not in _TARGETS:
        raise UnknownFormatError(file)
    with tempfile.TemporaryDirectory(prefix="postaccred-") as folder:
        made = converted(path, file, Path(folder), media)
        document = _TARGETS[media][2](made, file)
    return replace(document, media=media if media in _OWN_MEDIA else document.media, sha256=sha256(path))


def converted(path: Path, file: str, folder: Path, media: str) -> Path:
    """Gives the path of what LibreOffice makes of the file inside `folder`.

    Raises: as `read`.
    """
    command = _command()
    if command is None:
        raise ConverterMissingError(file)
    # A name of our own: that of the file may have any letters, and a suffix that belies the content.
    source = folder / (f"paper.{media}" if media in _OWN_MEDIA else "paper")
    shutil.copyfile(path, source)
    out = folder / "out"
    profile = (folder / "profile").as_uri()
    order = [command, "--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={profile}"]
    suffix, wanted, _ = _TARGETS[media]
    order += ["--convert-to", wanted, "--outdir", str(out), str(source)]
    said = _run(order, file)
    made = out / f"paper.{suffix}"
    if not made.exists():
        raise DamagedError(file, cause=said.strip()[:200] or "LibreOffice")
    return made


def _command() -> str | None:
    found = (shutil.which(name) for name in _COMMANDS)
    return next(filter(None, found), None) or next((str(path) for path in _INSTALLED if path.exists()), None)


def _run(order: list[str], file: str) -> str:
    """Runs LibreOffice in a process group of its own, so that at the time limit its children end with it."""
    with subprocess.Popen(
        order, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    ) as process:
        try:
            said, _ = process.communicate(timeout=SECONDS)
        except subprocess.TimeoutExpired as error:
            _end(process)
            process.communicate()
            raise LimitError(file, cause=f"LibreOffice, {SECONDS:.0f} s") from error
        except BaseException:
            _end(process)
            raise
    return said.decode("utf-8", "replace")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends LibreOffice and what it started."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
