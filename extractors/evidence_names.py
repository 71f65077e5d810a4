"""The papers that an answer names: annexes, orders, minutes, links; in a sentence and in a column of their own."""

from __future__ import annotations

import re
from functools import cache

from extractors.languages.letters import fold
from extractors.lexicon import words
from extractors.records import EvidenceName

_WIDEST_RANGE = 30
_LONGEST_NAME = 90
_FEW_WORDS = 2  # behind an annex's label in brackets, of words that belong to its name
_LABEL_WITHIN = 15  # letters before an annex's label in a note («ошол эле 6-тиркеме»)
_PAPER_CODE = r"[А-ЯӨҮA-Z]{1,3}\s?[-–]?\s?\d{1,3}(?!\w)"  # «П2, П7»: an institution's own names of its papers
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s,;()«»]+|\b[\w-]+(?:\.[\w-]+)*\.(?:kg|edu|com|org|net|ru)(?:/[^\s,;()«»]*)?\b"
)
# The name of a file with its ending: in quotation marks any, bare one without blanks.
_ENDING = r"\.(?:docx?|pdf|xlsx?|pptx?|jpe?g|png|tiff?|zip|rar|7z|rtf|odt|txt|mp4)"
_FILE = re.compile(
    rf"[«„“\"](?P<quoted>[^«»„“”\"]{{1,80}}{_ENDING})[»“”\"]|(?<![\w/.])(?P<bare>[\w№()-]+{_ENDING})\b", re.IGNORECASE
)
_ITEM = r"(?:\d{1,3}(?:\.\d{1,2})?(?!\d)|(?-i:[А-ЯӨҮA-Z])(?![\w]))"


def _any(key: str) -> str:
    return "(?:" + "|".join(sorted({re.escape(word) for word in words("evidence", key)}, key=len, reverse=True)) + ")"


@cache
def annex_word() -> str:
    """Gives a pattern for the word that labels an annex: any form of «приложение», or «файл», «док.», «папка»."""
    return rf"(?:{_any('annex')}[^\W\d]*+|{_any('annex_exact')}(?![^\W\d]))"


@cache
def _annex_after() -> re.Pattern[str]:
    """The word first: «прил. 3–5, 7», «тиркеме №1», "Annex B"."""
    joining = _any("joining")
    counted = rf"(?!\s*(?!{joining}\b|к\b)[а-яa-z%]|[.\d-]*\d)"
    listed = rf"{_ITEM}(?:\s*[–—-]\s*{_ITEM}|\s*(?:,|\b{joining}\b)\s*(?:№\s*)?{_ITEM}{counted})*"
    return re.compile(rf"\b{annex_word()}\.?\s*(?:№|N[oо]?\.?|#)?\s*(?P<list>{listed})", re.IGNORECASE)


@cache
def _annex_before() -> re.Pattern[str]:
    """The number first: «3-тиркеме», «1, 2, 5-тиркемелер», «3–5 тиркеме», «1-тиркеменин экинчи бетинде»."""
    listed = rf"{_ITEM}(?:\s*(?:[,–—-]|жана)\s*{_ITEM})*"
    pages = rf"(?:\s+[\w-]+\s+{_any('pages')}\w*)?"
    word = r"(?:\s*-?\s*(?:тирк|косумча)|-(?:документ|файл|папка)(?!тер|дар|лар))"  # «34 документ» only counts
    return re.compile(rf"(?<![\w.])(?P<list>{listed}){word}\w*{pages}", re.IGNORECASE)


