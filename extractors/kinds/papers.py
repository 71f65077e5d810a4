"""From a document to the records of its kind: the one door through which papers are understood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from extractors.kinds import conclusion, evidence, order, plan, report
from extractors.kinds.card_facts import card_facts
from extractors.kinds.identification import identify
from extractors.records import Document, DocumentKind, PaperRecords


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
    """Gives what a document holds by its kind, and what every kind may state of the case (term, certificate, receipt marks)."""
    identification = identify(document)
    records = _EXTRACT[identification.kind](document)
    known = {(fact.name, fact.value) for fact in records.facts}
    more = tuple(fact for fact in card_facts(document) if (fact.name, fact.value) not in known)
    return replace(records, document=document, identification=identification, facts=(*records.facts, *more))
