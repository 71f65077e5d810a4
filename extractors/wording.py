"""Sentences in ky, ru and en, read from data/wording/<language>/<topic>.toml; no room holds sentences of its own."""

from __future__ import annotations

import tomllib
from functools import cache

from data import ROOT
from extractors.records import Reason

LANGUAGES = ("ru", "ky", "en")


@cache
def catalogue(topic: str, language: str) -> dict[str, str]:
    """Gives one topic's wordings: key -> sentence with {name} places.

    Raises: FileNotFoundError, tomllib.TOMLDecodeError when the catalogue is missing or broken.
    """
    return tomllib.loads((ROOT / "wording" / language / f"{topic}.toml").read_text("utf-8"))


def sentence(reason: Reason, language: str) -> str:
    """Gives the reason in words.

    Raises: KeyError when the catalogue lacks the key or the reason lacks a value that the wording names.
    """
    topic, _, key = reason.code.partition(".")
    return catalogue(topic, language)[key].format_map(dict(reason.values))
