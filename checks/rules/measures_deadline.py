"""2.3: by when each measure is carried out."""

from __future__ import annotations

import re

from checks.clause import Decision, Ground, fails, passes, rule, unknown
from checks.finding_names import action_names
from checks.measures import is_stated, measures
from extractors.records import Action

_DIGIT = re.compile(r"\d")


@rule(
    "2.3.deadline",
    clause="2.3",
    rests_on=("2.3.measures",),
    wordings=("all", "lacking", "no_measures", "not_understood"),
)
def every_measure_states_a_deadline(ground: Ground) -> Decision:
    """Every measure that serves a finding states its deadline (2.3); «постоянно / туруктуу» counts as stated."""
    actions = measures(ground.verdicts)
    if not actions:
        return unknown("no_measures")
    lacking = [action for action in actions if action.due is None and not is_stated(action.due_text)]
    if lacking:
        places = tuple(action.place for action in lacking)
        return fails("lacking", places=places, count=len(lacking), of=len(actions), measures=action_names(lacking))
    vague = [action for action in actions if action.due is None and not _has_number(action)]
    if vague:
        said = "; ".join(f"«{action.due_text}»" for action in vague)
        return unknown("not_understood", places=tuple(action.place for action in vague), said=said)
    return passes("all", count=len(actions))


def _has_number(action: Action) -> bool:
    # A damaged date («до 1 с3нтября») is a stated deadline; words without any number may be none («по мере средств»).
    return bool(_DIGIT.search(action.due_text or ""))
