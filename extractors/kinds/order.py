"""The agency's order or decision (буйрук / приказ, решение совета): term, certificate, dates."""

from __future__ import annotations

from extractors.kinds.card_facts import card_facts, order_date
from extractors.kinds.identification import identify
from extractors.records import Document, Fact, PaperRecords


def extract(document: Document) -> PaperRecords:
    """Gives the facts of the case that an order states, its own date among them."""
    facts = list(card_facts(document))
    dated = order_date(document)
    if dated is not None and dated[0].day is not None:
        facts.append(Fact("order_date", dated[0].day.isoformat(), dated[1]))
    return PaperRecords(document, identify(document), facts=tuple(facts))
