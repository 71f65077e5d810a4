"""3.2: the certificate is extended by two or four years."""

from __future__ import annotations

from checks.clause import Decision, Ground, does_not_apply, fails, passes, rule, unknown
from checks.due_days import is_plan_only


@rule(
    "3.2.extension",
    clause="3.2",
    rests_on=("3.2.extension", "2.6.terms"),
    wordings=("plan_only", "right", "wrong", "no_decision"),
)
def extension_is_of_a_lawful_length(ground: Ground) -> Decision:
    """A positive decision of the council extends the certificate by two or four years (3.2)."""
    if is_plan_only(ground):
        return does_not_apply("plan_only")
    facts = ground.facts("extension_years")
    lengths = sorted({int(fact.value) for fact in facts if fact.value.isdecimal()})
    if not lengths:
        return unknown("no_decision")
    allowed = ground.term("3.2.extension", ground.day("decision_date")).numbers
    places = ground.places("extension_years")
    wrong = tuple(years for years in lengths if years not in allowed)
    if wrong:
        return fails("wrong", places=places, years=wrong, allowed=allowed)
    return passes("right", places=places, years=tuple(lengths), allowed=allowed)
