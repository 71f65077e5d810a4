"""The regulation as data: its numbers with unit and the day from which each is in force. The only reader of law."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from data import ROOT
from extractors.errors import SetupError

REGULATION = ROOT / "regulation"


class Unit(StrEnum):
    MONTHS = "months"
    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"
    YEARS = "years"
    PERSONS = "persons"
    DAYS = "days"


class Force(StrEnum):
    """A duty can be failed; a right is told and never decided."""

    DUTY = "duty"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A number of the law in one wording. numbers: one, or the several that are allowed («эки же төрт жыл»)."""

    in_force_from: date
    numbers: tuple[int, ...]
    unit: Unit


@dataclass(frozen=True, slots=True)
class Article:
    """One checkable rule of a regulation.

    says: its own words. open: what they leave open. source: the rule file. dated: oldest first, empty without numbers.
    """

    key: str
    clause: str
    binds: str
    force: Force
    says: str
    open: str
    source: str
    dated: tuple[DatedValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Law:
    """All articles by key."""

    articles: Mapping[str, Article]

    def value(self, key: str, on: date) -> DatedValue:
        """Gives the number in force on a day; before the earliest wording known, the earliest.

        Raises: SetupError when the law holds no number under that key.
        """
        article = self.articles.get(key)
        if article is None or not article.dated:
            raise SetupError(f"data/regulation: no number under the key «{key}»")
        in_force = [value for value in article.dated if value.in_force_from <= on]
        return in_force[-1] if in_force else article.dated[0]

    def number(self, key: str, on: date) -> int:
        """Gives the single number in force on a day.

        Raises: SetupError as `value`, and when several numbers stand there.
        """
        numbers = self.value(key, on).numbers
        if len(numbers) != 1:
            raise SetupError(f"data/regulation: one number is expected under the key «{key}», not {len(numbers)}")
        return numbers[0]


@cache
def law(folder: Path = REGULATION) -> Law:
    """Gives the law of the rule files.

    Raises: SetupError naming file and key when a file or a key of it is broken or missing.
    """
    articles: dict[str, Article] = {}
    for path in sorted(folder.glob("*.toml")):
        for article in _articles(path):
            if article.key in articles:
                raise _broken(path, article.key, f"stands also in {articles[article.key].source}")
            articles[article.key] = article
    if not articles:
        raise SetupError(f"{folder.name}: no rule files (*.toml) in this folder")
    return Law(articles)


def _broken(path: Path, key: str, cause: str) -> SetupError:
    return SetupError(f"{path.parent.name}/{path.name}: «{key}»: {cause}")


def _articles(path: Path) -> list[Article]:
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SetupError(f"{path.parent.name}/{path.name}: not readable as TOML ({error})") from error
    rules = content.get("rules")
    if not isinstance(rules, dict) or not rules:
        raise _broken(path, "rules", "missing")
    return [_article(path, key, entry) for key, entry in rules.items()]


def _article(path: Path, key: str, entry: Any) -> Article:
    if not isinstance(entry, dict):
        raise _broken(path, key, "is not a table")
    unknown = sorted(set(entry) - {"clause", "binds", "force", "says", "open", "dated"})
    if unknown:
        raise _broken(path, f"{key}.{unknown[0]}", "unknown key")
    texts = {name: _text(path, key, entry, name) for name in ("clause", "binds", "force", "says", "open")}
    if texts["force"] not in set(Force):
        raise _broken(path, f"{key}.force", f"«{texts['force']}» is neither duty nor right")
    dated = entry.get("dated", [])
    if "dated" in entry and (not isinstance(dated, list) or not dated):
        raise _broken(path, f"{key}.dated", "is not a list of dated values")
    values = tuple(sorted((_dated(path, key, value) for value in dated), key=lambda value: value.in_force_from))
    if len({value.in_force_from for value in values}) != len(values):
        raise _broken(path, f"{key}.dated", "two values come into force on one day")
    return Article(
        key, texts["clause"], texts["binds"], Force(texts["force"]), texts["says"], texts["open"], path.name, values
    )


def _text(path: Path, key: str, entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name)
    if not isinstance(value, str) or (not value.strip() and name != "open"):
        raise _broken(path, f"{key}.{name}", "missing, or not a text")
    return value


def _dated(path: Path, key: str, entry: Any) -> DatedValue:
    if not isinstance(entry, dict) or set(entry) != {"in_force_from", "value", "unit"}:
        raise _broken(path, f"{key}.dated", "a line needs in_force_from, value and unit, and nothing else")
    since, unit, value = entry["in_force_from"], entry["unit"], entry["value"]
    if type(since) is not date:
        raise _broken(path, f"{key}.in_force_from", "is not a date")
    if unit not in set(Unit):
        raise _broken(path, f"{key}.unit", f"«{unit}» is none of {', '.join(Unit)}")
    numbers = value if isinstance(value, list) else [value]
    if not numbers or any(type(number) is not int or number < 1 for number in numbers):
        raise _broken(path, f"{key}.value", "is not a whole number above 0 (or a list of them)")
    return DatedValue(since, tuple(numbers), Unit(unit))
