"""What is different from the last run, said so that a referent sees what new papers moved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flows.outputs.words import say

Fields = dict[str, Any]


def changes(previous: Fields | None, current: Fields, language: str) -> list[Fields]:
    """Gives each change as {"what", "id", "before", "after", "message"}; empty for a first run.

    what: document_new, document_gone, finding_new, finding_gone, plan_status, report_status, check, case.
    id: the file, the finding's lasting id, the rule or the card's field.
    """
    if previous is None:
        return []
    return [
        *_documents(previous, current, language),
        *_findings(previous, current, language),
        *_checks(previous, current, language),
    ]


def _change(what: str, name: str, before: str | None, after: str | None, message: str) -> Fields:
    return {"what": what, "id": name, "before": before, "after": after, "message": message}


def _documents(previous: Fields, current: Fields, language: str) -> Iterator[Fields]:
    before = {item["file"]: item["status"] for item in previous["documents"]}
    after = {item["file"]: item["status"] for item in current["documents"]}
    for file in [name for name in after if name not in before]:
        yield _change("document_new", file, None, after[file], say("change.document_new", language, file=file))
    for file in [name for name in before if name not in after]:
        yield _change("document_gone", file, before[file], None, say("change.document_gone", language, file=file))


def _named(finding: Fields, language: str) -> dict[str, str]:
    criterion = finding["criterion"] or finding["standard"] or say("workbook.no_criterion", language)
    return {"criterion": criterion, "text": _short(finding["text"])}


def _short(text: str, limit: int = 90) -> str:
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _findings(previous: Fields, current: Fields, language: str) -> Iterator[Fields]:
    before = {item["id"]: item for item in previous["findings"]}
    after = {item["id"]: item for item in current["findings"]}
    for name, finding in after.items():
        if name not in before:
            message = say("change.finding_new", language, **_named(finding, language))
            yield _change("finding_new", name, None, finding["report"]["status"], message)
            continue
        yield from _statuses(name, before[name], finding, language)
    for name in [name for name in before if name not in after]:
        message = say("change.finding_gone", language, **_named(before[name], language))
        yield _change("finding_gone", name, before[name]["report"]["status"], None, message)


def _statuses(name: str, before: Fields, after: Fields, language: str) -> Iterator[Fields]:
    for part in ("plan", "report"):
        old, new = before[part]["status"], after[part]["status"]
        if old != new:
            words = {"before": say(f"status.{part}_{old}", language), "after": say(f"status.{part}_{new}", language)}
            message = say(f"change.{part}_status", language, **_named(after, language), **words)
            yield _change(f"{part}_status", name, old, new, message)


def _checks(previous: Fields, current: Fields, language: str) -> Iterator[Fields]:
    before = {item["rule"]: item["outcome"] for item in previous["checks"]}
    for check in current["checks"]:
        rule, new = check["rule"], check["outcome"]
        old = before.get(rule)
        if old not in (None, new):
            words = {"before": say(f"status.{old}", language), "after": say(f"status.{new}", language)}
            message = say("change.check", language, clause=check["clause"], **words)
            yield _change("check", rule, old, new, message)
