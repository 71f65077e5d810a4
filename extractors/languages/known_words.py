"""Words known to be of a language: word graphs in the recogniser's data (ky, en), pymorphy3's dictionary (ru)."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from functools import cache, cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from data import ROOT
from extractors.languages import ru
from extractors.languages.letters import fold

_WORD_GRAPH, _LETTER_TABLE = 19, 21
"""Places of lstm-word-dawg and lstm-unicharset in a Tesseract 4 language file."""
_LAST, _BACKWARD, _WORD_END = 1, 2, 4


class WordGraph:
    """A squished word graph (DAWG) of Tesseract: a word is a path from node 0 to an edge marked as an end."""

    def __init__(self, language: str) -> None:
        raw = (ROOT / "tessdata" / f"{language}.traineddata").read_bytes()
        graph, table = _component(raw, _WORD_GRAPH), _component(raw, _LETTER_TABLE)
        letters = [line.split(" ")[0] for line in table.decode("utf-8").splitlines()[1:]]
        size, edges = struct.unpack_from("<ii", graph, 2)
        self._letters = [" " if letter == "NULL" else letter for letter in letters]
        self._edges: NDArray[np.uint64] = np.frombuffer(graph, dtype="<u8", count=edges, offset=10)
        self._letter_bits = int(np.ceil(np.log2(size + 1)))
        self._nodes: dict[int, dict[str, tuple[int, bool]]] = {}

    def _node(self, start: int) -> dict[str, tuple[int, bool]]:
        """Gives the node's edges: letter -> next node (0 when none), whether a word ends there."""
        known = self._nodes.get(start)
        if known is not None:
            return known
        edges: dict[str, tuple[int, bool]] = {}
        bits, position, last = self._letter_bits, start, False
        while not last and position < len(self._edges):
            edge = int(self._edges[position])
            flags = (edge >> bits) & 7
            last = bool(flags & _LAST)
            if not flags & _BACKWARD:
                edges[self._letters[edge & ((1 << bits) - 1)]] = (edge >> (bits + 3), bool(flags & _WORD_END))
            position += 1
        self._nodes[start] = edges
        return edges

    def has(self, word: str) -> bool:
        """Tells whether the graph holds the word exactly as written."""
        return bool(word) and next(self.paths(word, lambda letter: (letter,)), None) is not None

    @cached_property
    def _counts(self) -> NDArray[np.int32]:
        """Gives for every node (place of its first edge) how many words go on from it; all nodes at once."""
        flags = ((self._edges >> np.uint64(self._letter_bits)) & np.uint64(7)).astype(np.uint8)
        follows = (self._edges >> np.uint64(self._letter_bits + 3)).astype(np.int32)
        ends = (flags & _WORD_END) > 0
        starts = np.concatenate(([0], np.flatnonzero(flags & _LAST)[:-1] + 1)).astype(np.int32)
        counts = np.zeros(len(self._edges), dtype=np.int32)
        while True:
            going_on = counts[follows]
            going_on[follows == 0] = 0
            going_on += ends
            summed = np.add.reduceat(going_on, starts)
            if np.array_equal(counts[starts], summed):
                return counts
            counts[starts] = summed

    def forms(self, word: str) -> tuple[int, ...]:
        """Gives for every beginning of the word how many words begin so."""
        node = 0
        counts: list[int] = []
        for position, letter in enumerate(word):
            edge = self._node(node).get(letter) if node or not position else None
            if edge is None:
                return (*counts, *([0] * (len(word) - position)))
            node, ends = edge
            counts.append(ends + (int(self._counts[node]) if node else 0))
        return tuple(counts)

    def paths(self, word: str, readings: Callable[[str], tuple[str, ...]]) -> Iterator[str]:
        """Yields the known words that arise when every letter is read in one of its ways."""
        stack: list[tuple[int, int, str]] = [(0, 0, "")]
        while stack:
            node, position, found = stack.pop()
            if position and not node:
                continue
            edges = self._node(node)
            for letter in readings(word[position]):
                edge = edges.get(letter)
                if edge is None:
                    continue
                if position + 1 == len(word):
                    if edge[1]:
                        yield found + letter
                else:
                    stack.append((edge[0], position + 1, found + letter))


def _component(raw: bytes, number: int) -> bytes:
    count = struct.unpack_from("<i", raw, 0)[0]
    offsets = struct.unpack_from(f"<{count}q", raw, 4)
    start = offsets[number]
    end = min((offset for offset in offsets if offset > start), default=len(raw))
    return raw[start:end]


@cache
def graph(language: str) -> WordGraph:
    """Gives the word graph of "kir" or "eng".

    Raises: FileNotFoundError when the language data are missing.
    """
    return WordGraph(language)


_FOLDED = {"о": ("о", "ө"), "у": ("у", "ү"), "н": ("н", "ң"), "е": ("е", "ё")}
_DAMAGED = {"о": ("о", "ө"), "у": ("у", "ү"), "н": ("н", "ң"), "е": ("е", "ө", "ё"), "ц": ("ц", "ң")}


@lru_cache(maxsize=200_000)
def is_kyrgyz(word: str) -> bool:
    """Tells whether Kyrgyz knows the word, its own letters possibly typed as о у н."""
    word = word.lower()
    return next(graph("kir").paths(word, lambda letter: _FOLDED.get(letter, (letter,))), None) is not None


@lru_cache(maxsize=200_000)
def damaged_kyrgyz(word: str) -> tuple[str, ...]:
    """Gives the known Kyrgyz words behind a word whose ө ү ң were read as е о у ц н, the word itself included."""
    return tuple(graph("kir").paths(word.lower(), lambda letter: _DAMAGED.get(letter, (letter,))))


@lru_cache(maxsize=200_000)
def is_russian(word: str) -> bool:
    """Tells whether Russian knows the word."""
    return ru.knows(word.lower())


@lru_cache(maxsize=100_000)
def is_english(word: str) -> bool:
    """Tells whether English knows the word, as written or in lower case."""
    return graph("eng").has(word) or graph("eng").has(word.lower())


def is_known(word: str) -> bool:
    """Tells whether the word is of ky, ru or en."""
    folded = fold(word)
    if folded[:1].isascii():
        return is_english(word)
    return is_russian(folded) or is_kyrgyz(word) or is_kyrgyz(folded)
