"""2.3: who is responsible for each measure."""

from __future__ import annotations

from checks.clause import Decision, Ground, fails, passes, rule, unknown
from checks.finding_names import action_names
from checks.measures import is_stated, measures


@rule(
    "2.3.responsible",
    clause="2.3",
    rests_on=("2.3.measures",),
    wordings=("all", "lacking", "no_measures"),
)
def every_measure_names_who_is_responsible(ground: Ground) -> Decision:
    """Every measure that serves a finding names who is responsible (2.3); a dash names nobody."""
    actions = measures(ground.verdicts)
    if not actions:
        return unknown("no_measures")
    lacking = [action for action in actions if not is_stated(action.responsible)]
    if not lacking:
        return passes("all", count=len(actions))
    places = tuple(action.place for action in lacking)
    return fails("lacking", places=places, count=len(lacking), of=len(actions), measures=action_names(lacking))
