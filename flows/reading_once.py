"""A content is read once: what succeeded is kept, what failed is tried again only where that can help."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from extractors.errors import ReadingError
from extractors.reading import READER_VERSION
from extractors.records import Document, Problem
from flows.cache import is_kept, keep, kept
from flows.completeness import Taken, unread
from flows.isolation import Limits
from flows.ledger import Failure, Ledger, Reading

# A reading that ran out of time may have met a busy machine; one that does so three times is the file's own fault.
MOST_ATTEMPTS = 3
_BY_CHANCE = frozenset({"over_limit", "unreadable"})
# What is missing on this machine may be there by now.
_BY_MACHINE = frozenset({"converter_missing"})

Reader = Callable[[Path, str], tuple[Document, ...]]


@dataclass(frozen=True, slots=True)
class ToRead:
    """A file whose content must be read. earlier: how reading it failed before, None when it never did."""

    one: Taken
    earlier: Failure | None = None


def known(one: Taken, readings: Path, ledger: Ledger, limits: Limits) -> ToRead | Problem | None:
    """Tells what is known of a file's content: it must be read, it cannot be read (and why), or its documents are
    kept (None).
    """
    if one.reason is not None:
        return one.reason
    if is_kept(readings, one.sha256):
        return None
    failure = ledger.failure(one.sha256, READER_VERSION)
    if failure is not None and not worth_retrying(failure, limits):
        return problem(failure, one.file)
    return ToRead(one, failure)


def read_new(asked: ToRead, readings: Path, limits: Limits, read: Reader) -> Reading:
    """Reads a content and keeps its documents; gives how that ended.

    Raises: OSError when the reading cannot be kept.
    """
    one, earlier = asked.one, asked.earlier
    began = time.monotonic()
    try:
        documents = read(one.path, one.file)
    except ReadingError as error:
        attempts = earlier.attempts + 1 if earlier is not None and earlier.limits == str(limits) else 1
        failed = Failure(error.code, error.reason.values, attempts, str(limits))
        return Reading(one.sha256, failed, time.monotonic() - began)
    if not documents:
        # An archive without papers: it must be named, not lost.
        documents = (unread(one, one.sha256, Problem("empty", unread=True, values=(("file", one.file),))),)
    keep(readings, one.sha256, documents)
    return Reading(one.sha256, None, time.monotonic() - began)


def documents_of(
    one: Taken, why_unread: Problem | None, readings: Path, limits: Limits, read: Reader
) -> tuple[Document, ...]:
    """Gives the documents of a file from its kept reading; a file that could not be read gives one that says so.

    A reading that was spoiled since it was kept is made once more.
    """
    if why_unread is not None:
        return (unread(one, one.sha256, why_unread),)
    if (documents := kept(readings, one.sha256, one.file)) is not None:
        return documents
    again = read_new(ToRead(one), readings, limits, read)
    if again.failure is not None:
        return (unread(one, one.sha256, problem(again.failure, one.file)),)
    return kept(readings, one.sha256, one.file) or ()


def worth_retrying(failure: Failure, limits: Limits) -> bool:
    """Tells whether reading the same content again may end differently."""
    if failure.code in _BY_MACHINE:
        return True
    return failure.code in _BY_CHANCE and (failure.attempts < MOST_ATTEMPTS or failure.limits != str(limits))


def problem(failure: Failure, file: str) -> Problem:
    """Gives a failure as the problem of a file with that content."""
    values = (("file", file), *(pair for pair in failure.told if pair[0] != "file"))
    return Problem(failure.code, unread=True, values=values)
