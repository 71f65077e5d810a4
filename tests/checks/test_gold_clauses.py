"""The clauses over the reference files of the samples: what a careful referent found, every check must find."""

from __future__ import annotations

from datetime import date

import pytest

from checks.clauses import check_clauses
from data import ROOT
from extractors.records import Approval
from tests.checks.gold_case import gold_case

# What the plans of the samples bear; the reference files do not say it.
APPROVALS = {
    "S01": (Approval("Учёный совет", "9"),),
    "S02": (Approval("педагогический совет", "8", date(2023, 6, 22)), Approval(director_only=True)),
    "S03": (Approval("педагогикалык кеңеш", "6"),),
    "S04": (Approval("Учёный совет", None, date(2025, 12, 12)),),
    "S05": (Approval("педагогикалык кеңеш", "10"),),
    "S06": (Approval("Учёный совет", "7", date(2023, 5, 4)),),
    "S07": (Approval("методический совет", "2", date(2025, 5, 27)),),
    "S08": (Approval("Учёный совет"),),
}


@pytest.mark.parametrize("name", sorted(APPROVALS))
def test_every_check_of_a_reference_case_comes_out(name: str) -> None:
    gold = gold_case(ROOT / "samples" / "gold" / f"{name}.json", APPROVALS[name])
    results = check_clauses(gold.case, gold.verdicts, date(2026, 3, 2))
    found = {result.rule: result.outcome.value for result in results}
    assert {rule: found[rule] for rule in gold.checks} == gold.checks


def test_every_rule_of_the_contract_is_in_every_result() -> None:
    gold = gold_case(ROOT / "samples" / "gold" / "S01.json", ())
    found = [result.rule for result in check_clauses(gold.case, gold.verdicts, date(2026, 3, 2))]
    contract = (
        "2.3.coverage 2.3.responsible 2.3.deadline 2.4.approved 2.4.submitted 2.5.report_submitted 2.5.coverage "
        "2.5.evidence 2.6.plan_only 2.7.review_due 2.9.visit 2.11.group 3.1.act 3.2.extension 3.4.delivery"
    )
    assert set(contract.split()) <= set(found) and len(found) == len(set(found))
