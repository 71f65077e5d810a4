"""Sorts the accepted papers into cases and gathers what the papers of one case hold, the card of the case first."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from checks.belonging import Signs, affinity, belongs_to, signs
from checks.judgement import CaseCard, CaseDocument, CaseRecords, Unread
from checks.recasting import ASIDE, picture_sent, recast, told_as_own
from extractors.kinds.card_facts import certificate_number, level_named, says_corrected, says_replaced
from extractors.languages.letters import fold
from extractors.records import DocumentKind, Fact, PaperRecords, Place, Problem, Reason

LOOSE = ""
UNASSIGNED = "unassigned"
HEAD = 2500  # characters in which a paper says what it is and what it replaces
DATE_FIELDS = (
    "certificate_date",
    "certificate_expiry",
    "order_date",
    "visit_date",
    "conclusion_date",
    "plan_received",
    "report_received",
)
# Whose word on a fact counts first when the register is silent.
TRUST = (
    DocumentKind.ORDER,
    DocumentKind.CONCLUSION,
    DocumentKind.REPORT,
    DocumentKind.PLAN,
    DocumentKind.OTHER,
    DocumentKind.EVIDENCE,
)


@dataclass(frozen=True, slots=True)
class Paper:
    """One file of the intake as taken. status: as in CaseDocument. arrived: the day on which it was first seen, None
    unknown.
    """

    records: PaperRecords
    status: str = "read"
    arrived: date | None = None

    @property
    def file(self) -> str:
        """Gives the path of the file relative to the intake."""
        return self.records.document.file

    @property
    def kind(self) -> DocumentKind:
        """Gives the kind of the paper."""
        return self.records.identification.kind

    @property
    def used(self) -> bool:
        """Tells whether the paper's content counts."""
        return self.status in {"read", "partly_read"}


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """What the agency's register says of a case: values by field of the case card, dates as ISO text."""

    values: tuple[tuple[str, str], ...]


def folder_of(file: str) -> str:
    """Gives the folder inside the intake that makes the case; "" for a loose file."""
    return file.split("/", 1)[0] if "/" in file else LOOSE


def _new_status(papers: Sequence[Paper]) -> list[Paper]:
    """Marks the second and later files of the same content as duplicates."""
    seen: dict[tuple[str, str], str] = {}
    marked = []
    for paper in sorted(papers, key=lambda each: (each.file.count("/"), _copy_name(each.file), each.file)):
        key = (folder_of(paper.file), paper.records.document.sha256)
        if paper.used and key in seen:
            marked.append(replace(paper, status="duplicate"))
        else:
            seen.setdefault(key, paper.file)
            marked.append(paper)
    return marked


def _copy_name(file: str) -> bool:
    return bool(re.search(r"\(\d+\)\.\w+$|копия|copy|көчүрмө", fold(file.rsplit("/", 1)[-1])))


@dataclass(frozen=True, slots=True)
class CasePapers:
    """The papers of one case. id: lasting name, fit for a folder. foreign: papers of another programme in this
    folder.
    """

    id: str
    papers: tuple[Paper, ...]
    foreign: tuple[str, ...] = ()


def _case_id(text: str) -> str:
    name = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "_", text).strip(" .")
    if len(name) > 80:
        # Two long names may begin alike; their cases must not share a folder.
        name = f"{name[:71].rstrip()}~{sha256(name.encode('utf-8')).hexdigest()[:8]}"
    return name or "case"


