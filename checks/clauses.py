"""The clauses of the regulation, checked over one case."""

from __future__ import annotations

from datetime import date

from checks.calendar import working_days
from checks.clause import Ground, Rule
from checks.judgement import CaseRecords, CheckResult, FindingVerdict
from checks.law import law
from checks.rules import rules
from extractors.records import Reason


def prove_setup() -> None:
    """Reads the law, the calendar and the rules, so that broken ones stop the program before any work.

    Raises: SetupError naming file and key.
    """
    law()
    working_days()
    rules()


def check_clauses(case: CaseRecords, verdicts: tuple[FindingVerdict, ...], as_of: date) -> tuple[CheckResult, ...]:
    """Gives one result per rule, by number of the clause, on one day.

    Raises: SetupError when law, calendar or rules are broken.
    """
    ground = Ground(case, verdicts, as_of, law(), working_days())
    return tuple(_checked(rule, ground) for rule in rules())


def _checked(rule: Rule, ground: Ground) -> CheckResult:
    decision = rule.decide(ground)
    if decision.key not in rule.wordings:
        raise ValueError(f"the rule {rule.name} says «{decision.key}», which it does not declare")
    message = Reason(f"rule.{rule.name}.{decision.key}", decision.values)
    return CheckResult(rule.name, rule.clause, decision.outcome, message, decision.due, decision.places)