@cache
def _numbered_paper() -> re.Pattern[str]:
    """A paper with its number or its day: «приказ № 88 от 03.10.2023», «2025-жылдын 5-сентябрындагы № 27 буйрук»."""
    paper, joining, of_day = _any("numbered"), _any("joining"), _any("of_day")
    number = rf"№\s*[\w/–-]+(?:\s*(?:,|\b{joining}\b)\s*№\s*[\w/–-]+)*"
    day = r"\d{1,2}(?:\.\d{1,2}\.\d{2,4}|\s+[а-яө]+\s+\d{4}(?:\s*(?:года|г\.))?)"
    after = rf"\b{paper}\w*\.?(?:\s+(?!{of_day}\b)[\w«»-]+){{0,4}}?\s*{number}(?:\s*,?\s*(?:{of_day}\s+)?{day})?"
    dated = rf"\b{_any('papers')}\w*(?:\s+(?!{of_day}\b)[\w«»-]+){{0,3}}?\s+{of_day}\s+{day}"
    whose = r"(?:[\w-]+(?:лар|лер|лор)\s+)?(?:[\w-]+(?:нын|нин|нун|дын|дин|дун|тын|тин|тун)\s+){0,3}"
    before = rf"{whose}(?:\d{{4}}-ж[\w.]*\s+\d{{1,2}}-\w+\s+)?№\s*[\w/–-]+\s+(?:\w+\s+)?{paper}\w*"
    early = rf"\d{{4}}-ж[\w.]*\s+\d{{1,2}}-\w+дагы\s+{number}\s+{paper}\w*"
    return re.compile(rf"{early}|{before}|{after}|{dated}", re.IGNORECASE)


@cache
def _shown_paper() -> re.Pattern[str]:
    """A paper that is said to show it: «аналитикалык маалымкатта берилген», «подтверждается справкой отдела»."""
    paper, shown = _any("papers"), _any("shown")
    before = rf"(?:[\w-]+\s+)?\b{paper}\w*(?=\s+{shown}\w*)"
    described = r"(?:[\w-]+(?:ой|ым|ом|ей|им|ий|ая|ый)\s+)?"
    after = rf"(?<=\s){shown}\w*\s+(?:в\s+|во\s+)?(?P<paper>{described}{paper}\w*(?:\s+[а-яё-]+){{0,2}})"
    return re.compile(rf"{before}|{after}", re.IGNORECASE)


def _expanded(listed: str) -> tuple[str, ...]:
    """Gives every annex of a list or a range: "3–5, 7" gives 3, 4, 5, 7."""
    found: list[str] = []
    for part in re.split(rf",|\b{_any('joining')}\b", listed):
        items = re.findall(_ITEM, part, re.IGNORECASE)
        whole = len(items) == 2 and all(item.isdigit() for item in items) and re.search(r"[–—-]", part)
        if whole and 0 < int(items[1]) - int(items[0]) <= _WIDEST_RANGE:
            found.extend(str(number) for number in range(int(items[0]), int(items[1]) + 1))
        else:
            # «Приложение 01» and «приложение 1» are one.
            found.extend(item.upper().lstrip("0") or item for item in items)
    return tuple(dict.fromkeys(found))


def _annex_matches(text: str) -> list[re.Match[str]]:
    """Finds the annexes named, on letters folded one for one so that places stay."""
    flat = _flat(text)
    after = [match for match in _annex_after().finditer(flat) if not _counts_time(flat, match.end())]
    found = [*_annex_before().finditer(flat), *after]
    found.sort(key=lambda match: (match.start(), -match.end()))
    kept: list[re.Match[str]] = []
    for match in found:
        if not kept or match.start() >= kept[-1].end():
            kept.append(match)
    return kept


def _counts_time(text: str, end: int) -> bool:
    """Tells whether the number counts years or days behind a paper («документ 5 лет хранится»)."""
    unit = r"\s+(?:лет|год(?:а|у|ов)?|мес(?:яц\w*)?|дн(?:я|ей|и)|жыл|ай|кун)(?!\w)"
    return re.match(unit, text[end:], re.IGNORECASE) is not None


def _flat(text: str) -> str:
    """Folds letters for matching when that keeps the length; otherwise the text stays as it is."""
    folded = fold(text)
    upper = "".join(new.upper() if old.isupper() else new for old, new in zip(text, folded, strict=False))
    return upper if len(folded) == len(text) else text


def annex_labels(text: str) -> tuple[str, ...]:
    """Gives the annex numbers and letters that a text names, in reading order.

    Args: text: a sentence, a heading («3-тиркеме») or a file's name («Приложение 4. Акт»).
    """
    return tuple(dict.fromkeys(label for match in _annex_matches(text) for label in _expanded(match["list"])))