def sort_into_cases(papers: Sequence[Paper]) -> tuple[CasePapers, ...]:
    """Sorts papers into cases: each folder is one; each loose conclusion opens one; other loose papers join what they
    speak of.

    A loose paper that speaks of no case stays in a case of its own named after the intake, so that nothing is lost.
    """
    groups: dict[str, list[Paper]] = defaultdict(list)
    loose: list[Paper] = []
    for paper in _new_status(papers):
        (loose if folder_of(paper.file) == LOOSE else groups[folder_of(paper.file)]).append(paper)
    names = {key: key for key in groups}
    rest = []
    for paper in loose:
        if (
            paper.used
            and paper.kind is DocumentKind.CONCLUSION
            and paper.records.findings
            and not _continues(paper, groups, names)
        ):
            key = f"loose:{paper.file}"
            groups[key].append(paper)
            names[key] = _loose_name(paper)
        else:
            rest.append(paper)
    _settle(rest, groups)
    left = [paper for paper in rest if not any(paper in group for group in groups.values())]
    if left:
        groups[UNASSIGNED].extend(left)
        names[UNASSIGNED] = UNASSIGNED
    groups = {key: _recast(group) for key, group in groups.items()}
    told = told_as_own([[paper.records for paper in group] for group in groups.values()])
    groups = {key: [p for p in group if p.file not in told or p.kind not in ASIDE] for key, group in groups.items()}
    return tuple(_case(names[key], group) for key, group in sorted(groups.items(), key=lambda item: names[item[0]]))


def _continues(paper: Paper, groups: Mapping[str, list[Paper]], names: Mapping[str, str]) -> bool:
    """Tells whether a loose conclusion is a copy of one that a case has already."""
    return any(
        other.records.document.sha256 == paper.records.document.sha256
        for key in names
        for other in groups[key]
        if other.kind is DocumentKind.CONCLUSION
    )


def _loose_name(paper: Paper) -> str:
    """Names a case without a folder by its institution and programme, each by the words inside its quotation marks."""
    facts = {fact.name: fact.value for fact in paper.records.facts}
    named = facts.get("organisation") or paper.file.rsplit(".", 1)[0]
    programme = facts.get("programme")
    spoken = [named, programme] if programme and programme not in named else [named]
    return ", ".join(_quoted(text) for text in spoken)


def _quoted(text: str) -> str:
    inside = re.search(r"«([^»]{2,})»", text)
    return re.sub(r"\s+", " ", inside[1] if inside else text).strip()


def _settle(rest: list[Paper], groups: dict[str, list[Paper]]) -> None:
    """Lets loose papers join cases in two rounds: what names the case first, then annexes by the answers that they
    support.
    """
    for kinds in ((DocumentKind.ORDER, DocumentKind.PLAN, DocumentKind.REPORT), tuple(DocumentKind)):
        cases: dict[str, Signs] = {
            key: signs([paper.records for paper in group if paper.used]) for key, group in groups.items()
        }
        loose = [key for key in groups if key.startswith("loose:")]
        joined: list[tuple[Paper, tuple[str, ...]]] = []
        for paper in rest:
            if paper.kind in kinds and not any(paper in group for group in groups.values()):
                joined.append((paper, belongs_to(paper.records, cases, loose) if paper.used or len(loose) == 1 else ()))
        for paper, keys in joined:
            for key in keys:
                groups[key].append(paper)


def _case(name: str, group: Sequence[Paper]) -> CasePapers:
    papers = tuple(sorted(group, key=lambda paper: (TRUST.index(paper.kind) if paper.kind in TRUST else 9, paper.file)))
    return CasePapers(_case_id(name), papers, _foreign(papers))


def _recast(group: Sequence[Paper]) -> list[Paper]:
    """Gives the papers of a case, those of an unsure kind by what the others say."""
    told = iter(recast([paper.records for paper in group if paper.used]))
    return [replace(paper, records=next(told)) if paper.used else paper for paper in group]


def _foreign(papers: Sequence[Paper]) -> tuple[str, ...]:
    """Finds plans and reports that speak of another programme than the conclusion: the wrong folder."""
    conclusions = [paper for paper in papers if paper.used and paper.kind is DocumentKind.CONCLUSION]
    own = {code for paper in conclusions for code in re.findall(r"\b\d{6}\b", paper.records.document.text()[:2500])}
    certificates = {
        _digits(f.value)
        for p in papers
        if p.used and p.kind is DocumentKind.ORDER
        for f in p.records.facts
        if f.name == "certificate_no"
    }
    wrong = []
    for paper in papers:
        if not paper.used or paper.kind not in {DocumentKind.PLAN, DocumentKind.REPORT}:
            continue
        head = paper.records.document.text()[:1500]
        codes = set(re.findall(r"\b\d{6}\b", head))
        numbers = _accreditation_certificates(head)
        if (own and codes and not codes & own) or (
            certificates and numbers and not numbers & certificates and codes.isdisjoint(own)
        ):
            similar = conclusions and affinity(paper.records, signs([c.records for c in conclusions]), ()) >= 3.0
            if not similar:
                wrong.append(paper.file)
    return tuple(wrong)


