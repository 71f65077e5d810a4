"""Variations of a case that leave its truth known: other status words, typing errors, answers taken out."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from checks.judgement import CaseRecords
from extractors.records import Response
from tests.accuracy.gold_records import Anchoring, Labelled, labelled, mistyped

_LOSE = str.maketrans("өүңӨҮҢ", "оунОУН")
IDLE = {
    "ru": (
        "В отчётном периоде организация продолжила работу по повышению качества подготовки выпускников.",
        "Отчёт составлен рабочей группой под руководством заместителя директора.",
        "Выражаем благодарность экспертной комиссии за объективную оценку.",
        "В общежитии проведён ремонт кровли и заменены окна.",
    ),
    "ky": (
        "Бул отчет жумушчу топ тарабынан даярдалды.",
        "Эксперттик комиссияга ыраазычылык билдиребиз.",
        "Жайында имараттын чатыры оңдолуп, терезелери алмаштырылды.",
    ),
}
_OTHER_WORDS = {
    "ru": {
        "done": "исполнено в полном объёме",
        "partial": "в процессе исполнения",
        "planned": "включено в план",
        "not_done": "не исполнено",
    },
    "ky": {
        "done": "толук бүткөрүлдү",
        "partial": "иш жүрүп жатат",
        "planned": "кийинки жылга пландаштырылууда",
        "not_done": "аткарыла элек",
    },
}
_SIGNS = {"done": "+", "partial": "+/–", "planned": "0 %", "not_done": "–"}
_PERCENTS = {"done": "100 %", "partial": "60 %", "planned": "0 %", "not_done": "–"}


def _language(gold: dict[str, Any]) -> str:
    return "ky" if gold["language"] == "ky" else "ru"


def _retold(case: Labelled, change: Callable[[Response], Response]) -> Labelled:
    records: CaseRecords = replace(case.case, responses=tuple(change(response) for response in case.case.responses))
    return replace(case, case=records)


def _mistyped(gold: dict[str, Any]) -> Labelled:
    chance = random.Random(str(gold["case"]))
    case = labelled(gold, Anchoring.CRITERION)
    return _retold(case, lambda response: replace(response, text=mistyped(response.text, chance, 0.02)))


def _letters_lost(gold: dict[str, Any]) -> Labelled:
    case = labelled(gold, Anchoring.CRITERION)
    return _retold(case, lambda response: replace(response, text=response.text.translate(_LOSE)))


def _without_status(gold: dict[str, Any]) -> Labelled:
    return _retold(labelled(gold, Anchoring.CRITERION), lambda response: replace(response, status_text=None))


def _taken_out(gold: dict[str, Any]) -> Labelled:
    """Every third answered finding loses all its answers; its verdict is then known: unaddressed."""
    gold = dict(gold)
    alone = [item for item in gold["report_actions"] if len(item["findings"]) == 1]
    gone = {item["findings"][0] for item in alone[::3]}
    shared = {name for item in gold["report_actions"] if len(item["findings"]) > 1 for name in item["findings"]}
    gone -= shared
    gold["report_actions"] = [item for item in gold["report_actions"] if not gone & set(item["findings"])]
    gold["verdicts"] = {
        name: {**verdict, "report": "unaddressed"}
        if name in gone and verdict["report"] != "not_applicable"
        else verdict
        for name, verdict in gold["verdicts"].items()
    }
    return labelled(gold, Anchoring.CRITERION)


def _idle(gold: dict[str, Any]) -> Labelled:
    return labelled(gold, Anchoring.NOTHING, idle=IDLE[_language(gold)])


VARIATIONS: dict[str, Callable[[dict[str, Any]], Labelled]] = {
    **{anchoring.value: lambda gold, anchoring=anchoring: labelled(gold, anchoring) for anchoring in Anchoring},
    "other_status_words": lambda gold: labelled(gold, Anchoring.ALL, statuses=_OTHER_WORDS[_language(gold)]),
    "signs": lambda gold: labelled(gold, Anchoring.ALL, statuses=_SIGNS),
    "percents": lambda gold: labelled(gold, Anchoring.ALL, statuses=_PERCENTS),
    "without_status": _without_status,
    "mistyped": _mistyped,
    "letters_lost": _letters_lost,
    "taken_out": _taken_out,
    "idle_sentences": _idle,
}
