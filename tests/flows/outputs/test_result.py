"""result.json holds exactly the fields that other programs rely on."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checks.judgement import Outcome, PlanStatus, ReportStatus
from extractors.records import Claim, FindingKind
from flows.outputs.result import read_result, result, write_result
from tests.flows.outputs.judgements import SAMPLES, many, sample

TOP = {"schema", "as_of", "case", "documents", "findings", "unlinked", "checks", "unread", "changes_since_last"}
CASE = {
    *("id", "organisation", "programme", "level", "language", "term_years", "certificate_no", "certificate_date"),
    *("certificate_expiry", "order_date", "visit_date", "plan_received", "report_received", "sources"),
}
DOCUMENT = {"file", "sha256", "kind", "language", "pages", "text_source", "status", "problems"}
FINDING = {"id", "kind", "standard", "criterion", "text", "source", "plan", "report", "needs_review", "why"}
SOURCE = {"file", "page", "table", "row", "paragraph", "bbox"}
ACTION = {"text", "responsible", "due_text", "due", "source", "link"}
ANSWER = {"text", "claimed", "evidence", "source", "link"}
CHECK = {"rule", "clause", "outcome", "message", "due", "places"}


@pytest.mark.parametrize("name", SAMPLES)
def test_every_field_of_a_sample_is_there_and_no_other(name: str) -> None:
    fields = result(sample(name))
    assert fields.keys() == TOP
    assert fields["schema"] == "postaccred/result/1"
    assert fields["case"].keys() == CASE
    assert all(item.keys() == DOCUMENT for item in fields["documents"])
    assert fields["unlinked"].keys() == {"plan", "report"}
    for finding in fields["findings"]:
        _check_finding(finding)
    for check in fields["checks"]:
        assert check.keys() == CHECK
        assert check["outcome"] in set(Outcome)
        assert all(place.keys() == SOURCE for place in check["places"])
    assert all(item.keys() == {"file", "page", "reason"} for item in fields["unread"])


def _check_finding(finding: dict[str, Any]) -> None:
    assert finding.keys() == FINDING
    assert finding["kind"] in set(FindingKind)
    assert finding["source"].keys() == SOURCE
    assert finding["plan"].keys() == finding["report"].keys() == {"status", "actions"}
    assert finding["plan"]["status"] in set(PlanStatus)
    assert finding["report"]["status"] in set(ReportStatus)
    assert all(isinstance(sentence, str) and sentence for sentence in finding["why"])
    for action in finding["plan"]["actions"]:
        assert action.keys() == ACTION
        assert action["due"] in (None, "ongoing") or date.fromisoformat(action["due"])
    for answer in finding["report"]["actions"]:
        assert answer.keys() == ANSWER
        assert answer["claimed"] in set(Claim)
        assert answer["link"].keys() == {"level", "score", "why"}
        for paper in answer["evidence"]:
            assert paper.keys() == {"text", "attached", "file"}
            assert paper["attached"] in (True, False, None)


def test_the_file_reads_back_as_it_was_written(tmp_path: Path) -> None:
    judgement = sample("S05")
    write_result(judgement, tmp_path / "result.json")
    assert read_result(tmp_path / "result.json") == json.loads(json.dumps(result(judgement)))
    assert "Окуучулардын" in (tmp_path / "result.json").read_text("utf-8")


def test_sentences_speak_the_language_of_the_case() -> None:
    kyrgyz, russian = result(sample("S05")), result(sample("S02"))
    assert any("ү" in sentence for finding in kyrgyz["findings"] for sentence in finding["why"])
    assert not any("ү" in sentence for finding in russian["findings"] for sentence in finding["why"])


def test_a_finding_dealt_with_names_the_papers_that_prove_it() -> None:
    findings = result(sample("S01"))["findings"]
    assert "Сделано, действие отвечает замечанию, подтверждение названо: Приложение 1." in findings[0]["why"]
    two_named_one_sent = findings[12]["why"]
    assert any("Приложение 12" in sentence and "Приложение 11" not in sentence for sentence in two_named_one_sent)


def test_a_first_run_has_no_changes() -> None:
    assert result(many(3))["changes_since_last"] == []


def test_what_new_papers_moved_is_said() -> None:
    before = many(6)
    first = before.verdicts[0]
    moved = replace(first, report=ReportStatus.UNADDRESSED, answered=())
    after = replace(before, verdicts=(moved, *before.verdicts[2:]))
    changes = result(after, result(before))["changes_since_last"]
    assert [(change["what"], change["id"]) for change in changes] == [
        ("report_status", first.id),
        ("finding_gone", before.verdicts[1].id),
    ]
    assert changes[0]["before"] == "addressed"
    assert changes[0]["after"] == "unaddressed"
    assert "Ответа нет" in changes[0]["message"]


def test_a_result_of_another_schema_is_not_compared_with(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_text('{"schema": "postaccred/result/0"}', "utf-8")
    assert read_result(path) is None
    assert read_result(tmp_path / "none.json") is None
