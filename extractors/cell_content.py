"""What a table cell holds, by its words: a date, a person, a number, a criterion, a status, a paper, a sentence."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from extractors import lexicon
from extractors.evidence_names import annex_word, named_evidence
from extractors.kinds.label_heads import kinds_begun
from extractors.languages.dates import looks_like_due
from extractors.languages.letters import clean, fold


class Content(StrEnum):
    """Kinds of cell content."""

    BLANK = "blank"
    DASH = "dash"
    NUMBER = "number"  # 1, 12.
    CRITERION = "criterion"  # 1.2, А.1, «1.1, 1.3», «Критерий 2»
    CODE = "code"  # З-4, Д1-1
    CITED = "cited"  # «Зам. 3», «Рек. № 2 (кр. 1.4)»
    MARK = "mark"  # +, ✓, ±, 80 %
    STATUS = "status"  # выполнено, жарым-жартылай
    DATE = "date"
    PERSON = "person"
    BOTH = "both"  # a date and a person on lines of their own
    EVIDENCE = "evidence"
    SENTENCE = "sentence"
    TEXT = "text"  # anything else that is short


LONG = 5  # words from which a text counts as a sentence
PERSON_WORDS = 14  # a cell with more words is no list of persons
STATUS_WORDS = 4
SHORTEST_STEM = 3  # status words of so few letters («да», «нет») must stand alone
MOSTLY = 0.5  # share of a cell's letters that papers named must take to make it evidence

# Endings of Russian nouns that name what is to be done («Разработка», «Проведение», «Организация»).
_NOUNS_OF_DOING = ("ние", "ция", "овка", "отка", "упка", "зка", "вка")

_DASHES = re.compile(r"[\s\-–—−_.…]*")
_NUMBER = re.compile(r"\(?\s*№?\s*\d{1,3}\s*[.)]?")
_CRITERION = re.compile(
    r"(?:[а-яёөүң]{2,14}\.?\s*)?(?:\d{1,2}(?:\.\d{1,2}){1,3}|(?-i:\b[А-ЯA-Z])\.\s?\d{1,2})\.?"
    r"(?:\s*[,;и–-]\s*(?:\d{1,2}(?:\.\d{1,2}){1,3}|(?-i:[А-ЯA-Z])\.\d{1,2})\.?)*",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"[А-ЯЁӨҮҢA-Z]{1,3}\.?\d{0,2}\s?[-–]\s?\d{1,3}(?:\s*[,;и]\s*[А-ЯЁӨҮҢA-Z]{1,3}\.?\d{0,2}\s?[-–]\s?\d{1,3})*"
)
# A point cited by its number: «п. 3», «пп. 5 и 6», «3-пункт», «№ 4».
_POINT = re.compile(
    r"(?:пп?\.|пункт\w*|№№?)\s*\d{1,3}(?:\s*(?:[,;–-]|и|жана)\s*(?:п\.\s*)?\d{1,3})*\.?|"
    r"\d{1,3}(?:\s*(?:,|жана)\s*\d{1,3})*\s?-\s?п(?:ункт\w*|\.)",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"(?P<kind>[^\W\d_]{3,})\.?\s*(?:№\s*)?\d{1,2}\.?"
    r"(?:\s*[,;]?\s*[(\[]?(?:[^\W\d_]{1,8}\.?\s*)?[\d.]{1,8}[)\]]?)?"
)
_IN_BRACKETS = re.compile(r"\s*\(([^\W\d_]{2,16})\.?\)\s*?(?=\n|$|[,;])")
MARKS = "+✓✔√☑✗✘×±☐□■●○vVхХxX"
_MARK = re.compile(rf"(?:[{MARKS}](?:\s*/\s*[–—-])?|\+\s*[/-]\s*[–—-]|[–—-]\s*/\s*\+|\d{{1,3}}(?:[.,]\d+)?\s*%)[.\s]*")
_INITIALS = re.compile(
    r"(?:[А-ЯЁӨҮҢA-Z]\.\s?){1,2}\s?[А-ЯЁӨҮҢA-Z][а-яёөүңa-z-]+|[А-ЯЁӨҮҢA-Z][а-яёөүңa-z-]+\s+[А-ЯЁӨҮҢA-Z]\.(?:\s?[А-ЯЁӨҮҢA-Z]\.)?"
)


@cache
def _stems(name: str, key: str) -> tuple[str, ...]:
    return tuple(sorted((fold(word) for word in lexicon.words(name, key)), key=len, reverse=True))


def is_blank(text: str) -> bool:
    """Tells whether a cell holds nothing, or only a dash or a line to write on."""
    return _DASHES.fullmatch(text) is not None


def is_mark(text: str) -> bool:
    """Tells whether a cell holds nothing but a tick, a plus, a cross or a percentage."""
    return _MARK.fullmatch(text.strip()) is not None


def is_date(text: str) -> bool:
    """Tells whether a whole text states a date, a period or a permanence («до 1 мая», «II квартал», «дайыма»)."""
    return looks_like_due(text) and not _INITIALS.search(text)


def is_status(text: str) -> bool:
    """Tells whether a short text says only how far a thing is («выполнено частично», «аткарылды»)."""
    folded = fold(text).strip(" .!")
    return 0 < len(folded.split()) <= STATUS_WORDS and any(
        folded == stem or (len(stem) > SHORTEST_STEM and folded.startswith(stem)) for stem in _stems("report", "status")
    )


def person_share(text: str) -> float:
    """Gives the share of a text's pieces (between commas, «и», line ends) that name a person, a post or a unit."""
    words = re.findall(r"[^\W\d_]+", fold(text))
    if not words or len(words) > 3 * PERSON_WORDS:
        return 0.0
    pieces = [piece for piece in re.split(r"[,;\n/]|\s(?:и|жана)\s", text) if piece.strip()]
    return sum(_is_person(piece) for piece in pieces) / max(len(pieces), 1)


