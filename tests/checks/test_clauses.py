from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from checks.clauses import check_clauses
from checks.judgement import CaseCard, CaseDocument, CaseRecords, Outcome
from extractors.records import Approval, Document, DocumentKind, Fact, Identification, Place
from extractors.wording import LANGUAGES, sentence

DAYS = st.one_of(st.none(), st.dates(date(2015, 1, 1), date(2035, 1, 1)), st.sampled_from([date.min, date.max]))
NAMES = ("visit_start", "visit_end", "visit_order_date", "review_date", "act_date", "decision_date", "extension_years")
FACTS = st.tuples(st.sampled_from(NAMES), st.one_of(st.dates().map(date.isoformat), st.text(max_size=6)))
CARDS = st.builds(
    CaseCard,
    id=st.just("case"),
    term_years=st.sampled_from([None, 1, 2, 3, 5]),
    certificate_date=DAYS,
    certificate_expiry=DAYS,
    order_date=DAYS,
    conclusion_date=DAYS,
    visit_date=DAYS,
    plan_received=DAYS,
    report_received=DAYS,
)


@settings(deadline=None, max_examples=60)
@given(
    CARDS,
    st.lists(st.sampled_from(DocumentKind), max_size=4),
    st.lists(FACTS, max_size=5),
    st.booleans(),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)
def test_whatever_a_case_lacks_every_rule_says_a_sentence(
    card: CaseCard, kinds: list[DocumentKind], facts: list[tuple[str, str]], by_head: bool, as_of: date
) -> None:
    case = CaseRecords(
        card,
        tuple(CaseDocument(Document(kind, kind, "docx"), Identification(kind, 1.0)) for kind in kinds),
        approvals=(Approval(director_only=by_head),),
        facts=tuple(Fact(name, value, Place("order")) for name, value in facts),
    )
    results = check_clauses(case, (), as_of)
    assert results == check_clauses(case, (), as_of)
    for result in results:
        assert all(sentence(result.message, language) for language in LANGUAGES)


def test_of_a_case_without_papers_nothing_is_alleged() -> None:
    outcomes = {result.outcome for result in check_clauses(CaseRecords(CaseCard("case")), (), date(2026, 3, 2))}
    assert outcomes <= {Outcome.UNKNOWN, Outcome.NOT_APPLICABLE}
