"""From a document to the records of its kind: the one door through which papers are understood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from extractors.kinds import conclusion, evidence, monitoring_papers, order, plan, report, report_period
from extractors.kinds.card_facts import card_facts
from extractors.kinds.identification import identify
from extractors.records import Document, DocumentKind, Fact, Identification, PaperRecords

READ_AS = 0.5  # how sure the kind of a paper is that the case tells, not the paper


def _other(document: Document) -> PaperRecords:
    return PaperRecords(document, identify(document), facts=card_facts(document))


_EXTRACT: dict[DocumentKind, Callable[[Document], PaperRecords]] = {
    DocumentKind.CONCLUSION: conclusion.extract,
    DocumentKind.ORDER: order.extract,
    DocumentKind.PLAN: plan.extract,
    DocumentKind.REPORT: report.extract,
    DocumentKind.EVIDENCE: evidence.extract,
    DocumentKind.OTHER: _other,
}


def understand(document: Document) -> PaperRecords:
    """Gives what a document holds by its kind, and what every kind may state of the case and of the monitoring."""
    return _read_as(document, identify(document))


def understand_as(document: Document, kind: DocumentKind) -> PaperRecords:
    """Gives what a document holds when it is read as a paper of a kind, whatever it looks like by itself."""
    return _read_as(document, Identification(kind, READ_AS))


def _read_as(document: Document, identification: Identification) -> PaperRecords:
    kind = identification.kind
    records = _EXTRACT[kind](document)
    known = {(fact.name, fact.value) for fact in records.facts}
    more = tuple(fact for fact in card_facts(document) if (fact.name, fact.value) not in known)
    facts = _own(document, kind, (*records.facts, *more, *_of_monitoring(document, kind)))
    return replace(records, document=document, identification=identification, facts=facts)


def _of_monitoring(document: Document, kind: DocumentKind) -> tuple[Fact, ...]:
    period = report_period.facts(document) if kind is DocumentKind.REPORT else ()
    return (*monitoring_papers.facts(document, kind), *period)


def _own(document: Document, kind: DocumentKind, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """Gives the facts without those that an order on a visit, an act or a decision would state of the wrong matter."""
    if not monitoring_papers.is_dated_anew(document, kind):
        return facts
    return tuple(fact for fact in facts if fact.name not in monitoring_papers.NOT_ITS_FACTS)
