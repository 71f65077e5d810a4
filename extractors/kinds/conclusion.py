"""The expert commission's conclusion (эксперттик комиссиянын корутундусу): its findings, each once, with the place of
each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.kinds.bilingual import original_language, without_translations
from extractors.kinds.card_facts import card_facts
from extractors.kinds.finding_candidates import Candidate, Form
from extractors.kinds.findings_prose import Walk
from extractors.kinds.identification import identify
from extractors.kinds.label_heads import DEFAULT_LETTERS
from extractors.kinds.labels import kind_by_mood, legend, spelled_out
from extractors.kinds.restatements import join_restatements
from extractors.languages.letters import fold
from extractors.records import Document, Finding, FindingKind, PaperRecords

FEW_FORMAL = 2  # labelled or listed findings up to which a conclusion says its findings in sentences
MOSTLY = 0.6  # share of formal findings below headings that name their criteria, from which headings tell criteria
_SAID = (Form.PROSE, Form.LOOSE)


def extract(document: Document) -> PaperRecords:
    """Gives the findings of a conclusion and what it says of the case (term, certificate, dates, programme)."""
    explained = legend(document.text())
    letters = {**DEFAULT_LETTERS, **explained}
    walked = Walk(spelled_out(document, explained)).candidates()
    said_once, translated = without_translations(_coherent(walked), original_language(document))
    joined = join_restatements(said_once)
    findings = tuple(_finding(main, others, order, letters, translated) for order, (main, others) in enumerate(joined))
    return PaperRecords(document, identify(document), findings=findings, facts=card_facts(document))


def _coherent(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Keeps statements that the commission marks as findings.

    A sentence of running prose («комиссия рекомендует: …») counts in a conclusion that says its findings that way, or
    once; where
    nearly all findings stand in lists or tables with criteria, a lone sentence without a criterion is talk about
    something else. Where findings stand in words below a heading for each criterion, «комиссия рекомендует …» there is
    one too, unless its heading has another.
    """
    formal = [candidate for candidate in candidates if candidate.form not in _SAID]
    prose = [candidate for candidate in candidates if candidate.form is Form.PROSE]
    loose = len(formal) <= FEW_FORMAL
    with_criterion = sum(candidate.criterion is not None for candidate in formal)
    strict = len(formal) >= 3 and with_criterion >= 0.8 * len(formal) and len(prose) <= 0.3 * len(formal)

    headed = [candidate for candidate in formal if candidate.form is Form.LABELLED and _under_its_criterion(candidate)]
    by_heading = len(headed) > FEW_FORMAL and len(headed) >= MOSTLY * len(formal)
    taken = {candidate.criterion for candidate in (*formal, *prose)}

    def counts(candidate: Candidate) -> bool:
        if candidate.form is Form.LOOSE:
            return loose or (by_heading and _under_its_criterion(candidate) and candidate.criterion not in taken)
        return candidate.form is not Form.PROSE or not strict or candidate.criterion is not None

    return [candidate for candidate in candidates if counts(candidate)]


def _under_its_criterion(candidate: Candidate) -> bool:
    """Tells whether a statement stands below a heading that names its criterion («К 1.3. Достижение целей»)."""
    return candidate.criterion is not None and candidate.criterion in (candidate.section or "")


def _finding(
    main: Candidate,
    others: tuple[Candidate, ...],
    order: int,
    letters: dict[str, FindingKind],
    translated: dict[Candidate, str],
) -> Finding:
    everyone = (main, *others)
    code = next((each.code for each in everyone if each.code), None)
    kind = next((each.kind for each in everyone if each.kind), None)
    again = (each.text for each in others)
    told = (translated[each] for each in everyone if each in translated)
    if kind is None and code is not None:
        mark = re.match(r"[a-zа-я]*", fold(code))
        kind = letters.get(mark[0] if mark else "") or letters.get(fold(code)[0])
    return Finding(
        kind=kind or kind_by_mood(main.text),
        text=main.text,
        place=main.place,
        standard=next((each.standard for each in everyone if each.standard), None),
        criterion=next((each.criterion for each in everyone if each.criterion), None),
        label=code or next((each.number for each in everyone if each.number), None),
        section=main.section or next((each.section for each in others if each.section), None),
        order=order,
        restatements=tuple(dict.fromkeys(text for text in (*again, *told) if text != main.text)),
    )