def _accreditation_certificates(head: str) -> set[str]:
    """Gives the numbers of certificates that a paper's head states of its accreditation; those of courses are none."""
    lines = [line for line in head.split("\n") if "аккредит" in fold(line)]
    return {_digits(number) for line in lines if (number := certificate_number(line)) is not None}


def _digits(text: str) -> str:
    return re.sub(r"[^0-9a-zа-я]", "", fold(text))


def gather(
    case: CasePapers, register: RegisterFacts | None, as_of: date, intake_rows: Mapping[str, str] | None = None
) -> CaseRecords:
    """Gives what the papers of a case hold, its card from the register first, then from order, conclusion and the
    other papers.

    as_of: the day of judgement; a file that arrived later than that tells nothing about when it was received.
    """
    used = [paper for paper in case.papers if paper.used and paper.file not in case.foreign]
    conclusions = _versions([paper for paper in used if paper.kind is DocumentKind.CONCLUSION])
    plans = _newest([paper for paper in used if paper.kind is DocumentKind.PLAN])
    reports = _rounds([paper for paper in used if paper.kind is DocumentKind.REPORT])
    card = _card(case, used, register, as_of)
    findings = tuple(finding for paper in conclusions for finding in paper.records.findings)
    pictures = tuple(annex for paper in case.papers if not paper.used for annex in picture_sent(paper.records))
    annexes = (*(annex for paper in used for annex in paper.records.annexes), *pictures)
    return CaseRecords(
        card=card,
        documents=tuple(_document(paper, case.foreign, (*plans, *reports)) for paper in case.papers),
        findings=tuple(replace(finding, order=order) for order, finding in enumerate(findings)),
        actions=tuple(action for paper in plans for action in paper.records.actions),
        responses=tuple(response for paper in reports for response in paper.records.responses),
        approvals=tuple(approval for paper in plans for approval in paper.records.approvals),
        annexes=annexes,
        annexes_sent=any(paper.kind is DocumentKind.EVIDENCE for paper in case.papers if paper.used),
        facts=tuple(fact for paper in used for fact in paper.records.facts),
        rounds=tuple(paper.file for paper in reports),
        unread=_unread(case),
        contradictions=_contradictions(used, register),
    )


def _document(paper: Paper, foreign: Iterable[str], counting: Sequence[Paper]) -> CaseDocument:
    status = paper.status
    if paper.used and paper.file in foreign:
        status = "foreign"
    elif paper.used and _says_something(paper) and paper not in counting:
        status = "superseded"
    return CaseDocument(paper.records.document, paper.records.identification, status)


def _says_something(paper: Paper) -> bool:
    """Tells whether a plan or a report holds rows that could count: an older edition is superseded, an empty one is
    not.
    """
    if paper.kind is DocumentKind.PLAN:
        return True
    return paper.kind is DocumentKind.REPORT and bool(paper.records.responses)


def _versions(conclusions: list[Paper]) -> list[Paper]:
    """Several conclusions of one case: keeps those that are not the same text in another form (a scan of the typed
    file).
    """
    kept: list[Paper] = []
    for paper in sorted(conclusions, key=lambda each: (-len(each.records.findings), each.file)):
        stems_here = {fold(finding.text)[:60] for finding in paper.records.findings}
        if not any(
            len(stems_here & {fold(f.text)[:60] for f in other.records.findings}) >= 0.5 * max(1, len(stems_here))
            for other in kept
        ):
            kept.append(paper)
    return sorted(kept, key=lambda each: each.file)


