"""Papers in two languages side by side or one below the other: the original speaks, its translation does not count."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from extractors.grid import Owner, owners
from extractors.head_words import best
from extractors.kinds.finding_candidates import Candidate
from extractors.languages.identify import language_of
from extractors.languages.letters import fold
from extractors.lexicon import words
from extractors.records import Document, Paragraph, Table

LANGUAGES = ("ru", "ky")
NEAR = 60  # characters between the word for the original and the language that it names
FEWEST = 3  # pairs from which a paper says everything twice
MOSTLY = 0.6  # share of one language's statements that the other must have too
WORDS = 4  # words of a cell that tells its language, at least; names have fewer


def original_language(document: Document) -> str | None:
    """Gives the language of the original as the paper names it («подлинник — на русском языке»), None when it does
    not.
    """
    text = fold(document.text())
    for match in re.finditer("|".join(re.escape(fold(word)) for word in words("bilingual", "original")), text):
        named = [
            (min(abs(found.start() - match.end()), abs(match.start() - found.end())), language)
            for language in LANGUAGES
            for word in words("bilingual", language)
            for found in re.finditer(rf"(?<!\w){re.escape(fold(word))}", text)
        ]
        distance, language = min(named, default=(NEAR + 1, ""))
        if distance <= NEAR:
            return language
    return None


def without_translations(
    candidates: Sequence[Candidate], original: str | None
) -> tuple[list[Candidate], dict[Candidate, str]]:
    """Gives the statements of a conclusion without those that say a finding again in the other language, and their
    words by the statement that stays.

    Kind, criterion and the count under both must agree, for most of them.

    Args: original: the language that stays; the one that comes first when None.
    """
    languages = [language_of(candidate.text) for candidate in candidates]
    counted: Counter[tuple[object, ...]] = Counter()
    places: defaultdict[tuple[object, ...], dict[str, int]] = defaultdict(dict)
    for place, (candidate, language) in enumerate(zip(candidates, languages, strict=True)):
        if language in LANGUAGES and candidate.criterion:
            of_kind = (candidate.kind, candidate.criterion)
            counted[language, *of_kind] += 1
            places[*of_kind, counted[language, *of_kind]][language] = place
    pairs = [said for said in places.values() if len(said) == len(LANGUAGES)]
    fewer = min(languages.count(language) for language in LANGUAGES)
    if len(pairs) < FEWEST or len(pairs) < MOSTLY * fewer:
        return list(candidates), {}
    kept = original or next(language for language in languages if language in LANGUAGES)
    other = next(language for language in LANGUAGES if language != kept)
    translated = {candidates[said[kept]]: candidates[said[other]].text for said in pairs}
    dropped = {said[other] for said in pairs}
    return [candidate for place, candidate in enumerate(candidates) if place not in dropped], translated


def in_one_language(document: Document) -> Document:
    """Gives a plan or report without the columns of its tables that translate another column."""
    original: str | None = None
    blocks: list[Paragraph | Table] = []
    for block in document.blocks:
        pair = _twins(block) if isinstance(block, Table) else None
        if isinstance(block, Table) and pair is not None:
            original = original or original_language(document)
            _, dropped = pair if original is None or pair[0][1] == original else pair[::-1]
            blocks.append(_blanked(block, dropped[0]))
        else:
            blocks.append(block)
    return replace(document, blocks=tuple(blocks))


def _twins(table: Table) -> tuple[tuple[int, str], tuple[int, str]] | None:
    """Gives two columns that say the same in two languages, each with its language; None without.

    Their heads mean the same («Иш-чара», «Мероприятие») or name the languages; a finding beside its measure does not.
    """
    grid = owners(table)
    width = len(grid[0]) if grid else 0
    spoken = [(column, language) for column in range(width) if (language := _language(grid, column))]
    for one, (left, first) in enumerate(spoken):
        for right, second in spoken[one + 1 :]:
            heads = grid[0][left].text, grid[0][right].text
            # One head over both columns is that of a group («Действия института»).
            apart = grid[0][left] != grid[0][right]
            if apart and first != second and (_same_meaning(*heads) or all(map(_names_language, heads))):
                return (left, first), (right, second)
    return None


def _same_meaning(left: str, right: str) -> bool:
    meant = best(left)
    return meant is not None and meant is best(right)


def _names_language(head: str) -> bool:
    folded = fold(head)
    return len(head.split()) < WORDS and any(
        fold(word) in folded for language in LANGUAGES for word in words("bilingual", language)
    )


def _language(grid: tuple[tuple[Owner, ...], ...], column: int) -> str | None:
    """Gives the language of a column's cells, None when they are of none or of both."""
    texts = [row[column].text for row in grid if len(row[column].text.split()) >= WORDS]
    told = Counter(language_of(text) for text in texts)
    language, count = told.most_common(1)[0] if told else (None, 0)
    return language if count >= max(FEWEST, 0.8 * len(texts)) else None


def _blanked(table: Table, column: int) -> Table:
    rows = tuple(
        tuple(
            replace(cell, text="", paragraphs=()) if cell is not None and at == column and cell.colspan == 1 else cell
            for at, cell in enumerate(row)
        )
        for row in table.rows
    )
    return replace(table, rows=rows)