def _is_person(piece: str) -> bool:
    if _INITIALS.search(piece):
        return True
    words = re.findall(r"[^\W\d_]+", fold(piece))
    posts = _stems("persons", "posts")
    if not words or len(words) > PERSON_WORDS or _says_to_do(words, posts):
        return False
    named = [any(word == stem or (len(stem) > 3 and word.startswith(stem)) for stem in posts) for word in words]
    return named[0] or named[-1] or sum(named) >= 2


def _says_to_do(words: list[str], posts: tuple[str, ...]) -> bool:
    """Tells whether words ask for something to be done: a Russian infinitive first, a Kyrgyz verbal noun last."""
    infinitive = len(words[0]) > LONG and words[0].endswith(("ть", "ти", "ться", "чь"))
    verbal = len(words) > 1 and words[-1].endswith(("уу", "оо", "уусу", "оосу")) and not words[-1].startswith(posts)
    return infinitive or verbal


def asks_to_do(text: str) -> bool:
    """Tells whether a text is worded as something to do: an infinitive or a noun of doing first, a verbal noun last."""
    words = re.findall(r"[^\W\d_]+", fold(text))
    posts = _stems("persons", "posts")
    if words and len(words[0]) > LONG and words[0].endswith(_NOUNS_OF_DOING):
        return True
    return any(_says_to_do([*words[at:]], posts) for at in range(min(3, len(words)))) if words else False


def is_named(text: str) -> bool:
    """Tells whether a person's name with initials stands in a text."""
    return _INITIALS.search(text) is not None


def is_person(text: str) -> bool:
    """Tells whether a text is a list of persons, posts or units."""
    return len(text.split()) <= PERSON_WORDS and person_share(text) > 0.5


def _is_evidence(text: str) -> bool:
    """Tells whether hardly more than the names of papers stands in a text."""
    names = named_evidence(text)
    return bool(names) and sum(len(name.text) for name in names) >= MOSTLY * len(text)


def _labels_annex(text: str) -> bool:
    """Tells whether a number stands behind the word for an annex («Прил. 1.2»)."""
    return re.match(rf"\W*{annex_word()}", fold(text)) is not None


def _without_kinds(text: str) -> str:
    """Gives a cell without the kinds of finding in brackets («кр. 1.2 (зам.)»), criteria on lines as a list."""
    bare = _IN_BRACKETS.sub(lambda match: " " if kinds_begun(fold(match[1])) else match.group(), text)
    return re.sub(r"\s*\n\s*", ", ", bare.strip()) if bare != text else text


@cache
def content(text: str) -> Content:
    """Gives what a cell holds."""
    text = clean(text).strip()
    if is_blank(text):
        return Content.DASH if re.search(r"[-–—−]", text) else Content.BLANK
    plain = _without_kinds(text)
    for pattern, kind in (
        (_MARK, Content.MARK),
        (_NUMBER, Content.NUMBER),
        (_CODE, Content.CODE),
        (_POINT, Content.CODE),
        (_CRITERION, Content.CRITERION),
    ):
        if pattern.fullmatch(plain) and not (kind is Content.CRITERION and _labels_annex(text)):
            return kind
    cited = _CITED.fullmatch(text)
    if cited is not None and kinds_begun(fold(cited["kind"])):
        return Content.CITED
    if is_status(text):
        return Content.STATUS
    words = len(text.split())
    if words <= 3 * LONG and _is_evidence(text):
        return Content.EVIDENCE
    if is_date(text):
        return Content.DATE
    if is_person(text):
        return Content.PERSON
    lines = [line for line in re.split(r"\n|;", text) if line.strip()]
    if len(lines) > 1 and any(map(is_date, lines)) and any(map(is_person, lines)):
        return Content.BOTH
    return Content.SENTENCE if words >= LONG else Content.TEXT