def _annex_names(text: str, match: re.Match[str]) -> list[EvidenceName]:
    """One name per annex of the match; a single one keeps the words as written."""
    labels = _expanded(match["list"])
    written = text[match.start() : match.end()].strip(" ,;.")
    if len(labels) == 1:
        return [EvidenceName(written, labels[0])]
    start, end = match.span("list")
    word = (text[match.start() : start] + "{}" + text[end : match.end()]).strip()
    return [EvidenceName(word.format(label), label) for label in labels]


def _names_paper(text: str) -> bool:
    return re.search(rf"\b{_any('papers')}", _flat(text), re.IGNORECASE) is not None


def evidence_in_cell(text: str) -> tuple[EvidenceName, ...]:
    """Gives the papers named in a cell kept for evidence: whatever stands there is evidence, unless it says "none".

    Args: text: the cell as written; lines, semicolons and commas before another numbered paper divide it.
    """
    files = _file_names(text)
    if files:
        return files
    parts = [part for piece in _pieces(text) for part in _parted(piece) if re.search(r"\w", part)]
    return tuple(dict.fromkeys(name for part in parts for name in _cell_names(part, alone=len(parts) == 1)))


def _pieces(text: str) -> list[str]:
    """Divides a cell at line ends, semicolons and ends of sentences; the stop of «Прил. А» ends none."""
    cuts = [
        match
        for match in re.finditer(r"\n+|;|(?<=[\w)])\.\s+(?=[А-ЯӨҮҢA-Z])", text)
        if not (
            match.group().startswith(".") and re.search(rf"\b{_any('annex')}$", _flat(text[: match.start()]).lower())
        )
    ]
    ends = [*(match.start() for match in cuts), len(text)]
    return [text[start:end] for start, end in zip([0, *(match.end() for match in cuts)], ends, strict=True)]


def _file_names(text: str) -> tuple[EvidenceName, ...]:
    """Gives the files that a text names («файл: «Банк вопросов.xlsx»»), with the annex that a name tells."""
    names = [(match["quoted"] or match["bare"]).strip() for match in _FILE.finditer(text)]
    return tuple(EvidenceName(name, next(iter(annex_labels(name)), None)) for name in dict.fromkeys(names))


def evidence_in_note(text: str) -> tuple[EvidenceName, ...]:
    """Gives the papers named in a footnote; an annex goes by its label, whatever the note says of it beside.

    Args: text: the note as written.
    """
    found: list[EvidenceName] = []
    for name in evidence_in_cell(text):
        matches = _annex_matches(name.text)
        numbered = _numbered_paper().search(_flat(name.text)) is not None
        at_head = len(matches) == 1 and matches[0].start() <= _LABEL_WITHIN and not numbered
        found.extend(_annex_names(name.text, matches[0]) if at_head else [name])
    return tuple(dict.fromkeys(found))


@cache
def _opens_paper() -> re.Pattern[str]:
    """A part that begins with a paper's noun, an adjective before it at most: «акт монтажа», «инвентарная опись»."""
    return re.compile(rf"\s*(?:[а-яё-]+(?:ый|ий|ая|яя|ое|ее|ые|ие)\s+)?{_any('papers')}", re.IGNORECASE)


def _parted(piece: str) -> list[str]:
    """Divides at commas that stand before a paper with a number or a day of its own, and before any paper after one."""
    parts: list[str] = []
    if re.fullmatch(rf"\s*{_PAPER_CODE}(?:\s*(?:[,;]|\b{_any('joining')}\b)\s*{_PAPER_CODE})+\s*\.?\s*", piece):
        return re.findall(_PAPER_CODE, piece)
    for part in re.split(r",(?=\s*[^\d\s])\s*", piece):
        own = bool(_annex_matches(part)) or _numbered_paper().search(_flat(part)) is not None
        if parts and not own and _opens_paper().match(_flat(part)):
            before = parts[-1]
            own = _numbered_paper().search(_flat(before)) is not None and not _annex_matches(before)
        if parts and not own:
            parts[-1] += ", " + part
        else:
            parts.append(part)
    return parts