def _edition(paper: Paper) -> tuple[int, str]:
    """Orders editions: words such as «исправленный», «2 редакция» and later dates make a paper the newer one."""
    text = fold(paper.file.rsplit("/", 1)[-1] + " " + paper.records.document.text()[:900])
    corrected = int(says_corrected(text))
    day = max(
        (fact.value for fact in paper.records.facts if fact.name in {"received", "report_date", "plan_date"}),
        default="",
    )
    return corrected, day


def _newest(plans: list[Paper]) -> list[Paper]:
    """Of several editions of a plan the newest counts; parts of one plan (other rows) count together."""
    if len(plans) < 2:
        return plans
    ordered = sorted(plans, key=_edition)
    newest = ordered[-1]
    newest_rows = [fold(action.text)[:50] for action in newest.records.actions]
    parts = [
        paper
        for paper in ordered[:-1]
        if paper.records.actions
        and not any(fold(a.text)[:50] in newest_rows for a in paper.records.actions)
        and _edition(paper)[0] == _edition(newest)[0]
    ]
    return [*parts, newest]


def _rounds(reports: list[Paper]) -> list[Paper]:
    """Gives the editions of a report, oldest first; one that says it replaces the earlier ones leaves them out."""
    editions = sorted((paper for paper in reports if paper.records.responses or len(reports) == 1), key=_edition)
    for at in range(len(editions) - 1, 0, -1):
        if says_replaced(fold(editions[at].records.document.text()[:HEAD])):
            return editions[at:]
    return editions


def _unread(case: CasePapers) -> tuple[Unread, ...]:
    found = []
    for paper in case.papers:
        for problem in paper.records.document.problems:
            if problem.unread:
                found.append(Unread(paper.file, problem.page, _named(problem, paper.file)))
        if (
            paper.used
            and paper.kind in {DocumentKind.PLAN, DocumentKind.REPORT, DocumentKind.CONCLUSION}
            and paper.records.leftover
        ):
            for place in paper.records.leftover:
                found.append(Unread(paper.file, place.page, _leftover(place)))
    for file in case.foreign:
        found.append(Unread(file, None, Reason("case.foreign_paper", (("file", file),))))
    return tuple(found)


def _named(problem: Problem, file: str) -> Reason:
    reason = problem.reason
    return (
        reason
        if any(name == "file" for name, _ in reason.values)
        else Reason(reason.code, (("file", file), *reason.values))
    )


def _leftover(place: Place) -> Reason:
    where = str(place.row or place.paragraph or "")
    return Reason("case.row_not_understood", (("file", place.file), ("table", str(place.table or "")), ("row", where)))


def _facts_by_trust(used: Sequence[Paper]) -> list[tuple[Paper, Fact]]:
    return [(paper, fact) for kind in TRUST for paper in used if paper.kind is kind for fact in paper.records.facts]


def _spoken(facts: Sequence[tuple[Paper, Fact]], name: str) -> tuple[str, Place] | None:
    """Gives the value that the most trusted paper states; among equals the one said most often."""
    own = [(paper, fact) for paper, fact in facts if fact.name == name]
    if not own:
        return None
    first_kind = own[0][0].kind
    values = Counter(fact.value for paper, fact in own if paper.kind is first_kind)
    value = max(values, key=lambda each: (values[each], -[fact.value for _, fact in own].index(each)))
    return value, next(fact.place for _, fact in own if fact.value == value)


def _received(used: Sequence[Paper], kind: DocumentKind, as_of: date) -> tuple[str, str] | None:
    """Gives the day on which a plan or report was received: the agency's mark on it or on its covering letter, else
    its arrival.
    """
    own = [paper for paper in used if paper.kind is kind]
    marks = [(fact.value, paper.file) for paper in own for fact in paper.records.facts if fact.name == "received"]
    letters = [paper for paper in used if paper.kind in {DocumentKind.OTHER, DocumentKind.EVIDENCE}]
    word = r"план" if kind is DocumentKind.PLAN else r"отчет"
    for paper in letters:
        text = fold(paper.records.document.text()[:1500])
        other = r"отчет" if kind is DocumentKind.PLAN else r"план"
        if re.search(word, text) and not (re.search(other, text) and not re.search(word, text[:400])):
            marks.extend((fact.value, paper.file) for fact in paper.records.facts if fact.name == "received")
    if marks and own:
        return min(marks) if kind is DocumentKind.PLAN else max(marks)
    arrivals = [
        (paper.arrived.isoformat(), paper.file) for paper in own if paper.arrived is not None and paper.arrived <= as_of
    ]
    return min(arrivals) if arrivals else None


