from __future__ import annotations

from collections import defaultdict

import pytest

from checks.clause import RULES
from checks.judgement import Outcome
from checks.rules import rules
from extractors.records import Reason
from extractors.wording import LANGUAGES, sentence
from tests.checks.situation import Situation, situations

ALL = situations()
# Rights are told and never decided: such a rule neither passes nor fails.
RIGHTS = {"2.5.no_report", "3.3.rights"}
# An order that is there passes; one that is not among the papers may lie elsewhere, so nothing fails.
NEVER_FAIL = {"2.11.order"}


@pytest.mark.parametrize("situation", ALL, ids=lambda situation: f"{situation.rule}: {situation.says}")
def test_a_rule_decides_as_the_referent_expects(situation: Situation) -> None:
    rules()
    decision = RULES[situation.rule].decide(situation.ground)
    assert (decision.outcome.value, decision.key) == (situation.outcome, situation.key)
    if situation.names_due:
        assert decision.due == situation.due


@pytest.mark.parametrize("situation", ALL, ids=lambda situation: f"{situation.rule}: {situation.says}")
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_rule_says_is_a_sentence_in_every_language(situation: Situation, language: str) -> None:
    rules()
    decision = RULES[situation.rule].decide(situation.ground)
    said = sentence(Reason(f"rule.{situation.rule}.{decision.key}", decision.values), language)
    assert said.endswith((".", "»")) and "{" not in said and "None" not in said


def test_every_rule_has_a_situation_that_passes_one_that_fails_and_one_that_stays_unknown() -> None:
    shown = defaultdict(set)
    for situation in ALL:
        shown[situation.rule].add(situation.outcome)
    for rule in rules():
        wanted = {Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN}
        if rule.name in RIGHTS:
            wanted = {Outcome.UNKNOWN, Outcome.NOT_APPLICABLE}
        if rule.name in NEVER_FAIL:
            wanted = wanted - {Outcome.FAIL}
        assert wanted <= shown[rule.name], rule.name


def test_every_wording_of_every_rule_is_reached_by_a_situation() -> None:
    said = {(situation.rule, situation.key) for situation in ALL}
    declared = {(rule.name, key) for rule in rules() for key in rule.wordings}
    assert declared == said
