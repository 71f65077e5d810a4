"""Judgements for the tests of the outputs.

The sample cases as their reference files judge them, and made-up large ones.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from checks.judgement import (
    CaseCard,
    CaseDocument,
    CheckResult,
    FindingVerdict,
    JudgedResponse,
    Judgement,
    Link,
    LinkLevel,
    NamedEvidence,
    Outcome,
    PlannedAction,
    PlanStatus,
    ReportStatus,
    Unread,
)
from data import ROOT
from extractors.records import (
    Action,
    Anchor,
    Claim,
    Document,
    DocumentKind,
    EvidenceName,
    Finding,
    FindingKind,
    Identification,
    Page,
    Paragraph,
    Place,
    Problem,
    Reason,
    Response,
    TextSource,
)

AS_OF = date(2026, 3, 2)
GOLD = ROOT / "samples" / "gold"
INTAKE = ROOT / "samples" / "intake"
SAMPLES = tuple(f"S0{number}" for number in range(1, 9))
_DATES = ("certificate_date", "certificate_expiry", "order_date", "visit_date", "plan_received", "report_received")


def sample(name: str) -> Judgement:
    """Gives a sample case as its reference file judges it."""
    return _Gold(json.loads((GOLD / f"{name}.json").read_text("utf-8"))).judgement()


class _Gold:
    def __init__(self, gold: dict[str, Any]) -> None:
        self.gold = gold
        self.numbers = {item["id"]: index for index, item in enumerate(gold["findings"])}

    def judgement(self) -> Judgement:
        gold = self.gold
        return Judgement(
            as_of=AS_OF,
            card=self.card(),
            documents=tuple(self.document(item) for item in gold["documents"]),
            verdicts=tuple(self.verdict(item) for item in gold["findings"]),
            unlinked_actions=tuple(
                self.action(n, item) for n, item in enumerate(gold["plan_actions"]) if not item["findings"]
            ),
            unlinked_responses=tuple(
                self.response(n, item) for n, item in enumerate(gold["report_actions"]) if not item["findings"]
            ),
            checks=tuple(self.check(rule, outcome) for rule, outcome in gold["checks"].items()),
            unread=tuple(self.unread(item) for item in gold["documents"] if not item["readable"]),
        )

    def card(self) -> CaseCard:
        facts = dict(self.gold["accreditation"])
        days = {name: date.fromisoformat(facts[name]) if facts.get(name) else None for name in _DATES}
        return CaseCard(
            id=self.gold["case"],
            organisation=self.gold["organisation"],
            programme=self.gold["programme"],
            level=self.gold["level"],
            language=self.gold["language"],
            term_years=facts["term_years"],
            certificate_no=facts["certificate_no"],
            referent="Өмүрзакова Ж. Т.",
            sources=(("term_years", "register"), ("order_date", f"{self.gold['documents'][0]['file']}, 1")),
            **days,
        )

    def document(self, item: dict[str, Any]) -> CaseDocument:
        scanned = any("scan" in trait for trait in item["traits"])
        file = _file(item)
        source = TextSource.OCR if scanned else TextSource.TEXT
        pages = (Page(1, source, 595.0, 842.0, 0.91),) if file.endswith(".pdf") and item["readable"] else ()
        problems = () if item["readable"] else (_damaged(file),)
        blocks = (Paragraph("Текст", Place(file, paragraph=1)),) if item["readable"] else ()
        document = Document(
            file, "0f" * 32, file.rsplit(".", 1)[-1], pages, blocks, problems=problems, language=_language(self.gold)
        )
        kind = Identification(DocumentKind(item["kind"]), 0.9, (f"{file}",))
        return CaseDocument(document, kind, "read" if item["readable"] else "unreadable")

    def unread(self, item: dict[str, Any]) -> Unread:
        return Unread(_file(item), None, _damaged(_file(item)).reason)

    def action(self, order: int, item: dict[str, Any]) -> Action:
        due = item["due"]
        place = Place(_file(item), item["page"], table=1, row=order + 2)
        read = date.fromisoformat(due) if due and due[0].isdigit() else due
        return Action(item["text"], place, Anchor(order=order), item["responsible"], item["due_text"], read)

    def response(self, order: int, item: dict[str, Any]) -> Response:
        names = tuple(EvidenceName(named["text"]) for named in item["evidence"])
        place = Place(_file(item), item["page"], table=1, row=order + 2)
        return Response(item["text"], place, Anchor(order=order), None, names)

    def judged(self, order: int, item: dict[str, Any], finding: int) -> JudgedResponse:
        evidence = tuple(NamedEvidence(EvidenceName(named["text"]), named["attached"]) for named in item["evidence"])
        claimed = Claim(item["claimed"])
        return JudgedResponse(self.response(order, item), _link(finding, order), claimed, evidence)

    def verdict(self, item: dict[str, Any]) -> FindingVerdict:
        name, index = item["id"], self.numbers[item["id"]]
        judged = self.gold["verdicts"][name]
        report = ReportStatus(judged["report"])
        place = Place(_file(item), item["page"], paragraph=None if item["page"] else 20 + index)
        return FindingVerdict(
            id=f"{self.gold['case']}-{name}-5f3c",
            finding=Finding(FindingKind(item["kind"]), item["text"], place, item["standard"], item["criterion"]),
            plan=PlanStatus(judged["plan"]),
            planned=tuple(
                PlannedAction(self.action(n, action), _link(index, n))
                for n, action in enumerate(self.gold["plan_actions"])
                if name in action["findings"]
            ),
            report=report,
            answered=tuple(
                self.judged(n, action, index)
                for n, action in enumerate(self.gold["report_actions"])
                if name in action["findings"]
            ),
            needs_review=index % 7 == 3,
            why=_why(report),
        )

    def check(self, rule: str, outcome: str) -> CheckResult:
        place = Place(_file(self.gold["documents"][0]), paragraph=3)
        due = date(2026, 1, 20) if rule == "2.5.report_submitted" else None
        message = Reason(f"rule.{rule}.title")
        return CheckResult(rule, rule.rsplit(".", 1)[0], Outcome(outcome), message, due, (place,))


def _file(item: dict[str, Any]) -> str:
    return str(item["file"]).removeprefix("intake/")


def _language(gold: dict[str, Any]) -> str:
    return str(gold["language"])


def _damaged(file: str) -> Problem:
    return Problem("damaged", unread=True, values=(("file", file), ("cause", "EOF")))


def _why(report: ReportStatus) -> tuple[Reason, ...]:
    if report in (ReportStatus.ADDRESSED, ReportStatus.NOT_APPLICABLE):
        return (Reason(f"workbook.means_report_{report.value}"),)
    return (Reason(f"gap.why_{report.value}"),)


def _link(finding: int, answer: int) -> Link:
    return Link(finding, answer, LinkLevel.PLACED, 0.874, (Reason("workbook.means_link_placed"),))


_LONG = (
    "Комиссия отмечает, что организация не представила документированных сведений о корректирующих действиях "
    "по результатам внутреннего аудита, а сроки и ответственные лица по выявленным наблюдениям не закреплены "
    "ни в одном из рассмотренных приказов; "
)
_LONG_KY = (
    "Комиссия белгилегендей, уюм ички аудиттин жыйынтыгы боюнча көрүлгөн чаралар жөнүндө документтештирилген "
    "маалымат бере алган эмес, аныкталган кемчиликтерди жоюунун мөөнөттөрү жана жооптуу адамдары каралган "
    "буйруктардын биринде да көрсөтүлгөн эмес; "
)


def many(count: int, *, language: str = "ru", length: int = 4) -> Judgement:
    """Gives a made-up case of so many findings, their texts up to `length` times a long sentence."""
    statuses = [status for status in ReportStatus if status is not ReportStatus.NOT_APPLICABLE]
    verdicts = tuple(_made_up(index, statuses[index % len(statuses)], language, length) for index in range(count))
    file = "Дело/Отчёт о постаккредитационном мониторинге.pdf"
    report = Document(file, "ab" * 32, "pdf", (Page(1, TextSource.TEXT, 595.0, 842.0, 0.97),), language=language)
    card = CaseCard(
        id=f"M{count}",
        organisation="Кыргыз-түштүк инженердик-педагогикалык университети",
        programme="710100 «Информатика жана эсептөө техникасы» (бакалавриат)",
        level="higher",
        language=language,
        term_years=3,
        certificate_expiry=date(2026, 6, 9),
        visit_date=date(2026, 4, 20),
        referent="Бекова Ч. А.",
    )
    return Judgement(
        AS_OF,
        card,
        (CaseDocument(report, Identification(DocumentKind.REPORT, 0.9)),),
        verdicts,
        (),
        (),
        tuple(
            CheckResult(rule, rule[:3], outcome, Reason(f"rule.{rule}.title"))
            for rule, outcome in (("2.3.coverage", Outcome.FAIL), ("2.4.submitted", Outcome.UNKNOWN))
        ),
    )


def _made_up(index: int, report: ReportStatus, language: str, length: int) -> FindingVerdict:
    long = (_LONG if language == "ru" else _LONG_KY) * (1 + index % length)
    file = "Дело/Отчёт о постаккредитационном мониторинге.pdf"
    kind = list(FindingKind)[index % 3]
    standard = str(1 + index // 6 % 12)
    criterion = f"{standard}.{1 + index % 6}"
    finding = Finding(kind, f"{long}({index})", Place(file, 1 + index // 3), standard, criterion, order=index)
    action = Action(
        long[:300],
        Place(file, 1 + index, table=1, row=index + 2),
        Anchor(order=index),
        "Деканат",
        "май 2024 г.",
        date(2024, 5, 31),
    )
    response = Response(
        long[: 200 + 60 * (index % 9)], Place(file, 2, table=2, row=index + 2), Anchor(order=index), "выполнено"
    )
    evidence = (NamedEvidence(EvidenceName(f"Приложение {index}"), index % 2 == 0),)
    answered = (
        ()
        if report is ReportStatus.UNADDRESSED
        else (JudgedResponse(response, _link(index, index), Claim.DONE, evidence),)
    )
    plan = list(PlanStatus)[index % 3]
    planned = () if plan is PlanStatus.MISSING else (PlannedAction(action, _link(index, index)),)
    return FindingVerdict(f"made-{index:04d}", finding, plan, planned, report, answered, index % 11 == 0, _why(report))