def _card(case: CasePapers, used: Sequence[Paper], register: RegisterFacts | None, as_of: date) -> CaseCard:
    facts = _facts_by_trust(used)
    values: dict[str, str] = {}
    sources: dict[str, str] = {}
    for name in (
        "organisation",
        "programme",
        "term_years",
        "certificate_no",
        "certificate_date",
        "certificate_expiry",
        "order_date",
        "visit_date",
        "conclusion_date",
    ):
        said = _spoken(_naming(facts) if name in {"organisation", "programme"} else _dated(facts), name)
        if said is not None:
            values[name], sources[name] = said[0], said[1].file
    for name, kind in (("plan_received", DocumentKind.PLAN), ("report_received", DocumentKind.REPORT)):
        received = _received(used, kind, as_of)
        if received is not None:
            values[name], sources[name] = received
    for name, value in register.values if register else ():
        if value:
            values[name], sources[name] = value, "register"
    conclusion = next((paper for paper in used if paper.kind is DocumentKind.CONCLUSION), None)
    dates = {name: date.fromisoformat(values[name]) for name in DATE_FIELDS if name in values}
    return CaseCard(
        id=case.id,
        organisation=values.get("organisation"),
        programme=values.get("programme"),
        level=values.get("level")
        or (
            level_named(" ".join(filter(None, (values.get("programme"), values.get("organisation")))))
            if values
            else None
        ),
        language=(conclusion.records.document.language if conclusion else None) or _language(used),
        term_years=int(values["term_years"]) if values.get("term_years", "").isdigit() else None,
        certificate_no=values.get("certificate_no"),
        certificate_date=dates.get("certificate_date"),
        certificate_expiry=dates.get("certificate_expiry"),
        order_date=dates.get("order_date"),
        conclusion_date=dates.get("conclusion_date"),
        visit_date=dates.get("visit_date"),
        plan_received=dates.get("plan_received"),
        report_received=dates.get("report_received"),
        referent=values.get("referent"),
        sources=tuple(sorted(sources.items())),
    )


def _dated(facts: Sequence[tuple[Paper, Fact]]) -> list[tuple[Paper, Fact]]:
    """Annexes carry dates and numbers of their own."""
    return [pair for pair in facts if pair[0].kind is not DocumentKind.EVIDENCE]


def _naming(facts: Sequence[tuple[Paper, Fact]]) -> list[tuple[Paper, Fact]]:
    """On its title page a conclusion names institution and programme best; an order names them inside a sentence."""
    kinds = (DocumentKind.CONCLUSION, DocumentKind.REPORT, DocumentKind.PLAN, DocumentKind.ORDER)
    return [pair for kind in kinds for pair in facts if pair[0].kind is kind]


def _language(used: Sequence[Paper]) -> str:
    languages = Counter(paper.records.document.language for paper in used if paper.records.document.language)
    return languages.most_common(1)[0][0] if languages else "ru"


def _contradictions(used: Sequence[Paper], register: RegisterFacts | None) -> tuple[Reason, ...]:
    """Names where the register and the agency's own order disagree."""
    if register is None:
        return ()
    said = dict(register.values)
    orders = [(paper, fact) for paper in used if paper.kind is DocumentKind.ORDER for fact in paper.records.facts]
    found = []
    for name in ("term_years", "certificate_no", "certificate_date", "certificate_expiry", "order_date"):
        spoken = _spoken(orders, name)
        if spoken is not None and said.get(name) and _digits(spoken[0]) != _digits(said[name]):
            found.append(
                Reason(
                    "case.contradiction",
                    (("field", name), ("register", said[name]), ("paper", spoken[0]), ("file", spoken[1].file)),
                )
            )
    return tuple(found)
