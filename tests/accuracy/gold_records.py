"""Reference files as the records that reading would give, anchored in one of several ways."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from checks.judgement import CaseCard, CaseRecords
from extractors.evidence_names import annex_labels
from extractors.records import Action, Anchor, Annex, EvidenceName, Finding, FindingKind, Place, Response

AS_OF = date(2026, 3, 2)
STATUS = {
    "ru": {
        "done": "Выполнено",
        "partial": "Частично выполнено",
        "planned": "Запланировано",
        "not_done": "Не выполнено",
    },
    "ky": {
        "done": "аткарылды",
        "partial": "жарым-жартылай",
        "planned": "пландаштырылган",
        "not_done": "аткарылган жок",
    },
}


class Anchoring(StrEnum):
    """What plan and report say of the findings that they answer."""

    ALL = "all"  # row number, criterion, and the finding repeated, in its order
    CODES = "codes"  # the commission's codes, rows shuffled
    CRITERION = "criterion"  # criterion only, rows shuffled
    RESTATED = "restated"  # the finding repeated with typing errors, shortened, rows shuffled
    ORDER = "order"  # row numbers only, in the order of the findings
    PLAN_NUMBERS = "plan_numbers"  # the report goes by the plan's own numbers
    RENUMBERED = "renumbered"  # criteria one off, order kept
    INTERCHANGED = "interchanged"  # criteria, two of them put under each other's answer
    NOTHING = "nothing"  # prose without a number


@dataclass(frozen=True, slots=True)
class Labelled:
    """A case with its truth. plan, report: pairs (finding, answer). answers: the reference answer per response."""

    gold: dict[str, Any]
    case: CaseRecords
    plan: frozenset[tuple[int, int]]
    report: frozenset[tuple[int, int]]
    answers: tuple[dict[str, Any] | None, ...]


def golds(folder: Path) -> list[dict[str, Any]]:
    """Gives the reference files of a corpus."""
    return [json.loads(path.read_text("utf-8")) for path in sorted((folder / "gold").glob("*.json"))]


def mistyped(text: str, chance: random.Random, rate: float = 0.04) -> str:
    """Gives the text with letters dropped, doubled and mistaken."""
    letters: list[str] = []
    for letter in text:
        throw = chance.random()
        if letter.isalpha() and throw < rate / 3:
            continue
        letters.append(chance.choice("аеионтскв") if letter.isalpha() and throw < rate * 2 / 3 else letter)
        if throw > 1 - rate / 3:
            letters.append(letter)
    return "".join(letters)


def labelled(
    gold: dict[str, Any], anchoring: Anchoring, *, idle: tuple[str, ...] = (), statuses: dict[str, str] | None = None
) -> Labelled:
    """Gives the records of a reference case under one anchoring.

    Args:
        idle: sentences that answer nothing, strewn among the answers.
        statuses: status words to use instead of the usual ones.
    """
    chance = random.Random(f"{gold['case']} {anchoring}")
    maker = _Maker(gold, anchoring, chance)
    plan = maker.ordered(gold["plan_actions"])
    actions = tuple(maker.action(place, item) for place, item in enumerate(plan))
    numbers = {name: str(place + 1) for place, item in reversed(list(enumerate(plan))) for name in item["findings"]}
    answers: list[dict[str, Any] | None] = list(maker.ordered(gold["report_actions"]))
    for sentence in idle:
        answers.insert(
            chance.randrange(len(answers) + 1), {"text": sentence, "findings": [], "claimed": "none", "evidence": []}
        )
    words = statuses or STATUS["ky" if gold["language"] == "ky" else "ru"]
    responses = [maker.response(place, item, numbers, words) for place, item in enumerate(answers) if item]
    if anchoring is Anchoring.INTERCHANGED:
        responses = _interchanged(responses, chance)
    card = gold["accreditation"]
    case = CaseRecords(
        card=CaseCard(
            gold["case"], language=gold["language"], term_years=card["term_years"], order_date=_day(card["order_date"])
        ),
        findings=maker.findings,
        actions=actions,
        responses=tuple(responses),
        annexes=_annexes(gold),
        annexes_sent=any(paper["kind"] == "evidence" for paper in gold["documents"]),
    )
    return Labelled(gold, case, maker.truth(plan), maker.truth(answers), tuple(answers))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _annexes(gold: dict[str, Any]) -> tuple[Annex, ...]:
    """One paper for each annex that the reference says was sent."""
    sent = {paper["text"] for answer in gold["report_actions"] for paper in answer["evidence"] if paper["attached"]}
    return tuple(Annex(Place(f"{text}.pdf"), annex_labels(text)[:1], text, text) for text in sorted(sent))


def _interchanged(responses: list[Response], chance: random.Random) -> list[Response]:
    placed = [place for place, response in enumerate(responses) if response.anchor.criterion]
    if len(placed) < 4:
        return responses
    one, other = chance.sample(placed, 2)
    first, second = responses[one], responses[other]
    responses[one] = replace(
        first, anchor=replace(first.anchor, criterion=second.anchor.criterion, standard=second.anchor.standard)
    )
    responses[other] = replace(
        second, anchor=replace(second.anchor, criterion=first.anchor.criterion, standard=first.anchor.standard)
    )
    return responses


class _Maker:
    """Makes the records of one reference case."""

    def __init__(self, gold: dict[str, Any], anchoring: Anchoring, chance: random.Random) -> None:
        self.anchoring, self.chance = anchoring, chance
        self.place = {item["id"]: place for place, item in enumerate(gold["findings"])}
        self.raw = gold["findings"]
        codes = anchoring is Anchoring.CODES
        self.findings = tuple(
            Finding(
                FindingKind(item["kind"]),
                item["text"],
                Place("conclusion"),
                item["standard"],
                item["criterion"],
                f"З-{place + 1}" if codes else None,
                order=place,
            )
            for place, item in enumerate(gold["findings"])
        )

    def truth(self, items: list[Any]) -> frozenset[tuple[int, int]]:
        return frozenset(
            (self.place[name], place) for place, item in enumerate(items) if item for name in item["findings"]
        )

    def ordered(self, items: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """In the order of the findings, or shuffled where the anchoring says so."""
        kept = {Anchoring.ALL, Anchoring.ORDER, Anchoring.RENUMBERED}
        found = sorted(items, key=lambda item: min((self.place[name] for name in item["findings"]), default=99))
        if self.anchoring not in kept:
            self.chance.shuffle(found)
        return found

    def action(self, place: int, item: dict[str, Any]) -> Action:
        due = item["due"]
        day = due if due in (None, "ongoing") else date.fromisoformat(due)
        anchor = self._anchor(place, item, str(place + 1))
        return Action(item["text"], Place("plan", row=place), anchor, item["responsible"], item["due_text"], day)

    def response(self, place: int, item: dict[str, Any], numbers: dict[str, str], words: dict[str, str]) -> Response:
        number = next((numbers[name] for name in item["findings"] if name in numbers), None)
        by_plan = self.anchoring is Anchoring.PLAN_NUMBERS
        anchor = Anchor(place, number) if by_plan else self._anchor(place, item, str(place + 1))
        papers = tuple(
            EvidenceName(paper["text"], next(iter(annex_labels(paper["text"])), None)) for paper in item["evidence"]
        )
        mark = None if self.anchoring is Anchoring.NOTHING or not item["findings"] else words.get(item["claimed"])
        return Response(item["text"], Place("report", row=place), anchor, mark, papers)

    def _anchor(self, place: int, item: dict[str, Any], number: str) -> Anchor:
        findings = [self.raw[self.place[name]] for name in item["findings"]]
        criterion = ", ".join(dict.fromkeys(one["criterion"] for one in findings if one["criterion"])) or None
        standard = ", ".join(dict.fromkeys(one["standard"] for one in findings if one["standard"])) or None
        wording = "; ".join(one["text"] for one in findings)
        match self.anchoring:
            case Anchoring.ALL:
                return Anchor(place, number, standard, criterion, finding_text=wording or None)
            case Anchoring.CODES:
                return Anchor(place, labels=tuple(f"З-{self.place[name] + 1}" for name in item["findings"]))
            case Anchoring.CRITERION | Anchoring.INTERCHANGED:
                return Anchor(place, None, standard, criterion)
            case Anchoring.RENUMBERED:
                return Anchor(place, number, standard, _next_number(criterion))
            case Anchoring.RESTATED:
                return Anchor(place, finding_text=mistyped(_shortened(wording, self.chance), self.chance) or None)
            case Anchoring.ORDER | Anchoring.PLAN_NUMBERS:
                return Anchor(place, number, criterion=criterion if self.anchoring is Anchoring.PLAN_NUMBERS else None)
        return Anchor(place)


def _next_number(criterion: str | None) -> str | None:
    if not criterion or "." not in criterion or not criterion.split(".")[-1].isdigit():
        return criterion
    head, last = criterion.rsplit(".", 1)
    return f"{head}.{int(last) + 1}"


def _shortened(text: str, chance: random.Random) -> str:
    words = text.split()
    return " ".join(words[: max(5, len(words) * 6 // 10)]) if chance.random() < 0.35 else text
