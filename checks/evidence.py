"""The papers that an answer names, held against those sent: by label, number and day, title, and what they prove."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.judgement import CaseRecords, NamedEvidence
from checks.mentioned_days import days_in
from checks.terms import terms
from extractors.evidence_names import annex_labels
from extractors.languages.identify import language_of
from extractors.languages.letters import fold
from extractors.records import Annex, EvidenceName, Finding, Response

_NUMBER = re.compile(r"(?:№|\bn[oо]?\.?)\s*([\w][\w/-]*)", re.IGNORECASE)
_COUNTED = re.compile(r"([а-я]{3,})\s*№\s*(\d+)")
_LINK = re.compile(r"https?://|www\.|\.kg\b|\.com\b|сайт", re.IGNORECASE)
# «П4», «Д-07»: capitals and a number by which an institution names its papers and files.
_CODE = re.compile(r"\W*([А-ЯӨҮA-Z]{1,3})\s?[-–_.]?\s?(\d{1,3})(?![\w/])")
# How much of a paper's name must stand at the head of the paper sent.
_TITLE_SHARE, _HEAD = 0.6, 500
# A number of so many signs («02-17/90») tells a paper wherever it stands.
_TELLING = 5
# A paper of at least so many terms that shares none with finding and answer proves something else.
_ENOUGH_TERMS = 10


def papers_came(case: CaseRecords) -> bool:
    """Tells whether annexes came as files: papers that go under a label, or under a name that some answer gives."""
    if not case.annexes_sent:
        return False
    if any(annex.labels for annex in case.annexes):
        return True
    named = [name for response in case.responses for name in response.evidence]
    return any(tells(name, annex) for tells in _TELLING_SIGNS for name in named for annex in case.annexes)


def held_against(
    response: Response, finding: Finding, annexes: Sequence[Annex], came: bool
) -> tuple[NamedEvidence, ...]:
    """Gives each paper the answer names, with whether it is among those sent.

    Args:
        finding: what the answer answers; a paper that proves something else is not the paper named.
        annexes: the papers sent. came: False when none came as a file at all; then nothing can be told.
    """
    about = f"{finding.text} {response.text}"
    return tuple(_held(name, about, annexes, came) for name in response.evidence)


def _held(name: EvidenceName, about: str, annexes: Sequence[Annex], came: bool) -> NamedEvidence:
    if not came:
        return NamedEvidence(name, None)
    if name.annex is not None:
        wanted = fold(name.annex)
        labelled = [annex for annex in annexes if wanted in {fold(label) for label in annex.labels}]
        labelled = labelled or [annex for annex in annexes if _numbered_file(annex, wanted) and _on_topic(annex, about)]
        proof = next((annex for annex in labelled if proves(annex, name, about)), None)
        return NamedEvidence(name, proof is not None, (proof or labelled[0]).place.file if labelled else None)
    for found in _TELLING_SIGNS:
        for annex in annexes:
            if found(name, annex):
                return NamedEvidence(name, True, annex.place.file)
    return NamedEvidence(name, None if _LINK.search(name.text) else False)


def _numbered_file(annex: Annex, wanted: str) -> bool:
    """Tells whether a paper without a label of its own is the wanted one by the number its file opens with."""
    number = re.match(r"\W*0*(\d{1,2})(?=[\s_.)-]+[^\W\d])", annex.place.file.rsplit("/", 1)[-1])
    return number is not None and not annex.labels and number[1] == wanted


def _on_topic(annex: Annex, about: str) -> bool:
    return bool(set(terms(f"{annex.title} {annex.text}")) & set(terms(about)))


def proves(annex: Annex, name: EvidenceName, about: str) -> bool:
    """Tells whether the paper sent under the label may be the one meant: nothing in it speaks of another thing.

    A paper is another one when it counts the same thing by another number («пост № 4», «пост № 2»), or when it is long
    enough and shares not one term with the finding and the answer in the same language.
    """
    sent = f"{annex.title} {annex.text}"
    meant, found = _counted(f"{name.text} {about}"), _counted(sent)
    if any(noun in found and not numbers & found[noun] for noun, numbers in meant.items()):
        return False
    said = {term for term in terms(annex.text) if not term[0].isdigit()}
    same_language = language_of(annex.text) == language_of(about)
    return not (same_language and len(said) >= _ENOUGH_TERMS and not said & set(terms(about)))


def _counted(text: str) -> dict[str, set[str]]:
    """Gives the things counted by number: «пост № 4» gives пост: {4}; numbers of papers do not count."""
    found: dict[str, set[str]] = {}
    for noun, number in _COUNTED.findall(fold(text)):
        stem = (terms(noun) or (noun,))[0]
        if stem not in {"=order_paper", "=protocol", "=contract", "=policy", "=report_of"} and not annex_labels(
            f"{noun} {number}"
        ):
            found.setdefault(stem, set()).add(number)
    return found


def _by_number(name: EvidenceName, annex: Annex) -> bool:
    """Tells whether number and day agree: «приказ № 58 от 04.09.2023» and the order sent, by head or file name."""
    wanted = {_plain(number) for number in _NUMBER.findall(name.text)}
    if not wanted:
        return False
    head = f"{annex.title} {annex.text[:_HEAD]}"
    in_head = {_plain(number) for number in _NUMBER.findall(head)}
    in_head |= {number for number in map(_plain, _NUMBER.findall(annex.text)) if len(number) >= _TELLING}
    in_file = {
        _plain(part)
        for part in re.findall(r"[\w/-]*\d[\w/-]*", re.sub(r"[_.]", " ", annex.place.file.rsplit("/", 1)[-1]))
    }
    if not wanted & (in_head | in_file | {_plain(annex.number or "")}):
        return False
    named, sent = (
        {day for day, _, _ in days_in(name.text)},
        {day for day, _, _ in days_in(f"{annex.title} {annex.text}")},
    )
    return not named or not sent or bool(named & sent)


def answers_name(answers: Sequence[Response], annex: Annex) -> bool:
    """Tells whether an answer names a paper by its number or its title."""
    return any(tells(name, annex) for tells in _TELLING_SIGNS for answer in answers for name in answer.evidence)


def _by_code(name: EvidenceName, annex: Annex) -> bool:
    """Tells whether the file's name opens with the code that the answer gives the paper: «П4 (договоры)», «Д-7»."""
    named = _CODE.match(name.text)
    sent = _CODE.match(annex.place.file.rsplit("/", 1)[-1])
    return named is not None and sent is not None and _code(named) == _code(sent)


def _code(match: re.Match[str]) -> tuple[str, int]:
    return fold(match[1]), int(match[2])


def _plain(number: str) -> str:
    return fold(number).strip("-/.")


def _by_title(name: EvidenceName, annex: Annex) -> bool:
    """Tells whether most words of the name stand at the head of the paper, for names of at least two words."""
    wanted = set(terms(name.text))
    if len(wanted) < 2 or _NUMBER.search(name.text):
        return False
    head = set(terms(f"{annex.title} {annex.text[:_HEAD]}")) | set(terms(annex.place.file.rsplit("/", 1)[-1]))
    return len(wanted & head) >= max(2, _TITLE_SHARE * len(wanted))


_TELLING_SIGNS = (_by_code, _by_number, _by_title)
