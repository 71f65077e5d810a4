"""2.11: who visits."""

from __future__ import annotations

from checks.clause import Decision, Ground, does_not_apply, fails, passes, rule, unknown
from checks.due_days import is_plan_only
from checks.persons import is_same_person


@rule(
    "2.11.group",
    clause="2.11",
    rests_on=("2.11.group_least", "2.11.group_most", "2.11.former_members", "2.6.terms"),
    wordings=("plan_only", "right", "size", "no_former", "no_commission", "no_group"),
)
def group_is_small_and_knows_the_case(ground: Ground) -> Decision:
    """The group has one to three persons, one of them at least from the commission that accredited (2.11)."""
    if is_plan_only(ground):
        return does_not_apply("plan_only")
    group, commission = _names(ground, "group_member"), _names(ground, "commission_member")
    if not group:
        return unknown("no_group")
    on, places = ground.day("visit_order_date"), ground.places("group_member")
    least = ground.law.number("2.11.group_least", on or ground.as_of)
    most = ground.law.number("2.11.group_most", on or ground.as_of)
    if not least <= len(group) <= most:
        return fails("size", places=places, count=len(group), least=least, most=most, names=group)
    if not commission:
        return unknown("no_commission", places=places, names=group)
    former = tuple(name for name in group if any(is_same_person(name, member) for member in commission))
    if len(former) < ground.law.number("2.11.former_members", on or ground.as_of):
        return fails("no_former", places=places, names=group)
    return passes("right", places=places, count=len(group), former=former)


def _names(ground: Ground, fact: str) -> tuple[str, ...]:
    kept: list[str] = []
    for name in (found.value for found in ground.facts(fact)):
        if not any(is_same_person(name, other) for other in kept):
            kept.append(name)
    return tuple(kept)
