"""A content is read once: what succeeded is kept, what failed is tried again only where that can help."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from extractors.errors import ReadingError
from extractors.reading import READER_VERSION
from extractors.records import Document, Problem
from flows.cache import keep, kept
from flows.completeness import Taken, unread
from flows.isolation import Limits
from flows.ledger import Failure, Ledger

# A reading that ran out of time may have met a busy machine; one that does so three times is the file's own fault.
MOST_ATTEMPTS = 3
_BY_CHANCE = frozenset({"over_limit", "unreadable"})
# What is missing on this machine may be there by now.
_BY_MACHINE = frozenset({"converter_missing"})

Reader = Callable[[Path, str], tuple[Document, ...]]


def read_once(one: Taken, readings: Path, ledger: Ledger, limits: Limits, read: Reader) -> tuple[Document, ...]:
    """Gives the documents of a file taken, read now or earlier; a file that cannot be read gives a document that says
    so.

    Raises: SetupError when the ledger cannot be used; OSError when the reading cannot be kept.
    """
    if one.reason is not None:
        return (unread(one, one.sha256, one.reason),)
    if (documents := kept(readings, one.sha256, one.file)) is not None:
        return documents
    failure = ledger.failure(one.sha256, READER_VERSION)
    if failure is not None and not worth_retrying(failure, limits):
        return (unread(one, one.sha256, _problem(failure, one.file)),)
    began = time.monotonic()
    try:
        documents = read(one.path, one.file)
    except ReadingError as error:
        attempts = failure.attempts + 1 if failure is not None and failure.limits == str(limits) else 1
        failed = Failure(error.code, error.reason.values, attempts, str(limits))
        ledger.record_reading(one.sha256, READER_VERSION, failed, time.monotonic() - began)
        return (unread(one, one.sha256, _problem(failed, one.file)),)
    if not documents:
        # An archive without papers: it must be named, not lost.
        documents = (unread(one, one.sha256, Problem("empty", unread=True, values=(("file", one.file),))),)
    keep(readings, one.sha256, documents)
    ledger.record_reading(one.sha256, READER_VERSION, None, time.monotonic() - began)
    return documents


def worth_retrying(failure: Failure, limits: Limits) -> bool:
    """Tells whether reading the same content again may end differently."""
    if failure.code in _BY_MACHINE:
        return True
    return failure.code in _BY_CHANCE and (failure.attempts < MOST_ATTEMPTS or failure.limits != str(limits))


def _problem(failure: Failure, file: str) -> Problem:
    values = (("file", file), *(pair for pair in failure.told if pair[0] != "file"))
    return Problem(failure.code, unread=True, values=values)
