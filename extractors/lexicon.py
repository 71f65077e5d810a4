"""The words of the field, read from data/lexicon/<language>/<topic>.toml; nothing else in the program holds
vocabulary.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from data import ROOT

LANGUAGES = ("ru", "ky", "en")


@cache
def topic(name: str, language: str) -> dict[str, Any]:
    """Gives one topic of one language as parsed TOML; empty when that language has no file for it.

    Raises: tomllib.TOMLDecodeError when the file is broken.
    """
    path = ROOT / "lexicon" / language / f"{name}.toml"
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


@cache
def words(name: str, key: str) -> tuple[str, ...]:
    """Gives the list under `key` of a topic, all languages together, in the order ru, ky, en."""
    found: list[str] = []
    for language in LANGUAGES:
        value = topic(name, language).get(key, ())
        found.extend(value)
    return tuple(found)
