"""Texts as weighted terms: the rarer a term among the texts known, the heavier; longer texts weigh no more than short.

The usual tf-idf (logarithmic counts, smoothed idf, rows of length one) on sparse rows of scipy: two dozen lines that
save each start of the program the second in which scikit-learn loads itself, pandas and scipy.stats.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Terms = Callable[[str], Iterable[str]]


def letter_runs(text: str, shortest: int = 3, longest: int = 5) -> list[str]:
    """Gives the runs of letters of each word, a blank on both sides of it; a word shorter than a run is one run."""
    found: list[str] = []
    for word in text.split():
        spaced = f" {word} "
        for length in range(shortest, longest + 1):
            found.extend(spaced[at : at + length] for at in range(max(1, len(spaced) - length + 1)))
            if len(spaced) <= length:
                break
    return found


class TermWeights:
    """The terms of the texts known, in a fixed order, each with its weight (`idf`). columns: place of a term."""

    def __init__(self, known: Sequence[str], terms: Terms) -> None:
        self._terms = terms
        counted = [set(terms(text)) for text in known]
        self.columns = {term: place for place, term in enumerate(sorted(set().union(*counted)))}
        holding = Counter(term for found in counted for term in found)
        holders = np.array([holding[term] for term in self.columns], dtype=np.float64)
        self.idf: NDArray[np.float64] = np.log((len(known) + 1) / (holders + 1)) + 1.0

    def rows(self, texts: Sequence[str]) -> Any:
        """Gives a sparse row of length one for each text; terms that no known text has do not count."""
        starts, places, counts = [0], list[int](), list[int]()
        for text in texts:
            found = Counter(self.columns[term] for term in self._terms(text) if term in self.columns)
            for place in sorted(found):
                places.append(place)
                counts.append(found[place])
            starts.append(len(places))
        weights = (np.log(np.array(counts, dtype=np.float64)) + 1.0) * self.idf[places]
        made = csr_array((weights, places, starts), shape=(len(texts), len(self.columns)))
        length = np.sqrt(made.multiply(made) @ np.ones(len(self.columns)))
        made.data /= np.repeat(np.where(length > 0, length, 1.0), np.diff(starts))
        return made