def _cell_names(part: str, *, alone: bool) -> list[EvidenceName]:
    """Gives the papers of a part of a cell.

    Args: alone: True where the cell names nothing else; an annex in brackets then belongs to the paper before it, while
        behind several papers it goes by itself, since it may hold them all.
    """
    written = re.sub(r"^\s*(?:\d{1,2}[.)]\s+|[•–—-]\s+)", "", part).strip(" \t,;")
    written = written if re.search(r"\.\w", written) else written.rstrip(".")
    if not re.search(r"\w", written) or fold(written).strip(" .") in words("evidence", "blank"):
        return []
    matches = _annex_matches(written)
    labels = [label for match in matches for label in _expanded(match["list"])]
    enclosed = (
        len(labels) == 1 and written[matches[0].start() - 1 : matches[0].start()] == "(" and written.endswith(")")
    )
    if len(labels) > 1 or (enclosed and not alone):
        return [name for match in matches for name in _annex_names(written, match)]
    return [EvidenceName(written, labels[0] if labels else None)]


def named_evidence(text: str) -> tuple[EvidenceName, ...]:
    """Gives the papers that a running text names: annexes, numbered and dated papers, links, those in brackets.

    Args: text: an answer as written.
    """
    spans: list[tuple[int, int, list[EvidenceName]]] = []
    for group in re.finditer(r"\(([^()]{2,200})\)", text):
        names = _bracket_names(group[1])
        if names:
            spans.append((group.start(), group.end(), names))
    files = [(match.start(), match.end(), list(_file_names(match.group()))) for match in _FILE.finditer(text)]
    spans = [span for span in spans if not any(span[0] <= start < span[1] for start, _, _ in files)] + files
    free = [match for match in _annex_matches(text) if not _inside(match.start(), spans)]
    spans.extend((match.start(), match.end(), _annex_names(text, match)) for match in free)
    for match in (*_numbered_paper().finditer(_flat(text)), *_LINK.finditer(text)):
        if not _inside(match.start(), spans):
            spans.append((match.start(), match.end(), [EvidenceName(text[match.start() : match.end()].strip(" ,;."))]))
    for match in _shown_paper().finditer(_flat(text)):
        start, end = match.span("paper") if match["paper"] else match.span()
        if not _inside(start, spans):
            spans.append((start, end, [EvidenceName(text[start:end].strip(" ,;."))]))
    spans.sort(key=lambda span: span[0])
    return tuple(dict.fromkeys(name for span in spans for name in span[2]))


def _inside(place: int, spans: list[tuple[int, int, list[EvidenceName]]]) -> bool:
    return any(start <= place < end for start, end, _ in spans)


def _is_one_name(part: str, matches: list[re.Match[str]]) -> bool:
    """Tells whether a part in brackets is one annex with a word or two on what it is («тиркеме 4, сүрөттөр»).

    What stands behind a colon, or is longer, describes the annex and is no part of its name.
    """
    if len(matches) != 1 or matches[0].start() > 2 or len(_expanded(matches[0]["list"])) != 1:
        return False
    rest = part[matches[0].end() :].strip()
    few = _FEW_WORDS + rest.startswith(("–", "—", "-"))  # «тиркеме №10 – кабыл алуу актысы»
    return not rest.startswith(":") and len(re.findall(r"\w+", rest)) <= few


def _bracket_names(inner: str) -> list[EvidenceName]:
    """Papers in brackets: annexes by their number; without any, each described paper."""
    names: list[EvidenceName] = []
    for part in _parted(inner):
        matches = _annex_matches(part)
        if _is_one_name(part, matches):
            names.append(EvidenceName(part.strip(" .,"), _expanded(matches[0]["list"])[0]))
        elif matches:
            names.extend(name for match in matches for name in _annex_names(part, match))
        elif _numbered_paper().search(_flat(part)):
            names.append(EvidenceName(part.strip(" .,")))
    if not names and _names_paper(inner) and len(inner) <= _LONGEST_NAME:
        names.append(EvidenceName(inner.strip(" .,")))
    return names
