"""The facts: law, criteria, words, language data, sample cases. Holds no code but the way to its own folder."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent
"""The folder of the facts, in a checkout as in an installed wheel."""
