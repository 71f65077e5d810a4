"""Measures the restorer of ө ү ң: word accuracy before and after, and clean text left unspoiled.

Run: python -m tests.benchmarks.restorer [more files of proper Kyrgyz text]

The scanned regulation is compared with its proper text, with and without the pairs counted in that very scan. The
cross-check takes the Kyrgyz texts of the sample cases (and any file given), takes their letters away in two ways and
puts them back: typed (ө→о ү→у ң→н) and read by a Russian-only recogniser (ө→е or о, ү→у, ң→ц or н).
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

from data import ROOT
from extractors.languages import restore as restoring
from extractors.languages.identify import language_of, lost_letters

DOCUMENTS = Path(__file__).parents[1] / "documents"
_WORD = re.compile(r"[^\W\d_]+")
_TYPED = str.maketrans("өүңӨҮҢ", "оунОУН")
_chance = random.Random(0)


def typed(text: str) -> str:
    """Gives the text as typed without a Kyrgyz keyboard."""
    return text.translate(_TYPED)


def recognised(text: str) -> str:
    """Gives the text as a Russian-only recogniser reads it."""
    ways = {"ө": "еееео", "ң": "ццн", "ү": "у", "Ө": "Е", "Ү": "У", "Ң": "Н"}
    return "".join(_chance.choice(ways.get(letter, letter)) for letter in text)


def words_right(found: str, proper: str) -> float:
    """Gives the share of the proper text's words that stand in the found one, in order."""
    ours, theirs = _WORD.findall(found), _WORD.findall(proper)
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(theirs)


def sample_texts() -> Iterator[str]:
    """Yields the Kyrgyz findings, measures and answers of the sample cases that have their letters."""
    for path in sorted((ROOT / "samples" / "gold").glob("S*.json")):
        case = json.loads(path.read_text("utf-8"))
        for key in ("findings", "plan_actions", "report_actions"):
            yield from (row["text"] for row in case[key] if row["text"] and language_of(row["text"]) == "ky")


def cross_check(texts: Iterable[str], spoil: Callable[[str], str]) -> tuple[int, float, float]:
    """Gives the number of words, the share right when spoiled and the share right when restored."""
    count = before = after = 0
    for text in texts:
        spoiled = spoil(text)
        restored = restoring.restore(spoiled).text
        for proper, damaged, found in zip(*map(_WORD.findall, (text, spoiled, restored)), strict=True):
            count, before, after = count + 1, before + (damaged == proper), after + (found == proper)
    return count, before / count, after / count


def regulation_accuracy() -> tuple[float, float]:
    """Gives the word accuracy of the scanned regulation before and after restoring."""
    scanned = (DOCUMENTS / "regulation_as_scanned.txt").read_text("utf-8")
    proper = (DOCUMENTS / "regulation_ky.txt").read_text("utf-8")
    return words_right(scanned, proper), words_right(restoring.restore(scanned).text, proper)


def main(files: list[str]) -> None:
    before, after = regulation_accuracy()
    print(f"regulation, scanned         before {before:.4f}  after {after:.4f}")
    known, restoring.known_pairs = restoring.known_pairs, dict
    restoring.restored_word.cache_clear()
    print(f"  without its own pairs     after {regulation_accuracy()[1]:.4f}")
    own = (DOCUMENTS / "regulation_ky.txt").read_text("utf-8").splitlines()
    kinds = {"regulation, proper lines": own, "samples": list(sample_texts())}
    kinds |= {Path(file).name: Path(file).read_text("utf-8").splitlines() for file in files}
    for name, texts in kinds.items():
        sound = [text for text in texts if _WORD.search(text) and not lost_letters(text)]
        for spoil in (typed, recognised, str):
            count, before, after = cross_check(sound, spoil)
            kind = "clean" if spoil is str else spoil.__name__
            print(f"{name:<28}{kind:<12}{count} words  before {before:.4f}  after {after:.4f}")
    restoring.known_pairs = known


if __name__ == "__main__":
    main(sys.argv[1:])
