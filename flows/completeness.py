"""The whole line without any engine: files of an intake → documents → papers → cases → judgements."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from checks.case import CasePapers, Paper, gather, sort_into_cases
from checks.judgement import Judgement
from checks.register_match import facts_for
from extractors.errors import ReadingError
from extractors.kinds.identification import identify
from extractors.kinds.papers import understand
from extractors.kinds.photo_series import joined_series
from extractors.reading import read_file
from extractors.records import Document, PaperRecords, Problem
from extractors.register import Register
from flows.cache import keep, kept
from flows.understood import Understood


@dataclass(frozen=True, slots=True)
class Taken:
    """A file of the intake. file: path relative to the intake, NFC. arrived: day first seen. status: as in
    CaseDocument.

    path: where its content is read, the copy in the archive once it was taken. sha256: of that content, "" while not
    taken.
    """

    path: Path
    file: str
    arrived: date | None = None
    status: str = "read"
    reason: Problem | None = None
    sha256: str = ""


def content_hash(path: Path) -> str:
    """Gives the SHA-256 of a file's content in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def unread(taken: Taken, sha256: str, problem: Problem) -> Document:
    """Gives the empty document that stands for a file that could not be read, so that it is named and never lost."""
    return Document(taken.file, sha256, "unknown", problems=(problem,))


def read_taken(
    taken: Taken, cache: Path | None = None, read: Callable[[Path, str], tuple[Document, ...]] = read_file
) -> tuple[Document, ...]:
    """Reads one file, from the cache when its content was read before; a file that cannot be read gives a document
    that says so.
    """
    if taken.reason is not None:
        # Nothing is opened that is no file, or not all there yet.
        return (unread(taken, taken.sha256, taken.reason),)
    try:
        sha256 = taken.sha256 or content_hash(taken.path)
    except OSError as error:
        cause = error.strerror or type(error).__name__
        return (unread(taken, "", Problem("damaged", unread=True, values=(("file", taken.file), ("cause", cause)))),)
    if cache is not None and (documents := kept(cache, sha256, taken.file)) is not None:
        return documents
    try:
        documents = read(taken.path, taken.file)
    except ReadingError as error:
        return (unread(taken, sha256, Problem(error.code, unread=True, values=error.reason.values)),)
    if cache is not None:
        keep(cache, sha256, documents)
    return documents


def papers_from(
    readings: Iterable[tuple[Taken, tuple[Document, ...]]], understood: Understood | None = None
) -> tuple[Paper, ...]:
    """Gives the papers of the intake: each document understood by its kind, photographs of one paper as one.

    understood: where records are kept, None to understand every document now.
    """
    by_document = [(document, taken) for taken, documents in readings for document in documents]
    arrivals = {document.file: taken.arrived for document, taken in by_document}
    states = {document.file: taken.status for document, taken in by_document}
    contents = {document.file: taken.sha256 for document, taken in by_document}
    papers: list[Paper] = []
    for series in joined_series([document for document, _ in by_document]):
        content = contents[series.members[0].file]
        if understood is not None and content:
            records = understood.records(series.document, content)
        else:
            records = understand(series.document)
        for member in series.members:
            own = PaperRecords(member, records.identification) if member is not series.members[0] else records
            own = own if member is not series.members[0] else _as_member(records, member)
            papers.append(Paper(own, _status(member, states[member.file]), arrivals[member.file]))
    return tuple(papers)


def _as_member(records: PaperRecords, member: Document) -> PaperRecords:
    if records.document is member:
        return records
    return PaperRecords(
        member,
        records.identification,
        records.findings,
        records.actions,
        records.responses,
        records.approvals,
        records.facts,
        records.annexes,
        records.leftover,
    )


def _status(document: Document, state: str) -> str:
    if state != "read":
        return state
    if any(problem.unread for problem in document.problems):
        return "partly_read" if document.blocks else "unreadable"
    return "read" if document.blocks or identify(document).score else "unreadable"


def judge_case(case: CasePapers, register: Register | None, as_of: date) -> Judgement:
    """Judges one case with what the register says of it."""
    from checks.judge import judge  # With it comes scipy, which a run that finds nothing changed need not load.

    return judge(gather(case, facts_for(case.papers, register), as_of), as_of=as_of)


def judge_papers(papers: Sequence[Paper], register: Register | None, as_of: date) -> tuple[Judgement, ...]:
    """Gives the judgement of every case that the papers make."""
    return tuple(judge_case(case, register, as_of) for case in sort_into_cases(papers))
