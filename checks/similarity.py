"""How alike the texts of one case are: folded stems and concepts, letter n-grams, figures, shares said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from checks.term_weights import TermWeights, letter_runs
from checks.terms import figures, quoted, terms
from checks.topics import topics
from extractors.languages.letters import fold

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Likeness of every text of one group (rows) to every text of another (columns), each 0..1.

    words: cosine over weighted terms. letters: cosine over letter n-grams. said: share of the row's terms found in the
    column's text. named: 1 where a quoted title or a figure is shared. about: cosine over weighted topics of the field.
    """

    words: Matrix
    letters: Matrix
    said: Matrix
    named: Matrix
    about: Matrix

    @property
    def content(self) -> Matrix:
        """One figure for ranking: the mean of words, letters and share said."""
        return (self.words + self.letters + self.said) / 3


def squeezed(text: str) -> str:
    """Gives the folded text as words with single spaces, for comparing letters."""
    return " ".join(re.findall(r"[a-zа-я0-9]+", fold(text)))


class CaseTexts:
    """The texts of one case, weighed by how many of them share a term."""

    def __init__(self, texts: Sequence[str]) -> None:
        # A case whose papers could not be read has nothing to weigh; one filler word keeps the arithmetic whole.
        known = [text for text in dict.fromkeys(texts) if terms(text) and squeezed(text)] or ["акт 0"]
        self._words = TermWeights(known, terms)
        self._letters = TermWeights(known, lambda text: letter_runs(squeezed(text)))
        self._topics = TermWeights(known, topics)

    def weight(self, term: str) -> float:
        """Gives the weight of a term: the rarer in the case, the heavier."""
        place = self._words.columns.get(term)
        return float(self._words.idf[place]) if place is not None else float(self._words.idf.max())

    def compare(self, rows: Sequence[str], columns: Sequence[str]) -> Likeness:
        """Gives the likeness of each row's text to each column's text."""
        shape = (len(rows), len(columns))
        if 0 in shape:
            return Likeness(*(np.zeros(shape) for _ in fields(Likeness)))
        left, right = self._words.rows(rows), self._words.rows(columns)
        words = (left @ right.T).toarray()
        letters = (self._letters.rows(rows) @ self._letters.rows(columns).T).toarray()
        present = right.copy()
        present.data[:] = 1.0
        idf = left.copy()
        idf.data[:] = self._words.idf[left.indices]
        total = np.asarray(idf.sum(axis=1)).ravel()
        said = (idf @ present.T).toarray() / np.maximum(total, 1e-9)[:, None]
        about = (self._topics.rows(rows) @ self._topics.rows(columns).T).toarray()
        return Likeness(words, letters, said, _named(rows, columns), about)


def _named(rows: Sequence[str], columns: Sequence[str]) -> Matrix:
    """1 where both texts hold a quoted title or a figure in common."""
    left = [quoted(text) | figures(text) for text in rows]
    right = [quoted(text) | figures(text) for text in columns]
    return np.array([[float(bool(one & other)) for other in right] for one in left])
